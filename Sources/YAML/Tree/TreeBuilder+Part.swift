internal import Diagnostics
internal import Machine

/// Putting together what two threads have read.
extension TreeBuilder {
  /// Adds to the innermost collection what another builder has in its outermost one.
  ///
  /// The other builder has read the lines that follow, and is left empty.
  mutating func take(_ other: inout TreeBuilder) {
    // The other's first node stands for the collection that is open here.
    let shift = UInt32(truncatingIfNeeded: nodes.count) &- 1
    let sideShift = UInt32(truncatingIfNeeded: side.count)
    // Each thread writes its own half of the room.
    nonisolated(unsafe) let added = UnsafeBufferPointer(rebasing: other.nodes.view[1...])
    nonisolated(unsafe) let room = nodes.extend(by: added.count)
    // Half of it by another thread: most of the time goes into memory that is touched first here.
    @Sendable func move(_ range: Range<Int>) {
      for index in range {
        var node = added[index]
        node.next &+= shift
        if node.flags.contains(.textIsBeside) { node.text &+= sideShift }
        room.initializeElement(at: index, to: node)
      }
    }
    let half = added.count / 2
    let second = Background { move(half..<added.count) }
    move(0..<half)
    second.wait()
    side.append(contentsOf: other.side.view)
    for index in other.unsettled.view { unsettled.append(index &+ shift) }
    problems += other.problems
    for late in other.lateProblems {
      lateProblems.append(LateProblem(node: late.node &+ shift, problem: late.problem))
    }
    repeatedKeys += other.repeatedKeys
    let last = stack.count - 1
    nodes[Int(stack[last].index)].length += other.nodes[0].length
    stack[last].needsCare = stack[last].needsCare || other.stack[0].needsCare
    keyPrints.append(contentsOf: other.keyPrints.view)
    lastEnd = other.lastEnd
    other.discard()
  }
}
