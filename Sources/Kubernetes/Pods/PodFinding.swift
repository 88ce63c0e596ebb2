package import YAML

/// One thing that the API server refuses or warns of in a pod.
package struct PodFinding {
  package var rule: PodRule
  /// What is wrong, in one line with the offending value.
  package var message: String
  package var node: Node
  /// The field as the API server names it, oddities included: `spec.containers[0].image`.
  package var path: String
  package var help: String?
  package var related: [(node: Node, message: String)]
  /// Where `node` belongs to something that was added to the pod: that, by its index.
  package var addition: Int?
  /// Whether the value is wrong only beside something else in the pod, such as a name used twice.
  package var dependsOnPod: Bool

  /// What would make it right, if that is known.
  package var repair: Repair?

  package enum Repair: Sendable, Hashable {
    /// Another text for the value.
    case value(String)
    /// Another number for the value.
    case number(String)
    /// Another name for the key, or for the value that names one.
    case name(String)
    /// Without the item, if it says the same as the one that it repeats.
    case removal
    /// Without the item, which has no effect; safe if what it says is so anyway.
    case omission(isSafe: Bool)
  }

  package init(
    rule: PodRule,
    message: String,
    node: Node,
    path: String,
    help: String? = nil,
    related: [(node: Node, message: String)] = [],
    addition: Int? = nil,
    dependsOnPod: Bool = false,
    repair: Repair? = nil
  ) {
    self.rule = rule
    self.message = message
    self.node = node
    self.path = path
    self.help = help
    self.related = related
    self.addition = addition
    self.dependsOnPod = dependsOnPod
    self.repair = repair
  }
}
