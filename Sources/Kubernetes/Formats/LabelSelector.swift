/// Why a label selector cannot be read.
package struct LabelSelectorError: Error, Hashable, Sendable {
  /// In lower case and without a full stop, such as `found the end instead of a key`.
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// A label selector in text, such as `a=b,c in (d,e),!x,y notin (z),k>5`.
///
/// Source: apimachinery, `Parse` in pkg/labels/selector.go.
package struct LabelSelector: Sendable, Hashable {
  /// Whether it selects everything.
  package let isEmpty: Bool

  /// Reads a selector, which is empty for white space alone, or says why it is not one.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<LabelSelector, LabelSelectorError> {
    do throws(LabelSelectorError) {
      var parser = LabelSelectorParser(bytes)
      return .success(LabelSelector(isEmpty: try !parser.readRequirements()))
    } catch {
      return .failure(error)
    }
  }

  /// As `parse(_:)` of the text's UTF-8.
  package static func parse(_ text: String) -> Result<LabelSelector, LabelSelectorError> {
    var text = text
    return text.withUTF8(parse(_:))
  }
}

private struct LabelSelectorParser {
  private let tokens: [LabelSelectorToken]
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    tokens = LabelSelectorLexer.tokens(of: bytes)
  }

  /// The last token, the end, is never passed.
  private var next: LabelSelectorToken { tokens[index] }

  private mutating func take() -> LabelSelectorToken {
    defer { if index < tokens.count - 1 { index += 1 } }
    return next
  }

  /// Whether there was any requirement.
  mutating func readRequirements() throws(LabelSelectorError) -> Bool {
    if next == .end { return false }
    while true {
      try readRequirement()
      let token = take()
      if token == .end { return true }
      guard token == .symbol(",") else { throw unexpected(token, wanted: "a comma or the end") }
    }
  }

  private mutating func readRequirement() throws(LabelSelectorError) {
    let isNegated = next == .symbol("!")
    if isNegated { _ = take() }
    let token = take()
    guard case .word(let key) = token else { throw unexpected(token, wanted: "a key") }
    if let fault = NameFormat.qualifiedNameFault(key) {
      throw LabelSelectorError(reason: "key \"\(key)\" \(fault)")
    }
    if isNegated || next == .end || next == .symbol(",") { return }
    try readOperator()
  }

  private mutating func readOperator() throws(LabelSelectorError) {
    let token = take()
    switch token {
    case .word("in"), .word("notin"):
      try readValues()
    case .symbol("="), .symbol("=="), .symbol("!="):
      _ = try readValue()
    case .symbol(">"), .symbol("<"):
      let value = try readValue()
      guard Int64(value) != nil else {
        throw LabelSelectorError(reason: "value \"\(value)\" is not a whole number")
      }
    default:
      throw unexpected(token, wanted: "an operator")
    }
  }

  /// The single value behind an operator such as `=`; it may be missing.
  private mutating func readValue() throws(LabelSelectorError) -> String {
    if next == .end || next == .symbol(",") { return "" }
    let token = take()
    guard case .word(let value) = token else { throw unexpected(token, wanted: "a value") }
    try check(value)
    return value
  }

  /// `(a,b)`, where values may be missing, but Go trips over two commas before the parenthesis.
  private mutating func readValues() throws(LabelSelectorError) {
    let opening = take()
    guard opening == .symbol("(") else { throw unexpected(opening, wanted: "\"(\"") }
    while next != .symbol(")") {
      let token = take()
      switch token {
      case .word(let value):
        try check(value)
        guard next == .symbol(",") || next == .symbol(")") else {
          throw unexpected(next, wanted: "\",\" or \")\"")
        }
      case .symbol(",") where next == .symbol(","):
        _ = take()
        if next == .symbol(")") { throw unexpected(next, wanted: "a value") }
      case .symbol(","):
        break
      default:
        throw unexpected(token, wanted: "\",\" or a value")
      }
    }
    _ = take()
  }

  private func check(_ value: String) throws(LabelSelectorError) {
    guard let fault = NameFormat.labelValueFault(value) else { return }
    throw LabelSelectorError(reason: "value \"\(value)\" \(fault)")
  }

  private func unexpected(_ token: LabelSelectorToken, wanted: String) -> LabelSelectorError {
    let found =
      switch token {
      case .end: "the end"
      case .symbol(let text), .word(let text): "\"\(text)\""
      }
    return LabelSelectorError(reason: "found \(found) instead of \(wanted)")
  }
}
