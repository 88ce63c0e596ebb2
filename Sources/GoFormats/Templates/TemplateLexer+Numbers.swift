extension TemplateLexer {
  /// Anything that looks like a number; whether it is one, `GoNumber` knows.
  mutating func number() -> TemplateToken {
    let start = position
    guard skipNumber() else { return fail("bad number syntax", from: start) }
    guard position < bytes.count, isSign(bytes[position]) else {
      return TemplateToken(kind: .number, range: start..<position)
    }
    guard skipNumber(), bytes[position - 1] == UInt8(ascii: "i") else {
      return fail("bad number syntax", from: start)
    }
    return TemplateToken(kind: .complexNumber, range: start..<position)
  }

  private mutating func skipNumber() -> Bool {
    skipOne(of: "+-")
    var digits: StaticString = "0123456789_"
    var exponent: StaticString = "eE"
    if skipOne(of: "0") {
      if skipOne(of: "xX") {
        digits = "0123456789abcdefABCDEF_"
        exponent = "pP"
      } else if skipOne(of: "oO") {
        digits = "01234567_"
        exponent = ""
      } else if skipOne(of: "bB") {
        digits = "01_"
        exponent = ""
      }
    }
    skipAll(of: digits)
    if skipOne(of: ".") { skipAll(of: digits) }
    if skipOne(of: exponent) {
      skipOne(of: "+-")
      skipAll(of: "0123456789_")
    }
    skipOne(of: "i")
    return !isWordStart(at: position)
  }

  @discardableResult
  private mutating func skipOne(of set: StaticString) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    guard set.withUTF8Buffer({ $0.contains(byte) }) else { return false }
    position += 1
    return true
  }

  private mutating func skipAll(of set: StaticString) {
    while skipOne(of: set) {}
  }

  private func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}
