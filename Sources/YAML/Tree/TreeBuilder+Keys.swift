internal import Diagnostics

/// Keys: their text in JSON, and whether a mapping repeats one.
extension TreeBuilder {
  /// Gives a key the text that it has in JSON, and remembers its fingerprint.
  @inline(__always)
  mutating func noteKey(_ node: inout RawNode) {
    node.flags.insert(.isKey)
    if node.value != .string || node.flags.contains(.isMergeKey) {
      stack[stack.count - 1].needsCare = true
      if !node.flags.contains(.isMergeKey) { nameKey(&node) }
      keyPrints.append(0)
    } else {
      keyPrints.append(Fingerprint.of(textOf(node)))
    }
  }

  @inline(__always)
  func textOf(_ node: RawNode) -> UnsafeBufferPointer<UInt8> {
    let base = node.flags.contains(.textIsBeside) ? UnsafePointer(side.base) : source.baseAddress
    return UnsafeBufferPointer(start: base.map { $0 + Int(node.text) }, count: Int(node.length))
  }

  mutating func nameKey(_ node: inout RawNode) {
    switch KeyText.text(of: node.value, written: textOf(node)) {
    case .success(let name):
      Array(name.utf8).withUnsafeBufferPointer { setText($0, in: &node) }
    case .failure(let refusal):
      noteLate(
        Problem(
          kind: .key,
          message: refusal.reason,
          range: SourceRange(start: node.start, end: node.end),
          help: "put the key in quotes"
        )
      )
    }
  }

  func hasEqualPrints(from first: Int) -> Bool {
    let count = keyPrints.count - first
    guard count > 1 else { return false }
    if count > 32 { return Set(keyPrints.view[first...]).count < count }
    let prints = keyPrints.view
    // Bits of the prints so far: most keys need no other look.
    var seen: UInt64 = 0
    for index in first..<prints.count {
      let print = prints[index]
      let bit: UInt64 = 1 << (print >> 58)
      if seen & bit != 0 {
        for earlier in first..<index where prints[earlier] == print { return true }
      }
      seen |= bit
    }
    return false
  }
}
