internal import Files
internal import Formats

/// Finds the file that another one was made of.
enum Similarity {
  /// More candidates are not compared line by line, only for equal bytes.
  private static let mostCandidates = 50
  /// Nor are larger texts.
  private static let mostBytes = 1 << 18

  /// - Returns: The index of the candidate that shares most lines, at least half of them.
  static func best(
    for entry: DesiredConfigMap.Entry,
    among candidates: [DesiredConfigMap.Entry]
  ) -> Int? {
    if let equal = candidates.firstIndex(where: { $0.content.bytes == entry.content.bytes }) {
      return equal
    }
    guard candidates.count <= mostCandidates, isComparable(entry) else { return nil }
    let lines = counts(entry.content.bytes)
    var best: (index: Int, share: Double)?
    for (index, candidate) in candidates.enumerated() where isComparable(candidate) {
      let share = share(lines, counts(candidate.content.bytes))
      if share >= 0.5, share > best?.share ?? 0 { best = (index, share) }
    }
    return best?.index
  }

  private static func isComparable(_ entry: DesiredConfigMap.Entry) -> Bool {
    entry.content.bytes.count <= mostBytes && entry.content.isText
  }

  private static func counts(_ text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in LineDiff.lines(text) { counts[line, default: 0] += 1 }
    return counts
  }

  /// Lines that both have, as a part of the longer text.
  private static func share(
    _ left: [ArraySlice<UInt8>: Int],
    _ right: [ArraySlice<UInt8>: Int]
  ) -> Double {
    let common = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
    let longest = max(left.values.reduce(0, +), right.values.reduce(0, +))
    return longest == 0 ? 0 : Double(common) / Double(longest)
  }
}
