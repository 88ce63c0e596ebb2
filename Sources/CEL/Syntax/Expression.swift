/// An expression, read but not yet checked: a node of the syntax tree.
package final class Expression: Sendable {
  /// Unique in its tree, below `idCount` of the root.
  package let id: Int
  /// Where it is in the text, in UTF-8 bytes, without parentheses around it.
  package let range: Range<Int>
  /// Where errors of it are reported: its operator, dot, bracket or parenthesis.
  package let place: Int
  package let kind: Kind
  /// The height of the tree, 1 for a leaf.
  let height: Int
  /// How many levels the value may nest that it builds, in the worst case.
  let growth: Int

  package enum Kind: Sendable {
    case literal(Value)
    /// A variable or a type; with a dot in front, it is not that of a loop.
    case identifier(String, isAbsolute: Bool)
    case select(Expression, field: String, isOptional: Bool)
    /// `has(operand.field)`.
    case has(Expression, field: String)
    case index(Expression, Expression, isOptional: Bool)
    case call(target: Expression?, function: String, arguments: [Expression])
    case operation(Operator, [Expression])
    /// `&&` or `||` of two or more.
    case logic(isAnd: Bool, [Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
    case list([Item])
    case map([Entry])
    case loop(Loop)
  }

  /// An element of a list; `[?x]` adds it only if the optional has a value.
  package struct Item: Sendable {
    package let value: Expression
    package let isOptional: Bool
  }

  package struct Entry: Sendable {
    package let key: Expression
    package let value: Expression
    package let isOptional: Bool
  }

  init(_ kind: Kind, id: Int, range: Range<Int>, place: Int? = nil) {
    self.kind = kind
    self.id = id
    self.range = range
    self.place = place ?? range.lowerBound
    var height = 0
    var growth = 0
    var sum = 0
    kind.forEachChild { child in
      height = max(height, child.height)
      growth = max(growth, child.growth)
      sum += child.growth
    }
    self.height = height + 1
    // What a loop builds goes around what it visits.
    self.growth =
      switch kind {
      case .loop(let loop) where loop.kind == .groupedBy: sum + 2
      case .loop: sum + 1
      case .list, .map, .call: growth + 1
      default: growth
      }
  }

  /// From the place of errors to the end.
  package var faultRange: Range<Int> { place..<max(place, range.upperBound) }
}

/// A macro that visits elements.
package struct Loop: Sendable {
  package enum Kind: String, Sendable {
    case all, exists
    case existsOne = "exists_one"
    case map, filter, transformList, transformMap, transformMapEntry, sortBy, optMap, optFlatMap
    case groupedBy
  }

  package let kind: Kind
  package let operand: Expression
  /// The loop's variables: one, or index and element, or key and value.
  package let variables: [String]
  /// Which elements to visit; the macros of Booleans have only this one.
  package let condition: Expression?
  /// What is made of each element.
  package let body: Expression?
}

/// An operator other than `&&`, `||` and `?:`.
package enum Operator: String, Sendable, CaseIterable {
  case not = "!_"
  case negate = "-_"
  case add = "_+_"
  case subtract = "_-_"
  case multiply = "_*_"
  case divide = "_/_"
  case remainder = "_%_"
  case equal = "_==_"
  case notEqual = "_!=_"
  case less = "_<_"
  case lessOrEqual = "_<=_"
  case greater = "_>_"
  case greaterOrEqual = "_>=_"
  case isIn = "@in"

  /// As it is written.
  package var symbol: String {
    self == .isIn ? "in" : rawValue.filter { $0 != "_" }
  }
}

extension Expression.Kind {
  /// Visits the direct operands in the order of the text.
  package func forEachChild(_ body: (Expression) -> Void) {
    switch self {
    case .literal, .identifier: break
    case .select(let operand, _, _), .has(let operand, _): body(operand)
    case .index(let operand, let key, _):
      body(operand)
      body(key)
    case .call(let target, _, let arguments):
      if let target { body(target) }
      arguments.forEach(body)
    case .operation(_, let operands), .logic(_, let operands): operands.forEach(body)
    case .conditional(let condition, let then, let otherwise):
      [condition, then, otherwise].forEach(body)
    case .list(let items): for item in items { body(item.value) }
    case .map(let entries):
      for entry in entries {
        body(entry.key)
        body(entry.value)
      }
    case .loop(let loop):
      body(loop.operand)
      if let condition = loop.condition { body(condition) }
      if let step = loop.body { body(step) }
    }
  }
}
