package import YAML

/// Where a value stands, in the notation of the people who own the file:
/// `presubmits[acme/rocket][3].spec.containers[0].image`.
package enum FieldPath {
  /// - Returns: The path from the top of the document; empty for the top itself. A value behind an
  ///   alias has the path of its anchor.
  package static func text(to target: Node) -> String {
    target.document.root.map { text(from: $0, to: target, after: "") } ?? ""
  }

  /// The path of a value inside a job, whose own path is known without looking for it.
  package static func text(to target: Node, in job: Job) -> String {
    guard job.node.isSameDocument(as: target), job.node.contains(target.index) else {
      return text(to: target)
    }
    let list = job.kind.field.name
    // In an in-repo config the lists have no keys.
    let hasKey = job.isUnderKey
    let prefix = "\(list)\(hasKey ? "[\(job.repo.string)]" : "")[\(job.position)]"
    return text(from: job.node, to: target, after: prefix)
  }

  private static func text(from start: Node, to target: Node, after prefix: String) -> String {
    var node = start
    var path = prefix
    while node.index != target.index, let step = step(from: node, to: target.index) {
      path += step.text
      if path.utf8.first == UInt8(ascii: ".") { path.removeFirst() }
      node = step.node
    }
    return path
  }

  private static func step(from node: Node, to target: UInt32) -> (text: String, node: Node)? {
    if node.isSequence, !node.isAlias {
      for (index, item) in node.items.enumerated() where item.contains(target) {
        return ("[\(index)]", item)
      }
    }
    for entry in node.writtenEntries {
      guard entry.key.index == target || entry.value.contains(target) else { continue }
      let name = entry.key.text.string
      let value = entry.key.index == target ? entry.key : entry.value
      return (entry.key.label == 0 && !isPlain(name) ? "[\(name)]" : ".\(name)", value)
    }
    return nil
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
