internal import GoFormats

extension Compiler {
  /// Conversions that are done once if their argument is a constant.
  ///
  /// Source: cel-go, `maybeOptimizeConstUnary` in interpreter/decorators.go.
  private static let conversions: Set<String> = [
    "bool", "bytes", "double", "duration", "int", "string", "timestamp", "uint",
  ]

  mutating func operation(
    _ operation: Operator,
    _ nodes: [Node],
    _ expression: Expression
  ) throws(CELError) -> Node {
    let range = expression.faultRange
    switch operation {
    case .equal: return EqualityNode(nodes[0], nodes[1], isNegated: false, range: range)
    case .notEqual: return EqualityNode(nodes[0], nodes[1], isNegated: true, range: range)
    case .isIn: return InNode(nodes[0], nodes[1], range: range)
    case .not: return NotNode(nodes[0], range: range)
    default: return OperatorNode(operation, nodes, range: range)
    }
  }

  mutating func call(
    _ target: Expression?,
    _ name: String,
    _ arguments: [Expression],
    _ expression: Expression
  ) throws(CELError) -> Node {
    let overloads = checked.overloads[expression.id] ?? []
    let isMember = overloads.first?.isMember ?? false
    let nodes = try compile((isMember ? target.map { [$0] } ?? [] : []) + arguments)
    if !isMember, nodes.count == 1 {
      // What `dyn` hides from the checker is not hidden from the compiler.
      if name == "dyn" { return nodes[0] }
      if let folded = try folded(name, nodes[0], expression) { return folded }
    }
    if let lazy = LazyOptionalNode(name, nodes, range: expression.faultRange), isMember {
      return lazy
    }
    if let search = try constantSearch(name, nodes, expression) { return search }
    if nodes.count == 2, isMember, let kind = TextPartNode.Kind(rawValue: name) {
      return TextPartNode(kind, nodes[0], nodes[1], range: expression.faultRange)
    }
    return make(overloads.first?.name ?? name, nodes, expression)
  }

  private func make(_ name: String, _ nodes: [Node], _ expression: Expression) -> Node {
    CallNode(
      name,
      nodes,
      checked.overloads[expression.id] ?? [],
      isDecided: operands(of: expression).allSatisfy { checked.types[$0.id].isKnown },
      range: expression.faultRange
    )
  }

  private func operands(of expression: Expression) -> [Expression] {
    var operands: [Expression] = []
    expression.kind.forEachChild { operands.append($0) }
    return operands
  }

  private func folded(
    _ name: String,
    _ node: Node,
    _ expression: Expression
  ) throws(CELError) -> Node? {
    guard Compiler.conversions.contains(name), let constant = node.constant else { return nil }
    let call = make(name, [ConstantNode(constant, range: node.range)], expression)
    do throws(CELError) {
      return ConstantNode(try call.evaluate(Run()), range: expression.faultRange)
    } catch {
      throw CELError(.program, error.message, at: error.range)
    }
  }

  /// A search for a constant pattern, which is compiled here.
  private func constantSearch(
    _ name: String,
    _ nodes: [Node],
    _ expression: Expression
  ) throws(CELError) -> Node? {
    guard let kind = SearchNode.Kind(rawValue: name), nodes.count >= 2,
      case .string(let pattern) = nodes[1].constant
    else { return nil }
    do throws(CELError) {
      return SearchNode(
        kind,
        try GoRegex.compiled(pattern, .program),
        nodes[0],
        limit: nodes.count > 2 ? nodes[2] : nil,
        patternLength: pattern.byteCount,
        range: expression.faultRange
      )
    } catch {
      throw error.placed(at: nodes[1].range)
    }
  }
}
