extension Node {
  /// Whether an alias, or a merge key, stands for this value or for one inside it.
  package var isReferredTo: Bool {
    let inside = Int(index)..<Int(written.pointee.next)
    return storage.pointee.nodes[inside].contains { $0.flags.contains(.isAliased) }
  }

  /// The key that this value was written under; `nil` for items of lists and for the top.
  package var keyBefore: Node? {
    guard index > 0 else { return nil }
    // A key is a scalar, so that nothing is between it and its value.
    let before = sibling(index - 1)
    return before.written.pointee.flags.contains(.isKey) ? before : nil
  }
}

extension Document {
  /// Whether the text at an offset belongs to a scalar, so that it is not a comment.
  package func isInScalar(_ offset: UInt32) -> Bool {
    guard let nodes = root?.storage.pointee.nodes else { return false }
    // Nodes lie in document order, so that the last one that starts before is the only one.
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    while low > 0, nodes[low - 1].kind != .scalar || nodes[low - 1].start == nodes[low - 1].end {
      low -= 1
    }
    return low > 0 && offset < nodes[low - 1].end
  }
}
