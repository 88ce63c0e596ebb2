package import YAML

/// Where a value is, in the notation of the people who own the file:
/// `presubmits[acme/rocket][3].spec.containers[0].image`.
///
/// Remembers the children of large lists and mappings, so that thousands of findings in one of them
/// do not walk it thousands of times.
package struct FieldPath {
  /// Nodes of the items, or of the keys, by the node of the list or mapping.
  private var children: [Parent: [UInt32]] = [:]

  /// Children from which a list or mapping is worth remembering.
  private static let many = 64

  private struct Parent: Hashable {
    var document: ObjectIdentifier
    var index: UInt32
  }

  package init() {}

  /// - Returns: The path from the top of the document; empty for the top itself. A value behind an
  ///   alias has the path of its anchor.
  package mutating func text(to target: Node) -> String {
    guard let root = target.document.root else { return "" }
    return text(from: root, to: target, after: "")
  }

  /// The path of a value inside a job, whose own path is known without looking for it.
  package mutating func text(to target: Node, in job: Job) -> String {
    guard job.node.isSameDocument(as: target), job.node.contains(target.index) else {
      return text(to: target)
    }
    let list = job.kind.field.name
    // In an in-repo config the lists have no keys.
    let hasKey = job.isUnderKey
    let prefix = "\(list)\(hasKey ? "[\(job.repo.string)]" : "")[\(job.position)]"
    return text(from: job.node, to: target, after: prefix)
  }

  private mutating func text(from start: Node, to target: Node, after prefix: String) -> String {
    var node = start
    var path = prefix
    while node.index != target.index, let step = step(from: node, to: target.index) {
      path += step.text
      if path.utf8.first == UInt8(ascii: ".") { path.removeFirst() }
      node = step.node
    }
    return path
  }

  private mutating func step(
    from node: Node,
    to target: UInt32
  ) -> (text: String, node: Node)? {
    let isList = node.isSequence && !node.isAlias
    guard let (position, child) = child(of: node, isList: isList, with: target) else { return nil }
    if isList { return ("[\(position)]", child) }
    let name = child.text.string
    let value = child.index == target ? child : child.following
    return (child.label == 0 && !FieldPath.isPlain(name) ? "[\(name)]" : ".\(name)", value)
  }

  /// The item, or the key of the entry, that a node belongs to, and its position.
  private mutating func child(
    of node: Node,
    isList: Bool,
    with target: UInt32
  ) -> (position: Int, node: Node)? {
    func holds(_ child: Node) -> Bool {
      child.contains(target) || !isList && child.following.contains(target)
    }
    guard node.writtenCount >= FieldPath.many else {
      for (position, child) in FieldPath.children(of: node, isList: isList).enumerated()
      where holds(child) { return (position, child) }
      return nil
    }
    let parent = Parent(document: ObjectIdentifier(node.document), index: node.index)
    if children[parent] == nil {
      children[parent] = FieldPath.children(of: node, isList: isList).map(\.index)
    }
    let starts = children[parent] ?? []
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= target { low = middle + 1 } else { high = middle }
    }
    guard low > 0, holds(node.sibling(starts[low - 1])) else { return nil }
    return (low - 1, node.sibling(starts[low - 1]))
  }

  private static func children(of node: Node, isList: Bool) -> [Node] {
    isList ? Array(node.items) : node.writtenEntries.map(\.key)
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        $0 == UInt8(ascii: "_")
          || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z"))
          || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
      }
  }
}
