internal import GoFormats

/// Makes nodes of a checked expression.
struct Compiler {
  let checked: Checked
  /// Names of the loops around, the innermost last; the place is the slot.
  private var scope: [String] = []
  private(set) var slotCount = 0
  /// How many texts the tests of loops keep.
  private(set) var textCount = 0
  private(set) var usedSlots: Set<Int> = []
  private(set) var hoisting: Hoisting?
  /// The expressions that are taken out.
  private let parts: Set<Int>

  /// `hoisting`: Receives the parts of `expression` that are the same for many evaluations.
  init(checked: Checked, of expression: Expression, hoisting: Hoisting?) {
    self.checked = checked
    self.hoisting = hoisting
    parts = hoisting?.parts(of: expression, checked) ?? []
  }

  mutating func compile(_ expression: Expression) throws(CELError) -> Node {
    let range = expression.faultRange
    if parts.contains(expression.id), var hoisting {
      let program = try Program(part: expression, checked)
      usedSlots.formUnion(program.usedSlots)
      let slot = hoisting.add(program)
      self.hoisting = hoisting
      return VariableNode(slot: slot, range: range)
    }
    switch expression.kind {
    case .literal(let value): return ConstantNode(value, range: range)
    case .identifier(let name, let isAbsolute):
      if !isAbsolute, let slot = scope.lastIndex(of: name) {
        return LocalNode(slot: slot, range: range)
      }
      return global(expression)
    case .select(let operand, let field, let isOptional):
      if checked.variables[expression.id] != nil || checked.typeNames[expression.id] != nil {
        return global(expression)
      }
      let key = key(field, of: operand)
      let node = try compile(operand)
      return isOptional
        ? OptionalSelectNode(node, key, range: range) : SelectNode(node, key, range: range)
    case .has(let operand, let field):
      return HasNode(try compile(operand), key(field, of: operand), range: range)
    case .index(let operand, let key, let isOptional):
      return try index(operand, key, isOptional: isOptional, range)
    case .call(let target, let name, let arguments):
      return try call(target, name, arguments, expression)
    case .operation(let operation, let operands):
      return try self.operation(operation, try compile(operands), expression)
    case .logic(let isAnd, let operands):
      return LogicNode(isAnd: isAnd, try compile(operands), range: range)
    case .conditional(let condition, let then, let otherwise):
      let nodes = try compile([condition, then, otherwise])
      return ConditionalNode(nodes[0], nodes[1], nodes[2], range: range)
    case .list(let items): return try list(items, range)
    case .map(let entries): return try map(entries, range)
    case .loop(let loop): return try self.loop(loop, range)
    }
  }

  mutating func compile(_ expressions: [Expression]) throws(CELError) -> [Node] {
    var nodes: [Node] = []
    for expression in expressions { nodes.append(try compile(expression)) }
    return nodes
  }

  private mutating func global(_ expression: Expression) -> Node {
    if let variable = checked.variables[expression.id] {
      usedSlots.insert(variable.slot)
      return VariableNode(slot: variable.slot, range: expression.faultRange)
    }
    let name = checked.typeNames[expression.id]?.runtimeName ?? "type"
    return ConstantNode(.type(name), range: expression.faultRange)
  }

  /// With the tag, where the type of the operand is known.
  private func key(_ field: String, of operand: Expression) -> FieldKey {
    var type = checked.types[operand.id]
    if case .optional(let inner) = type { type = inner }
    guard case .object(let object) = type, let known = object.fields[field] else {
      return FieldKey(StringValue(field))
    }
    return FieldKey(StringValue(field), tag: known.tag)
  }

  private mutating func index(
    _ operand: Expression,
    _ key: Expression,
    isOptional: Bool,
    _ range: Range<Int>
  ) throws(CELError) -> Node {
    let operand = try compile(operand)
    let key = try compile(key)
    switch key.constant {
    case .null, .bytes:
      let type = key.constant?.typeName ?? "null"
      throw CELError(.program, "a value of type \(type) can't be an index", at: key.range)
    default:
      return isOptional
        ? OptionalIndexNode(operand, key, range: range) : IndexNode(operand, key, range: range)
    }
  }

  private mutating func list(
    _ items: [Expression.Item],
    _ range: Range<Int>
  ) throws(CELError) -> Node {
    var nodes: [(node: Node, isOptional: Bool)] = []
    for item in items { nodes.append((try compile(item.value), item.isOptional)) }
    let constants = nodes.compactMap { $0.isOptional ? nil : $0.node.constant }
    guard constants.count < nodes.count else {
      return ConstantNode(.list(ConstantList(constants)), range: range)
    }
    return ListNode(nodes, range: range)
  }

  private mutating func map(
    _ entries: [Expression.Entry],
    _ range: Range<Int>
  ) throws(CELError) -> Node {
    var nodes: [(key: Node, value: Node, isOptional: Bool)] = []
    for entry in entries {
      let key = try compile(entry.key)
      nodes.append((key, try compile(entry.value), entry.isOptional))
    }
    let constants = nodes.compactMap { node -> (key: Value, value: Value)? in
      guard !node.isOptional, let key = node.key.constant, let value = node.value.constant else {
        return nil
      }
      return (key, value)
    }
    guard constants.count < nodes.count else {
      return ConstantNode(.map(ValueMap(constants)), range: range)
    }
    return MapNode(nodes, range: range)
  }

  /// What stands for the condition of a loop whose variable has that slot.
  private mutating func textTest(_ condition: Node?, _ slot: Int) -> TextTest? {
    var maker = TextTestMaker(slot: slot, textCount: textCount)
    guard let test = condition?.textTest(&maker) else { return nil }
    textCount = maker.textCount
    return test
  }

  private mutating func loop(_ loop: Loop, _ range: Range<Int>) throws(CELError) -> Node {
    let operand = try compile(loop.operand)
    let slot = scope.count
    scope += loop.variables
    slotCount = max(slotCount, scope.count)
    defer { scope.removeLast(loop.variables.count) }
    let isPair = loop.variables.count == 2
    let condition: Node? =
      if let expression = loop.condition { try compile(expression) } else { nil }
    let body: Node? = if let expression = loop.body { try compile(expression) } else { nil }
    let test = isPair ? nil : textTest(condition, slot)
    switch (loop.kind, condition, body) {
    case (.all, let condition?, _), (.exists, let condition?, _):
      return QuantifierNode(
        isAll: loop.kind == .all,
        operand,
        condition,
        test: test,
        slot: slot,
        isPair: isPair,
        range: range
      )
    case (.existsOne, let condition?, _):
      return ExistsOneNode(operand, condition, slot: slot, isPair: isPair, range: range)
    case (.transformMap, _, let body?), (.transformMapEntry, _, let body?):
      return MapTransformNode(
        operand,
        condition: condition,
        body: body,
        isEntry: loop.kind == .transformMapEntry,
        slot: slot,
        range: range
      )
    case (.sortBy, _, let body?):
      return SortNode(operand, key: body, slot: slot, range: range)
    case (.groupedBy, _, let body?):
      return GroupingNode(operand, key: body, slot: slot, range: range)
    case (.optMap, _, let body?), (.optFlatMap, _, let body?):
      let isFlat = loop.kind == .optFlatMap
      return OptionalMapNode(operand, body, isFlat: isFlat, slot: slot, range: range)
    default:
      return MappingNode(
        operand,
        condition: condition,
        test: body == nil ? test : nil,
        body: body,
        slot: slot,
        isPair: isPair,
        range: range
      )
    }
  }
}
