extension Node {
  /// Whether Prow reads the same value in both, whatever their quotes, layout and order of keys.
  ///
  /// Very large values count as different: aliases can make a small text endless.
  package func hasSameValue(as other: Node) -> Bool {
    var room = 10_000
    return isEqual(to: other, &room)
  }

  private func isEqual(to other: Node, _ room: inout Int) -> Bool {
    room -= 1
    guard room > 0, kind == other.kind else { return false }
    switch kind {
    case .scalar: return scalarKind == other.scalarKind && text == other.text
    case .sequence:
      guard itemCount == other.itemCount else { return false }
      for (left, right) in zip(items, other.items) {
        guard left.isEqual(to: right, &room) else { return false }
      }
      return true
    case .mapping:
      let (left, right) = (Array(entries), Array(other.entries))
      guard left.count == right.count else { return false }
      for (position, entry) in left.enumerated() {
        let same =
          right[position].key.text == entry.key.text
          ? right[position] : right.first { $0.key.text == entry.key.text }
        guard let same, entry.value.isEqual(to: same.value, &room) else { return false }
      }
      return true
    }
  }
}
