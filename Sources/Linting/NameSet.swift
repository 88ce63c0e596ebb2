internal import Prow
internal import YAML

/// Finds items of a list whose `name` another item had before.
enum NameSet {
  static func forEachRepeat(
    of items: some Sequence<Node>,
    _ body: (_ name: Text, _ node: Node, _ first: Node) -> Void
  ) {
    var seen: [(name: Text, node: Node)] = []
    var index: [Text: Node] = [:]
    for item in items {
      guard let node = item[.name], let name = node.string else { continue }
      let first =
        index.isEmpty ? seen.first { $0.name == name }?.node : index[name]
      if let first { body(name, node, first) }
      if first != nil { continue }
      seen.append((name, node))
      // Short lists are searched one by one, long ones by hash.
      if seen.count == 16 {
        index = Dictionary(seen.map { ($0.name, $0.node) }) { first, _ in first }
      } else if seen.count > 16 {
        index[name] = node
      }
    }
  }
}
