internal import Diagnostics

/// The limit on how much of a document may come from aliases.
///
/// Prow's library counts the nodes that it visits while it decodes, and those of them inside an
/// alias; past a certain size a share of these that is too large is refused.
///
/// Source: go.yaml.in/yaml/v2, `allowedAliasRatio` and `unmarshal` in decode.go.
struct AliasBudget {
  private let nodes: UnsafeBufferPointer<RawNode>
  private var total = 1
  private var inside = 0
  private var stack: [Visit] = []

  /// A node still to be visited, and how many aliases lead to it.
  private struct Visit {
    var index: UInt32
    var depth: Int
    /// A merge's own value is passed through without being counted when it is a list.
    var isMergeValue: Bool
  }

  /// - Returns: The refusal, at the alias where it happens; `nil` if the document keeps the limit.
  static func check(_ nodes: UnsafeBufferPointer<RawNode>) -> Problem? {
    guard !nodes.isEmpty else { return nil }
    var budget = AliasBudget(nodes: nodes)
    return budget.run()
  }

  private init(nodes: UnsafeBufferPointer<RawNode>) {
    self.nodes = nodes
  }

  private mutating func run() -> Problem? {
    stack.append(Visit(index: 0, depth: 0, isMergeValue: false))
    var outermost: UInt32 = 0
    while let visit = stack.popLast() {
      let node = nodes[Int(visit.index)]
      if node.kind == .alias, visit.depth == 0 { outermost = visit.index }
      if !(visit.isMergeValue && node.kind == .sequence) {
        total += 1
        if visit.depth > 0 { inside += 1 }
        if isOver {
          let alias = nodes[Int(outermost)]
          return Problem(
            kind: .limit,
            message:
              "aliases make up too much of this file: they stand for \(inside) of \(total) values so far",
            range: SourceRange(start: alias.start, end: alias.end),
            help: "write the repeated parts out, or use fewer aliases inside one another"
          )
        }
      }
      pushChildren(of: visit, node)
    }
    return nil
  }

  private mutating func pushChildren(of visit: Visit, _ node: RawNode) {
    switch node.kind {
    case .scalar:
      break
    case .alias:
      stack.append(
        Visit(index: node.text, depth: visit.depth + 1, isMergeValue: visit.isMergeValue)
      )
    case .sequence:
      var children: [Visit] = []
      var child = visit.index + 1
      while child < node.next {
        children.append(Visit(index: child, depth: visit.depth, isMergeValue: false))
        child = nodes[Int(child)].next
      }
      // Lists are decoded from the front, those of a merge from the back.
      stack.append(contentsOf: visit.isMergeValue ? children : children.reversed())
    case .mapping:
      pushEntries(of: visit, node)
    }
  }

  private mutating func pushEntries(of visit: Visit, _ node: RawNode) {
    var children: [Visit] = []
    var key = visit.index + 1
    while key < node.next {
      let value = nodes[Int(key)].next
      let isMerge = nodes[Int(key)].flags.contains(.isMergeKey)
      if !isMerge { children.append(Visit(index: key, depth: visit.depth, isMergeValue: false)) }
      children.append(Visit(index: value, depth: visit.depth, isMergeValue: isMerge))
      key = nodes[Int(value)].next
    }
    stack.append(contentsOf: children.reversed())
  }

  private var isOver: Bool {
    guard inside > 100, total > 1_000 else { return false }
    return Double(inside) / Double(total) > allowedShare
  }

  private var allowedShare: Double {
    let few = 400_000.0
    let many = 4_000_000.0
    let count = Double(total)
    if count <= few { return 0.99 }
    if count >= many { return 0.10 }
    return 0.99 - 0.89 * (count - few) / (many - few)
  }
}
