internal import Prow
internal import YAML

extension Renaming {
  /// A node that aliases also bring to places that are not renamed; `nil` if none is.
  var nodeUsedElsewhere: Node? {
    for nodes in Dictionary(grouping: nodes, by: { ObjectIdentifier($0.document) }).values {
      guard let root = nodes[0].document.root, root.storage.pointee.hasAliases else { continue }
      let counts = Renaming.occurrences(of: Set(nodes.map(\.index)), below: root)
      let used = nodes.first { counts[$0.index, default: 0] > uses[NodeSet.Key($0), default: 0] }
      if let used { return used }
    }
    return nil
  }

  /// How often each of some nodes is in a document as it counts, in which aliases and merge keys bring
  /// nodes to several places; what Prow ignores is left out.
  private static func occurrences(of nodes: Set<UInt32>, below root: Node) -> [UInt32: Int] {
    var counts: [UInt32: Int] = [:]
    var rest = root.isMapping ? [] : [root]
    for entry in root.entries where !entry.key.text.equals("prow_ignored") {
      rest += [entry.key, entry.value]
    }
    // The reader bounds what aliases can make of a file.
    while let node = rest.popLast() {
      if nodes.contains(node.rawIndex) { counts[node.rawIndex, default: 0] += 1 }
      switch node.kind {
      case .scalar: break
      case .sequence: rest += node.items
      case .mapping: for entry in node.entries { rest += [entry.key, entry.value] }
      }
    }
    return counts
  }
}
