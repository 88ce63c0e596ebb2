internal import CRE2

extension GoRegex {
  /// A match: the range of the whole, then that of each group, in UTF-8 bytes of the text.
  ///
  /// A group that took no part has `nil`.
  package typealias Match = [Range<Int>?]

  /// How many groups in parentheses the pattern has.
  package var groupCount: Int {
    switch engine {
    case .names: 0
    case .re2(let regex): Int(cre2_group_count(regex))
    }
  }

  /// The range of the first match that starts at `start` or later.
  ///
  /// - Parameters:
  ///   - text: The whole text, which `^`, `\b` and the like see also before `start`.
  ///   - start: The byte to start from, at most the length of the text.
  /// - Returns: `nil` if there is no match.
  package func find(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Range<Int>? {
    switch engine {
    case .names(let names):
      return names.find(in: text, from: start)
    case .re2(let regex):
      var ends: (Int64, Int64) = (0, 0)
      let isFound = withUnsafeMutableBytes(of: &ends) { bytes in
        let offsets = bytes.assumingMemoryBound(to: Int64.self).baseAddress
        return cre2_find(regex, text.baseAddress, text.count, start, offsets, 1)
      }
      return isFound ? Int(ends.0)..<Int(ends.1) : nil
    }
  }

  /// The first match that starts at `start` or later, with the ranges of its groups.
  package func match(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Match? {
    guard case .re2(let regex) = engine else {
      return find(in: text, from: start).map { [$0] }
    }
    let count = groupCount + 1
    var offsets = [Int64](repeating: -1, count: count * 2)
    guard cre2_find(regex, text.baseAddress, text.count, start, &offsets, Int32(count)) else {
      return nil
    }
    return (0..<count).map { group in
      let start = Int(offsets[group * 2])
      return start < 0 ? nil : start..<Int(offsets[group * 2 + 1])
    }
  }

  /// Where all matches are, from the first on, none of them in another.
  ///
  /// An empty match right after another match does not count.
  ///
  /// Source: Go, `allMatches` in regexp/regexp.go.
  ///
  /// - Parameters:
  ///   - text: The whole text, in UTF-8.
  ///   - limit: The most matches to find; `nil` for all.
  ///   - body: Receives each match; the search ends where it returns false.
  package func findAll(
    in text: UnsafeBufferPointer<UInt8>,
    limit: Int? = nil,
    _ body: (Range<Int>) -> Bool
  ) {
    var position = 0
    var previousEnd = -1
    var count = 0
    while position <= text.count, count < limit ?? .max, let found = find(in: text, from: position)
    {
      let isAccepted = !found.isEmpty || found.lowerBound != previousEnd
      position = found.isEmpty ? next(after: found.upperBound, in: text) : found.upperBound
      previousEnd = found.upperBound
      guard isAccepted else { continue }
      count += 1
      if !body(found) { return }
    }
  }

  /// Where the next character starts.
  private func next(after index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index + 1
    while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }
}
