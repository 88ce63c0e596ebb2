package import ConfigMaps

/// How many keys may go without anybody being asked: a glob that a merge has narrowed by mistake
/// empties ConfigMaps.
package struct RemovalLimit: Sendable, Hashable {
  /// More are too many, in one ConfigMap or in all that a commit changes.
  package var keys: Int
  /// The part of a ConfigMap's keys that may go, in per cent.
  package var percent: Int

  /// Fewer than these are no large part of anything.
  private static let fewest = 5

  package init(keys: Int = 20, percent: Int = 50) {
    self.keys = keys
    self.percent = percent
  }

  /// - Parameters:
  ///   - names: The keys of one ConfigMap that would go.
  ///   - count: How many it has.
  /// - Returns: What is too much about that; `nil` if nothing is.
  package func objection(_ names: [String], of count: Int) -> String? {
    let isLargePart =
      names.count >= RemovalLimit.fewest && names.count * 100 > count * percent
    guard names.count > keys || isLargePart else { return nil }
    return "it would lose \(names.count) of its \(count) keys (\(RemovalLimit.list(names))), "
      + words
  }

  /// What is too much about the keys that a commit removes.
  ///
  /// - Parameters:
  ///   - old: The state before.
  ///   - new: The state of the commit. A key that goes to another ConfigMap, or gets another name, is
  ///     not removed.
  /// - Returns: `nil` if nothing is.
  package func objection(from old: DesiredState, to new: DesiredState) -> String? {
    var all: [String] = []
    let groups = StateDiff(from: old, to: new).groups
    // A key that a ConfigMap had all along is no new place for what another one loses.
    let come = Set(groups.flatMap { $0.1.keys.filter { $0.kind == .added }.map(\.key) })
    for (_, diff) in groups {
      let names = diff.keys.filter { $0.kind == .removed && !come.contains($0.key) }.map(\.key)
      if let words = objection(names, of: diff.old?.entries.count ?? 0) {
        return "the ConfigMap \(diff.target) would change: \(words)"
      }
      all += names
    }
    guard all.count > keys else { return nil }
    return "\(all.count) keys would be removed (\(RemovalLimit.list(all))), \(words)"
  }

  private var words: String { "more than \(keys) keys or \(percent) % of a ConfigMap" }

  private static func list(_ names: [String]) -> String {
    let shown = names.sorted().prefix(3).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
