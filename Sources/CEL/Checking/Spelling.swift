/// Names that may have been meant.
enum Spelling {
  /// `; did you mean "name"?`, or nothing where no name is near.
  static func suggestion(for name: String, among names: some Sequence<String>) -> String {
    guard (2...40).contains(name.utf8.count) else { return "" }
    let most = name.utf8.count < 5 ? 1 : 2
    let best = names.lazy
      .filter { abs($0.utf8.count - name.utf8.count) <= most }
      .map { (distance: distance(Array(name.utf8), Array($0.utf8)), name: $0) }
      .filter { $0.distance <= most }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    if let best { return "; did you mean \"\(best.name)\"?" }
    let longer = name.utf8.count < 4 ? nil : names.filter { $0.hasPrefix(name) }.min()
    return longer.map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// The same, where the name may also be that of a field of one of these.
  static func suggestion(
    for name: String,
    among names: some Sequence<String>,
    below owners: [(name: String, type: CELType)]
  ) -> String {
    let near = suggestion(for: name, among: names)
    if !near.isEmpty { return near }
    let owner = owners.filter { owner in
      if case .object(let type) = owner.type { type.fields[name] != nil } else { false }
    }.map(\.name).min()
    return owner.map { "; did you mean \"\($0).\(name)\"?" } ?? ""
  }

  /// How many letters are added, missing, exchanged or swapped.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1)
        best = min(best, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      (before, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
