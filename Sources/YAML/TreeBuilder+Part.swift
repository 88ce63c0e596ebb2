internal import Diagnostics

/// Putting together what two threads have read.
extension TreeBuilder {
  /// Adds to the innermost collection what another builder has in its outermost one.
  ///
  /// The other builder has read the lines that follow, and is left empty.
  mutating func take(_ other: inout TreeBuilder) {
    // The other's first node stands for the collection that is open here.
    let shift = UInt32(truncatingIfNeeded: nodes.count) &- 1
    let sideShift = UInt32(truncatingIfNeeded: side.count)
    let rangeShift = UInt32(truncatingIfNeeded: effective.ranges.count)
    for index in 1..<max(1, other.nodes.count) {
      var node = other.nodes[index]
      node.next &+= shift
      if node.flags.contains(.textIsBeside) { node.text &+= sideShift }
      if node.flags.contains(.hasEffectiveEntries) { node.text &+= rangeShift }
      nodes.append(node)
    }
    side.append(contentsOf: other.side.view)
    effective.append(other.effective, shift)
    problems += other.problems
    repeatedKeys += other.repeatedKeys
    let last = stack.count - 1
    nodes[Int(stack[last].index)].length += other.nodes[0].length
    stack[last].needsCare = stack[last].needsCare || other.stack[0].needsCare
    keyPrints.append(contentsOf: other.keyPrints.view)
    other.discard()
  }
}
