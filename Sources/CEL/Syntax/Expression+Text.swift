extension Expression {
  /// The expression as text that reads as the same tree, with parentheses around all operators.
  package var text: String {
    switch kind {
    case .literal(let value): Expression.literal(value)
    case .identifier(let name, let isAbsolute): isAbsolute ? ".\(name)" : name
    case .select(let operand, let field, let isOptional):
      "\(operand.operandText).\(isOptional ? "?" : "")\(field)"
    case .has(let operand, let field): "has(\(operand.operandText).\(field))"
    case .index(let operand, let key, let isOptional):
      "\(operand.operandText)[\(isOptional ? "?" : "")\(key.text)]"
    case .call(let target, let function, let arguments):
      "\(target.map { $0.operandText + "." } ?? "")\(function)(\(Expression.joined(arguments)))"
    case .operation(let operation, let operands):
      operands.count == 1
        ? "\(operation.symbol)(\(operands[0].text))"
        : "(\(operands[0].text) \(operation.symbol) \(operands[1].text))"
    case .logic(let isAnd, let operands):
      "(\(operands.map(\.text).joined(separator: isAnd ? " && " : " || ")))"
    case .conditional(let condition, let then, let otherwise):
      "(\(condition.text) ? \(then.text) : \(otherwise.text))"
    case .list(let items):
      "[\(items.map { ($0.isOptional ? "?" : "") + $0.value.text }.joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.isOptional ? "?" : "")\($0.key.text): \($0.value.text)" }.joined(separator: ", "))}"
    case .loop(let loop):
      "\(loop.operand.operandText).\(loop.kind.rawValue)(\(loop.argumentsText))"
    }
  }

  /// With parentheses where a dot after it would mean something else.
  private var operandText: String {
    if case .literal = kind { return "(\(text))" }
    if case .operation(_, let operands) = kind, operands.count == 1 { return "(\(text))" }
    return text
  }

  private static func joined(_ expressions: [Expression]) -> String {
    expressions.map(\.text).joined(separator: ", ")
  }

  private static func literal(_ value: Value) -> String {
    switch value {
    case .string(let text): quoted(text.string.unicodeScalars.map(\.value), "U", 8)
    case .bytes(let bytes): "b" + quoted(bytes.map(UInt32.init), "x", 2)
    case .uint(let number): "\(number)u"
    // Always with a point or an exponent, so that it reads as a double.
    case .double(let number): "\(number)"
    case .null: "null"
    default: value.shortText
    }
  }

  private static func quoted(_ units: [UInt32], _ escape: String, _ width: Int) -> String {
    "'"
      + units.map { unit in
        if (0x20..<0x7F).contains(unit), unit != 0x27, unit != 0x5C,
          let scalar = Unicode.Scalar(unit)
        {
          return String(scalar)
        }
        let digits = String(unit, radix: 16)
        return "\\\(escape)\(String(repeating: "0", count: width - digits.count))\(digits)"
      }.joined() + "'"
  }
}

extension Loop {
  fileprivate var argumentsText: String {
    (variables + [condition, body].compactMap { $0?.text }).joined(separator: ", ")
  }
}
