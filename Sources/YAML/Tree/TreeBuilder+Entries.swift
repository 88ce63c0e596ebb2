internal import Diagnostics

/// The effective entries of mappings, computed when all nodes exist.
///
/// Only then is it known that aliases keep their limit: merges of a file that breaks it could cost
/// the square of its size.
extension TreeBuilder {
  mutating func settleEntries() {
    guard unsettled.count > 0 else { return }
    let merged = mappingsMergedInPlace()
    for index in unsettled.view where !merged.contains(index) {
      let settled = effective.settle(index, nodes: nodes.view, source: source, side: side.view)
      problems.append(contentsOf: settled.problems)
      repeatedKeys.append(contentsOf: settled.repeated)
      guard let range = settled.range else { continue }
      nodes[Int(index)].flags.insert(.hasEffectiveEntries)
      nodes[Int(index)].text = range
    }
  }

  /// Mappings that are written as the value of `<<` and that no alias stands for.
  ///
  /// Nothing reads them but the mapping that merges them, which goes through them itself: with
  /// entries of their own for each, a nest of them would cost the square of its depth.
  private func mappingsMergedInPlace() -> Set<UInt32> {
    var merged: Set<UInt32> = []
    for index in unsettled.view {
      var key = index + 1
      while key < nodes[Int(index)].next {
        let value = nodes[Int(key)].next
        if nodes[Int(key)].flags.contains(.isMergeKey) { noteMappings(of: value, &merged) }
        key = nodes[Int(value)].next
      }
    }
    guard hasAliases, !merged.isEmpty else { return merged }
    for node in nodes.view where node.kind == .alias { merged.remove(node.text) }
    return merged
  }

  private func noteMappings(of value: UInt32, _ merged: inout Set<UInt32>) {
    let node = nodes[Int(value)]
    switch node.kind {
    case .mapping: merged.insert(value)
    case .sequence:
      var item = value + 1
      while item < node.next {
        if nodes[Int(item)].kind == .mapping { merged.insert(item) }
        item = nodes[Int(item)].next
      }
    case .scalar, .alias: break
    }
  }

  // MARK: What counts only in the end

  /// A problem with a node that Prow's library meets only when it turns what it has read into JSON.
  struct LateProblem {
    var node: UInt32
    var problem: Problem
  }

  /// Keeps the late problems of those nodes that no later key overrides.
  mutating func settleLateProblems() {
    guard !lateProblems.isEmpty else { return }
    let reached = reachedNodes()
    for late in lateProblems where reached.contains(late.node) { problems.append(late.problem) }
  }

  private func reachedNodes() -> Set<UInt32> {
    var reached: Set<UInt32> = []
    var work: [UInt32] = [0]
    while let index = work.popLast() {
      guard reached.insert(index).inserted else { continue }
      let node = nodes[Int(index)]
      switch node.kind {
      case .scalar: break
      case .alias: work.append(node.text)
      case .mapping where node.flags.contains(.hasEffectiveEntries):
        let range = effective.ranges[Int(node.text)]
        for position in range.start..<range.start + range.count {
          let entry = effective.entries[Int(position)]
          work += [entry.key, entry.value]
        }
      case .sequence, .mapping:
        var child = index + 1
        while child < node.next {
          work.append(child)
          child = nodes[Int(child)].next
        }
      }
    }
    return reached
  }
}
