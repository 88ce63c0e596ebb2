internal import YAML

/// Strings with the first place of each, to find those that come again.
struct FirstPlaces {
  /// Length and some bytes of each string: most different strings differ here.
  private var keys: [UInt64] = []
  private var list: [(text: Text, node: Node)] = []
  private var index: [Text: Node] = [:]

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    list.removeAll(keepingCapacity: true)
    if !index.isEmpty { index.removeAll() }
  }

  /// The place where the text was first, or `nil` if this is the first.
  mutating func firstPlace(of text: Text, at node: Node) -> Node? {
    let key = FirstPlaces.key(text)
    if let first = place(of: text, key) { return first }
    keys.append(key)
    list.append((text, node))
    // Short lists are searched one by one, long ones by hash.
    if list.count == 33 {
      index = Dictionary(list.map { ($0.text, $0.node) }) { first, _ in first }
    } else if list.count > 33 {
      index[text] = node
    }
    return nil
  }

  func place(of text: Text) -> Node? { place(of: text, FirstPlaces.key(text)) }

  @inline(__always)
  private func place(of text: Text, _ key: UInt64) -> Node? {
    if list.count > 32 { return index[text] }
    for position in 0..<keys.count where keys[position] == key && list[position].text == text {
      return list[position].node
    }
    return nil
  }

  @inline(__always)
  private static func key(_ text: Text) -> UInt64 {
    let bytes = text.bytes
    let count = bytes.count
    guard count > 0 else { return 0 }
    let ends = UInt64(bytes[0]) << 8 | UInt64(bytes[count - 1])
    let middle = UInt64(bytes[count >> 1]) << 8 | UInt64(bytes[count >> 2])
    return UInt64(truncatingIfNeeded: count) << 32 | ends << 16 | middle
  }
}
