/// `startsWith`, `endsWith` and `contains`, which policies ask of each argument of each container.
final class TextPartNode: BooleanNode, @unchecked Sendable {
  enum Kind: String {
    case startsWith, endsWith, contains
  }

  private let kind: Kind
  private let text: Node
  private let part: Node

  init(_ kind: Kind, _ text: Node, _ part: Node, range: Range<Int>) {
    self.kind = kind
    self.text = text
    self.part = part
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let value = try text.evaluate(run)
    let other = try part.evaluate(run)
    try run.charge(1)
    guard case .string(let text) = value, case .string(let part) = other else {
      throw CELError.noSuchOverload("\(kind.rawValue)(\(value.typeName), \(other.typeName))")
        .placed(at: range)
    }
    return try kind.holds(text, part, run)
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    guard let text = TextOperand(text, &maker), let part = TextOperand(part, &maker) else {
      return nil
    }
    return PartTest(kind, text, part)
  }
}

extension TextPartNode.Kind {
  func holds(_ text: StringValue, _ part: StringValue, _ run: Run) throws(CELError) -> Bool {
    switch self {
    case .contains:
      // As Kubernetes counts it: in the worst case, each byte is compared with each.
      try run.charge(UInt64(text.byteCount / 10 + 1) * UInt64(part.byteCount / 10 + 1))
    case .startsWith, .endsWith: try run.charge(bytes: part.byteCount)
    }
    return text.withBytes { text in
      part.withBytes { part in
        guard text.count >= part.count else { return false }
        switch self {
        case .startsWith:
          return UnsafeBufferPointer(rebasing: text.prefix(part.count)).hasSameBytes(as: part)
        case .endsWith:
          return UnsafeBufferPointer(rebasing: text.suffix(part.count)).hasSameBytes(as: part)
        case .contains: return Bytes.firstIndex(of: part, in: text, from: 0) != nil
        }
      }
    }
  }
}
