// Stands for the part of the library _StringProcessing that the programs call, compiled as a module of that
// name. The library brings a parser of regular expressions, which nothing here uses, and is a megabyte of a
// program. A function that is missing here is taken from the library, and the program is larger.

extension Collection where Element: Equatable {
  fileprivate func range<C: Collection>(of other: C, from start: Index) -> Range<Index>?
  where C.Element == Element {
    guard let first = other.first else { return start..<start }
    var position = start
    while position != endIndex {
      if self[position] == first {
        var end = position
        var wanted = other.startIndex
        while wanted != other.endIndex, end != endIndex, self[end] == other[wanted] {
          formIndex(after: &end)
          other.formIndex(after: &wanted)
        }
        if wanted == other.endIndex { return position..<end }
      }
      formIndex(after: &position)
    }
    return nil
  }

  public func split<C: Collection>(
    separator: C,
    maxSplits: Int = .max,
    omittingEmptySubsequences: Bool = true
  ) -> [SubSequence] where C.Element == Element {
    var parts: [SubSequence] = []
    var start = startIndex
    var splits = 0
    while splits < maxSplits, !separator.isEmpty, let found = range(of: separator, from: start) {
      if !omittingEmptySubsequences || start != found.lowerBound {
        parts.append(self[start..<found.lowerBound])
        splits += 1
      }
      start = found.upperBound
    }
    if !omittingEmptySubsequences || start != endIndex { parts.append(self[start..<endIndex]) }
    return parts
  }

  public func ranges<C: Collection>(of other: C) -> [Range<Index>] where C.Element == Element {
    if other.isEmpty { return indices.map { $0..<$0 } + [endIndex..<endIndex] }
    var found: [Range<Index>] = []
    while let next = range(of: other, from: found.last?.upperBound ?? startIndex) {
      found.append(next)
    }
    return found
  }
}

extension Collection {
  public func trimmingPrefix(while isLeft: (Element) throws -> Bool) rethrows -> SubSequence {
    try drop(while: isLeft)
  }
}

extension BidirectionalCollection where Element: Comparable {
  public func firstRange<C: Collection>(of other: C) -> Range<Index>? where C.Element == Element {
    range(of: other, from: startIndex)
  }
}

extension RangeReplaceableCollection where Element: Equatable {
  public func replacing<C: Collection, Replacement: Collection>(
    _ other: C,
    with replacement: Replacement,
    maxReplacements: Int = .max
  ) -> Self where C.Element == Element, Replacement.Element == Element {
    if other.isEmpty { return self }
    var result = Self()
    var start = startIndex
    var count = 0
    while count < maxReplacements, let found = range(of: other, from: start) {
      result.append(contentsOf: self[start..<found.lowerBound])
      result.append(contentsOf: replacement)
      start = found.upperBound
      count += 1
    }
    result.append(contentsOf: self[start..<endIndex])
    return result
  }
}

extension StringProtocol {
  public func contains(_ other: String) -> Bool { has(other) }
  public func contains(_ other: Substring) -> Bool { has(other) }

  /// Letter by letter, as people see them; byte by byte where these are the same.
  private func has(_ other: some StringProtocol) -> Bool {
    if other.isEmpty { return true }
    if utf8.allSatisfy(\.isPlain), other.utf8.allSatisfy(\.isPlain) {
      return utf8.range(of: other.utf8, from: utf8.startIndex) != nil
    }
    return range(of: other, from: startIndex) != nil
  }
}

extension UInt8 {
  /// ASCII, and not the first half of a line's end, which is one letter with the second.
  fileprivate var isPlain: Bool { self < 0x80 && self != 0x0D }
}
