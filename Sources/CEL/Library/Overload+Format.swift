extension Overload {
  static let formatting: [Overload] = [
    Overload(
      "string.format(list(dyn)) -> string",
      "the text with %s, %d, %.2f, %e, %x, %X, %o and %b replaced by values",
      .two { (text, list, run) throws(CELError) in
        let (text, list) = (try text.asString, try list.asList)
        try run.charge(bytes: text.byteCount)
        var output = ""
        var next = 0
        for piece in try FormatText.pieces(text.string) {
          switch piece {
          case .text(let text): output += text
          case .clause(let clause):
            guard next < list.count else { throw .evaluation("index \(next) out of range") }
            let part = try clause.text(of: list[next], run)
            try run.charge(bytes: part.utf8.count)
            output += part
            next += 1
          }
        }
        return .string(output)
      }
    )
  ]
}

/// The text that `format` is called on.
///
/// Source: cel-go, ext/formatting.go.
enum FormatText {
  enum Piece {
    case text(String)
    case clause(Clause)
  }

  /// Such as `%.2f`.
  struct Clause {
    var verb: Character
    var precision: Int?
  }

  static func pieces(_ text: String) throws(CELError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let percent = rest.unicodeScalars.firstIndex(of: "%") {
      if percent > rest.startIndex { pieces.append(.text(String(rest[..<percent]))) }
      rest = rest[rest.unicodeScalars.index(after: percent)...]
      if rest.unicodeScalars.first == "%" {
        pieces.append(.text("%"))
        rest.unicodeScalars.removeFirst()
      } else {
        pieces.append(.clause(try clause(&rest)))
      }
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  private static func clause(_ rest: inout Substring) throws(CELError) -> Clause {
    var precision: Int?
    if rest.unicodeScalars.first == "." {
      rest.unicodeScalars.removeFirst()
      let digits = rest.unicodeScalars.prefix { ("0"..."9").contains($0) }
      guard let number = Int(String(digits)), number <= 400 else {
        throw .evaluation("\"%.\(String(digits).prefix(20))\" has no precision between 0 and 400")
      }
      precision = number
      rest = rest[digits.endIndex...]
    }
    guard let verb = rest.unicodeScalars.first else {
      throw .evaluation("\"%\" ends the format; write %% for a percent sign")
    }
    guard "sdfebxXo".unicodeScalars.contains(verb) else {
      throw .evaluation("unrecognized formatting clause \"\(verb)\"")
    }
    rest.unicodeScalars.removeFirst()
    return Clause(verb: Character(verb), precision: precision)
  }
}

extension FormatText.Clause {
  func text(of value: Value, _ run: Run) throws(CELError) -> String {
    switch (verb, value) {
    case ("s", _): if let text = try ValueText.text(value, run) { return text }
    case ("d", .int(let number)): return "\(number)"
    case ("d", .uint(let number)): return "\(number)"
    case ("f", .double(let number)): return ValueText.grouped(number, precision ?? 6)
    case ("e", .double(let number)): return ValueText.scientific(number)
    case ("b", .bool(let value)): return value ? "1" : "0"
    case ("b", .int(let number)): return String(number, radix: 2)
    case ("b", .uint(let number)): return String(number, radix: 2)
    case ("o", .int(let number)): return String(number, radix: 8)
    case ("o", .uint(let number)): return String(number, radix: 8)
    case ("x", .int(let number)): return String(number, radix: 16)
    case ("x", .uint(let number)): return String(number, radix: 16)
    case ("X", .int(let number)): return String(number, radix: 16, uppercase: true)
    case ("X", .uint(let number)): return String(number, radix: 16, uppercase: true)
    case ("x", .string(let text)), ("X", .string(let text)):
      return try hexadecimal(text.withBytes { Array($0) }, run)
    case ("x", .bytes(let bytes)), ("X", .bytes(let bytes)): return try hexadecimal(bytes, run)
    default: break
    }
    throw .evaluation("\"%\(verb)\" can't be used for a value of type \(value.typeName)")
  }

  /// Whether values of a type that is known can be inserted.
  func takes(_ type: CELType) -> Bool {
    switch (verb, type) {
    case (_, .dyn): true
    case ("s", .optional), ("s", .opaque), ("s", .object): false
    case ("s", .list(let element)): takes(element)
    case ("s", .map(_, let value)): takes(value)
    case ("s", _): true
    case ("d", .int), ("d", .uint), ("o", .int), ("o", .uint), ("b", .bool), ("b", .int),
      ("b", .uint), ("f", .double), ("e", .double):
      true
    case ("x", .int), ("x", .uint), ("x", .string), ("x", .bytes), ("X", .int), ("X", .uint),
      ("X", .string), ("X", .bytes):
      true
    default: false
    }
  }

  private func hexadecimal(_ bytes: [UInt8], _ run: Run) throws(CELError) -> String {
    try run.charge(bytes: bytes.count * 2)
    let digits = Array((verb == "X" ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    let output = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: output, as: UTF8.self)
  }
}
