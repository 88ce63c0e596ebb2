package import ConfigMaps

/// How a state is applied.
package struct ApplyOptions: Sendable {
  /// Whether to take keys that other managers own, their share in equal values included.
  package var takesOver: Bool
  /// Whether keys go that the manager applied earlier and no file makes any more.
  package var prunes: Bool
  /// Whether the servers only report the result and change nothing.
  package var isDryRun: Bool
  /// Whether another `VERSION` alone is a reason to write: what a rewritten branch has left behind
  /// would be in the way of its next commit.
  package var renewsVersion = false
  /// Whether the text of `VERSION` in a ConfigMap is too old to stay, also if nothing else changes.
  var isOutdated: @Sendable (ConfigMapTarget, String) -> Bool = { _, _ in false }
  /// Beyond which keys are not removed; `nil` for any number.
  package var removals: RemovalLimit?
  /// Keys that ConfigMaps of the state have, by their namespace: they move, and are not removed.
  var keptKeys: [ConfigMapTarget: Set<String>] = [:]
  /// How many ConfigMaps are worked on at a time.
  package var concurrency: Int
  /// Asked right before each write, with the text of the key `VERSION` if the manager owns it: why
  /// it must not be; `nil` to go on.
  package var objection: @Sendable (ConfigMapTarget, String?) -> String? = { _, _ in nil }

  package init(
    takesOver: Bool = false,
    prunes: Bool = true,
    isDryRun: Bool = false,
    concurrency: Int = 8
  ) {
    self.takesOver = takesOver
    self.prunes = prunes
    self.isDryRun = isDryRun
    self.concurrency = concurrency
  }
}

extension ConfigMapTarget {
  /// The namespace that it is in, as a target without a name.
  var namespaceAlone: ConfigMapTarget {
    ConfigMapTarget(cluster: cluster, namespace: namespace, name: "")
  }
}
