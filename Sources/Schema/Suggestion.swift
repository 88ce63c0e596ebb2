/// Finds the name that somebody probably meant.
package enum Suggestion {
  /// The name nearest to a misspelt one.
  ///
  /// Letter case, underscores and hyphens do not count: `missing_labels` is `missingLabels`. Beyond
  /// that one letter may be wrong, missing, extra or swapped with the next in names of up to four
  /// letters, two in names of up to eight, three in longer ones.
  ///
  /// - Parameters:
  ///   - text: Anything; text too long for a name costs no more than reading it.
  ///   - names: Of equally near ones the first wins.
  ///   - most: The most letters that may be wrong, if that is less.
  /// - Returns: `nil` if no name is near enough.
  package static func nearest(
    to text: String,
    among names: some Sequence<String>,
    within most: Int = .max
  ) -> String? {
    guard text.utf8.count <= 128 else { return nil }
    let wanted = folded(text)
    let allowed =
      switch wanted.count {
      case ...4: 1
      case ...8: 2
      default: 3
      }
    // A name of which every letter is wrong was not meant.
    var limit = min(allowed, wanted.count - 1, most)
    var nearest: String?
    for name in names {
      let distance = distance(wanted, folded(name), limit: limit)
      guard let distance else { continue }
      nearest = name
      if distance == 0 { break }
      limit = distance - 1
    }
    return nearest
  }

  /// Lower-case letters and digits only; other than ASCII stays as it is.
  private static func folded(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for byte in text.utf8 where byte != UInt8(ascii: "_") && byte != UInt8(ascii: "-") {
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      folded.append(isCapital ? byte | 0x20 : byte)
    }
    return folded
  }

  /// The Damerau-Levenshtein distance, in which no letter is changed twice.
  ///
  /// Only cells within `limit` of the diagonal are worked out, so that the cost grows with the
  /// length and not with its square.
  ///
  /// - Returns: `nil` if the distance is above `limit`.
  private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
    let far = limit + 1
    var beforeLast: [Int] = []
    var last = (0...right.count).map { min($0, far) }
    for row in 0..<left.count {
      var current = [Int](repeating: far, count: right.count + 1)
      if row < limit { current[0] = row + 1 }
      var best = current[0]
      // Lengths differ by `limit` at most, so the band always starts within the text.
      for column in max(0, row - limit)..<min(right.count, row + limit + 1) {
        let isSame = left[row] == right[column]
        var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current[column + 1] = min(cost, far)
        best = min(best, cost)
      }
      if best > limit { return nil }
      (beforeLast, last) = (last, current)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}

extension ObjectType {
  /// The field that was probably meant by an unknown name.
  ///
  /// `most`: The most letters that may be wrong.
  package func nearest(to name: String, within most: Int = .max) -> String? {
    Suggestion.nearest(to: name, among: fields.lazy.map(\.name), within: most)
  }
}

extension Catalog {
  /// The object type that was probably meant by an unknown name.
  package func nearest(to name: String) -> String? {
    Suggestion.nearest(to: name, among: objects.keys.sorted())
  }
}
