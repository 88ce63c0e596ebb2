/// What differs between two states, ConfigMap by ConfigMap.
package struct StateDiff: Sendable {
  /// Those that differ, in the order of their targets.
  package let configMaps: [ConfigMapDiff]

  /// The key `VERSION` is left out, since each commit has its own.
  package init(from old: DesiredState, to new: DesiredState) {
    let before = Dictionary(uniqueKeysWithValues: old.configMaps.map { ($0.target, $0) })
    let after = Dictionary(uniqueKeysWithValues: new.configMaps.map { ($0.target, $0) })
    let targets = Set(before.keys).union(after.keys).sorted()
    let diffs = targets.map { ConfigMapDiff($0, from: before[$0], to: after[$0]) }
    configMaps = MovedKeys.marked(diffs).filter { $0.kind != .changed || !$0.keys.isEmpty }
  }

  package var isEmpty: Bool { configMaps.isEmpty }

  /// Differences that several clusters or namespaces have alike, in the order of the first of them.
  package var groups: [(targets: [ConfigMapTarget], diff: ConfigMapDiff)] {
    var positions: [ConfigMapDiff.Identity: Int] = [:]
    var groups: [(targets: [ConfigMapTarget], diff: ConfigMapDiff)] = []
    for diff in configMaps {
      if let position = positions[diff.identity] {
        groups[position].targets.append(diff.target)
      } else {
        positions[diff.identity] = groups.count
        groups.append(([diff.target], diff))
      }
    }
    return groups
  }
}
