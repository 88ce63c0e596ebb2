internal import YAML

/// Texts with the first place of each, to find those that come again.
struct FirstPlaces {
  private var list: [(text: Text, node: Node)] = []
  private var index: [Text: Node] = [:]

  mutating func removeAll() {
    list.removeAll(keepingCapacity: true)
    if !index.isEmpty { index.removeAll() }
  }

  /// The place where the text was first, or `nil` if this is the first.
  mutating func firstPlace(of text: Text, at node: Node) -> Node? {
    if let first = place(of: text) { return first }
    list.append((text, node))
    // Short lists are searched one by one, long ones by hash.
    if list.count == 17 {
      index = Dictionary(list.map { ($0.text, $0.node) }) { first, _ in first }
    } else if list.count > 17 {
      index[text] = node
    }
    return nil
  }

  func place(of text: Text) -> Node? {
    index.isEmpty ? list.first { $0.text == text }?.node : index[text]
  }
}
