package import YAML

/// A toleration of a pod, as the API server compares it.
package struct Toleration: Sendable {
  package let node: Node
  package let key: Text?
  private let op: Text?
  private let value: Text?
  private let effect: Text?
  private let seconds: Int64?

  package init(_ node: Node) {
    self.node = node
    key = node.text(.key)
    op = node.text(.operator)
    value = node.text(.value)
    effect = node.text(.effect)
    seconds = node[.tolerationSeconds]?.wholeNumber
  }

  /// Whether all fields are the same; an empty text counts as none.
  package func isEqual(to other: Toleration) -> Bool {
    func isEqual(_ left: Text?, _ right: Text?) -> Bool { (left ?? .empty) == (right ?? .empty) }
    return isEqual(key, other.key) && isEqual(op, other.op) && isEqual(value, other.value)
      && isEqual(effect, other.effect) && seconds == other.seconds
  }
}
