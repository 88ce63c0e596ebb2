/// `startsWith` and `endsWith` of a constant, which policies ask of each argument of each container.
final class AffixNode: BooleanNode, @unchecked Sendable {
  enum Kind: String {
    case startsWith, endsWith
  }

  private let kind: Kind
  private let text: Node
  private let part: StringValue

  init(_ kind: Kind, _ text: Node, _ part: StringValue, range: Range<Int>) {
    self.kind = kind
    self.text = text
    self.part = part
    super.init(range: range)
  }

  override func decide(_ run: Run) throws(CELError) -> Bool {
    let value = try text.evaluate(run)
    try run.charge(UInt64(2 + part.byteCount / 10))
    guard case .string(let text) = value else {
      throw CELError.noSuchOverload("\(kind.rawValue)(\(value.typeName), string)")
        .placed(at: range)
    }
    return kind.holds(text, part)
  }
}

extension AffixNode.Kind {
  func holds(_ text: StringValue, _ part: StringValue) -> Bool {
    text.withBytes { text in
      part.withBytes { part in
        guard text.count >= part.count else { return false }
        let end = self == .startsWith ? text.prefix(part.count) : text.suffix(part.count)
        return UnsafeBufferPointer(rebasing: end).hasSameBytes(as: part)
      }
    }
  }
}
