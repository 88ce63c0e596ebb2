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
}

extension Toleration: Hashable {
  /// Whether all fields are the same; an empty text counts as none.
  package static func == (left: Toleration, right: Toleration) -> Bool {
    left.fields == right.fields
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
  }

  private var fields: Fields {
    Fields(
      texts: [key, op, value, effect].map { $0 ?? .empty },
      seconds: seconds
    )
  }

  private struct Fields: Hashable {
    var texts: [Text]
    var seconds: Int64?
  }
}
