internal import GoFormats

/// A condition over the variable of a loop that looks at texts alone: elements that are text, or fields
/// of elements that are objects.
///
/// It stands beside a node, with the same result and the same cost, so that a loop over thousands of
/// elements need make no values. Where something is no text, the node decides.
// Unchecked because subclasses add constants, as those of nodes do.
class TextTest: @unchecked Sendable {
  /// The places of texts that are the same for all elements, once one has asked for them.
  let kept: [Int]

  init(_ operands: TextOperand...) { kept = operands.compactMap(\.kept) }

  init(_ tests: [TextTest]) { kept = tests.flatMap(\.kept) }

  /// `nil` where the node must decide.
  ///
  /// - Throws: An error of the kind `limit`; others are left to the node.
  func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    preconditionFailure("each kind of test decides itself")
  }

  /// Forgets what the loop before has asked for.
  final func begin(_ run: Run) {
    for place in kept { run.texts[run.textBase + place] = nil }
  }
}

/// An element of the list that a loop visits.
struct TextElement {
  let list: any ListSource
  let index: Int
}

/// Makes tests of conditions.
struct TextTestMaker {
  /// Of the loop's own variable.
  let slot: Int
  /// How many texts the tests of the program keep.
  private(set) var textCount: Int

  mutating func keepsText() -> Int {
    textCount += 1
    return textCount - 1
  }
}

/// A text that a test looks at.
enum TextOperand {
  case element
  case field(FieldKey)
  case constant(StringValue)
  /// What is the same for all elements: a node, the place of its text, and what it costs to ask again.
  case fixed(Node, place: Int, cost: UInt64)

  init?(_ node: Node, _ maker: inout TextTestMaker) {
    let select = node as? SelectNode
    let root = select?.root ?? node
    let path = select?.path ?? []
    if let local = root as? LocalNode, local.slot == maker.slot {
      switch path.count {
      case 0: self = .element
      case 1: self = .field(path[0])
      default: return nil
      }
    } else if root is LocalNode || root is VariableNode {
      self = .fixed(node, place: maker.keepsText(), cost: UInt64(1 + path.count))
    } else if case .string(let text) = node.constant {
      self = .constant(text)
    } else {
      return nil
    }
  }

  var kept: Int? { if case .fixed(_, let place, _) = self { place } else { nil } }

  /// `nil` for what is no text.
  func text(_ element: TextElement, _ run: Run) throws(CELError) -> StringValue? {
    switch self {
    case .constant(let text): return text
    case .element:
      try run.charge(1)
      return element.list.text(at: element.index)
    case .field(let key):
      try run.charge(2)
      return element.list.text(of: key, at: element.index)
    case .fixed(let node, let place, let cost):
      if let text = run.texts[run.textBase + place] {
        try run.charge(cost)
        return text
      }
      return try TextOperand.look(at: node, place, run)
    }
  }

  private static func look(
    at node: Node,
    _ place: Int,
    _ run: Run
  ) throws(CELError) -> StringValue? {
    do throws(CELError) {
      guard case .string(let text) = try node.evaluate(run) else { return nil }
      run.texts[run.textBase + place] = text
      return text
    } catch {
      if error.kind == .limit { throw error }
      return nil
    }
  }
}

/// `TextPartNode`.
final class PartTest: TextTest, @unchecked Sendable {
  private let kind: TextPartNode.Kind
  private let text: TextOperand
  private let part: TextOperand

  init(_ kind: TextPartNode.Kind, _ text: TextOperand, _ part: TextOperand) {
    self.kind = kind
    self.text = text
    self.part = part
    super.init(text, part)
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    guard let text = try text.text(element, run), let part = try part.text(element, run) else {
      return nil
    }
    try run.charge(1)
    return try kind.holds(text, part, run)
  }
}

/// `EqualityNode`.
final class EqualityTest: TextTest, @unchecked Sendable {
  private let left: TextOperand
  private let right: TextOperand
  private let isNegated: Bool
  /// Whether the one on the right is a short constant, which costs no more.
  private let isShort: Bool

  init(_ left: TextOperand, _ right: TextOperand, isNegated: Bool, isShort: Bool) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    self.isShort = isShort
    super.init(left, right)
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    guard let left = try left.text(element, run), let right = try right.text(element, run) else {
      return nil
    }
    try run.charge(1)
    if !isShort, left.byteCount > 64 {
      try run.charge(bytes: min(left.byteCount, right.byteCount))
    }
    return (left == right) != isNegated
  }
}

/// `InNode` with a list of constants.
final class MemberTest: TextTest, @unchecked Sendable {
  private let text: TextOperand
  private let members: Set<ValueKey>

  init(_ text: TextOperand, _ members: Set<ValueKey>) {
    self.text = text
    self.members = members
    super.init(text)
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    guard let text = try text.text(element, run).map(Value.string(_:)) else { return nil }
    try run.charge(1)
    try run.charge(key: text)
    return members.contains(ValueKey(text))
  }
}

/// `SearchNode` that asks whether a constant pattern matches.
final class PatternTest: TextTest, @unchecked Sendable {
  private let text: TextOperand
  private let regex: GoRegex
  private let patternLength: Int

  init(_ text: TextOperand, _ regex: GoRegex, patternLength: Int) {
    self.text = text
    self.regex = regex
    self.patternLength = patternLength
    super.init(text)
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    guard let text = try text.text(element, run) else { return nil }
    try run.charge(1)
    try run.charge(searching: text, patternLength)
    return text.withBytes { regex.matches($0) }
  }
}

/// `NotNode`.
final class NotTest: TextTest, @unchecked Sendable {
  private let operand: TextTest

  init(_ operand: TextTest) {
    self.operand = operand
    super.init([operand])
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    guard let holds = try operand.holds(element, run) else { return nil }
    try run.charge(1)
    return !holds
  }
}

/// `LogicNode`.
final class LogicTest: TextTest, @unchecked Sendable {
  private let isAnd: Bool
  private let operands: [TextTest]

  init(isAnd: Bool, _ operands: [TextTest]) {
    self.isAnd = isAnd
    self.operands = operands
    super.init(operands)
  }

  override func holds(_ element: TextElement, _ run: Run) throws(CELError) -> Bool? {
    for operand in operands {
      try run.charge(1)
      guard let holds = try operand.holds(element, run) else { return nil }
      if holds != isAnd { return holds }
    }
    return isAnd
  }
}
