/// Reads JSON of untrusted origin: strict, and with a bound on how deep it may nest.
package struct JSONReader: ~Copyable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private let mostDepth: Int

  /// Text that is not JSON, and the offset where that shows.
  package struct Failure: Error, CustomStringConvertible, Hashable {
    package var reason: String
    package var offset: Int

    package var description: String { "\(reason) at byte \(offset)" }
  }

  /// - Parameters:
  ///   - bytes: UTF-8, one value with white space around it.
  ///   - mostDepth: How deep arrays and objects may be nested.
  /// - Returns: The value.
  /// - Throws: `Failure` for everything that RFC 8259 does not allow.
  package static func read(
    _ bytes: [UInt8],
    mostDepth: Int = 64
  ) throws(Failure) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(Failure) in
        var reader = JSONReader(bytes: buffer, mostDepth: mostDepth)
        return try reader.document()
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, mostDepth: Int) {
    self.bytes = bytes
    self.mostDepth = mostDepth
  }

  private mutating func document() throws(Failure) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("more follows the value") }
    return value
  }

  private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw failure("the text ends")
    default: return .number(try number())
    }
  }

  private mutating func word(
    _ word: StaticString,
    _ value: JSONValue
  ) throws(Failure) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count,
      (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
    else { throw failure("no value starts here") }
    position = end
    return value
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    if depth > mostDepth { throw failure("more than \(mostDepth) levels") }
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw failure("a key is missing") }
      let key = String(decoding: try text(), as: UTF8.self)
      skipSpace()
      guard take(":") else { throw failure("a colon is missing") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure("an object does not end") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    if depth > mostDepth { throw failure("more than \(mostDepth) levels") }
    position += 1
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      items.append(try value(depth: depth))
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure("an array does not end") }
    return .array(items)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func number() throws(Failure) -> String {
    let start = position
    _ = take("-")
    if !take("0"), digits() == 0 { throw failure("no value starts here") }
    if take("."), digits() == 0 { throw failure("a digit is missing") }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      if digits() == 0 { throw failure("a digit is missing") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func text() throws(Failure) -> [UInt8] {
    position += 1
    var output: [UInt8] = []
    while true {
      let start = position
      var isASCII = true
      while let byte, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        isASCII = isASCII && byte < 0x80
        position += 1
      }
      let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
      guard isASCII || String(validating: run, as: UTF8.self) != nil else {
        throw Failure(reason: "the text is not UTF-8", offset: start)
      }
      output.append(contentsOf: run)
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return output
      case UInt8(ascii: "\\"): try escape(into: &output)
      case nil: throw failure("a string does not end")
      default: throw failure("a control character is not escaped")
      }
    }
  }

  private mutating func escape(into output: inout [UInt8]) throws(Failure) {
    position += 1
    guard let byte else { throw failure("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(byte)
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"): try escapedScalar(into: &output)
    default:
      position -= 1
      throw failure("no escape is written so")
    }
  }

  /// A surrogate without its other half becomes U+FFFD, as in Go.
  private mutating func escapedScalar(into output: inout [UInt8]) throws(Failure) {
    var code = try codeUnit()
    if (0xD800..<0xDC00).contains(code), byte == UInt8(ascii: "\\"),
      position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
    {
      let start = position
      position += 2
      let low = try codeUnit()
      if (0xDC00..<0xE000).contains(low) {
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      } else {
        position = start
      }
    }
    output.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
  }

  private mutating func codeUnit() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("an escape does not end") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw failure("no escape is written so")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
