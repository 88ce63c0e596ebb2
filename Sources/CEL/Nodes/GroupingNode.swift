/// `groupedBy`: the elements by their keys, in the order in which the keys come up.
final class GroupingNode: LoopNode, @unchecked Sendable {
  private let key: Node

  init(_ operand: Node, key: Node, slot: Int, range: Range<Int>) {
    self.key = key
    super.init(operand, slot: slot, isPair: false, range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    var places: [ValueKey: Int] = [:]
    var groups: [(key: Value, elements: [Value])] = []
    try visit(run) { (element) throws(CELError) in
      let value = try key.evaluate(run)
      switch value {
      case .string, .int, .uint, .bool: break
      default:
        throw CELError(
          .evaluation,
          "the key of a group is a string, an int or a bool, but this is of type \(value.typeName)",
          at: key.range
        )
      }
      try run.charge(key: value)
      if let place = places[ValueKey(value)] {
        groups[place].elements.append(element)
      } else {
        places[ValueKey(value)] = groups.count
        groups.append((value, [element]))
      }
      return true
    }
    return .map(ValueMap(groups.map { (key: $0.key, value: .list($0.elements)) }))
  }
}
