internal import GoFormats
internal import Kubernetes
internal import Schema
internal import YAML

extension ByteBuffer {
  /// Text in quotes.
  @inline(__always)
  mutating func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ escaping: Escaping) {
    guard let source = bytes.baseAddress, bytes.count <= 1024 else {
      return appendLongQuoted(bytes, escaping)
    }
    withRoom(for: bytes.count * Escaping.longest + 8) { start in
      let target = escaping.writeQuote(to: start)
      let count = escaping.copy(source, count: bytes.count, to: target)
      return start.distance(to: escaping.writeQuote(to: target + count))
    }
  }

  /// In pieces, so that the room for escapes is not many times the text.
  private mutating func appendLongQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ escaping: Escaping
  ) {
    appendQuote(escaping)
    var start = 0
    while start < bytes.count, let source = bytes.baseAddress {
      var end = min(start + 1024, bytes.count)
      // Not in the middle of a character.
      while end < bytes.count, end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      withRoom(for: (end - start) * Escaping.longest) { target in
        escaping.copy(source + start, count: end - start, to: target)
      }
      start = end
    }
    appendQuote(escaping)
  }

  private mutating func appendQuote(_ escaping: Escaping) {
    withRoom(for: 2) { $0.distance(to: escaping.writeQuote(to: $0)) }
  }

  /// Text in quotes that has nothing to escape.
  @inline(__always)
  mutating func appendQuoted(literal text: Text, _ escaping: Escaping) {
    guard let source = text.bytes.baseAddress else { return appendQuoted(text.bytes, escaping) }
    appendQuoted(literal: source, count: text.count, escaping)
  }

  @inline(__always)
  mutating func appendQuoted(literal text: StaticString, _ escaping: Escaping) {
    appendQuoted(literal: text.utf8Start, count: text.utf8CodeUnitCount, escaping)
  }

  @inline(__always)
  private mutating func appendQuoted(
    literal source: UnsafePointer<UInt8>,
    count: Int,
    _ escaping: Escaping
  ) {
    withRoom(for: count + 8) { start in
      let target = escaping.writeQuote(to: start)
      Escaping.copyPlain(source, count: count, to: target)
      return start.distance(to: escaping.writeQuote(to: target + count))
    }
  }

  mutating func appendQuoted(_ text: String, _ escaping: Escaping) {
    var text = text
    text.withUTF8 { appendQuoted($0, escaping) }
  }

  /// A whole number in decimal digits.
  mutating func append(_ number: Int64) {
    withRoom(for: 20) { start in
      var (target, rest) = (start, number.magnitude)
      if number < 0 {
        target.pointee = UInt8(ascii: "-")
        target += 1
      }
      var (count, ceiling) = (1, rest)
      while ceiling >= 10 {
        ceiling /= 10
        count += 1
      }
      for index in (0..<count).reversed() {
        target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return start.distance(to: target) + count
    }
  }

  /// A scalar that is neither null nor of a string field, as its type writes it.
  mutating func append(scalar node: Node, _ kind: OutputType.Kind, _ escaping: Escaping) {
    switch kind {
    case .bool: append(node.bool == true ? "true" : "false" as StaticString)
    case .integer: append(node.wholeNumberValue)
    case .quantity:
      let text = node.text
      if text.isShortQuantity {
        appendQuoted(literal: text, escaping)
      } else {
        appendQuoted(CanonicalQuantity.text(node), escaping)
      }
    case .duration, .durationOrNanoseconds:
      appendQuoted(DurationText.text(Value.node(node, .any).duration), escaping)
    case .intOrString where node.string == nil: append(node.wholeNumberValue)
    case .intOrString, .time, .string: appendQuoted(node.text.bytes, escaping)
    default: append(json: node, escaping)
    }
  }

  /// A value of no known type.
  private mutating func append(json node: Node, _ escaping: Escaping) {
    let json = JSONProjection.text(of: node) ?? Array("null".utf8)
    json.withUnsafeBufferPointer { append(json: $0, escaping) }
  }

  /// JSON that is not inside a string yet.
  mutating func append(json: UnsafeBufferPointer<UInt8>, _ escaping: Escaping) {
    guard escaping.isNested else { return append(json) }
    for byte in json {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
      append(byte)
    }
  }
}

extension Text {
  /// Whether it is a quantity that is surely canonical: one to three digits, the first of them not
  /// zero, with a usual suffix or none.
  ///
  /// Such a number is too small for the next suffix, and has no fraction.
  fileprivate var isShortQuantity: Bool {
    var digits = 0
    while digits < bytes.count, bytes[digits] &- UInt8(ascii: "0") < 10 { digits += 1 }
    guard (1...3).contains(digits), bytes[0] != UInt8(ascii: "0") else { return false }
    switch bytes.count - digits {
    case 0: return true
    case 1: return bytes[digits] == UInt8(ascii: "m") || bytes[digits] == UInt8(ascii: "G")
    case 2:
      return bytes[digits + 1] == UInt8(ascii: "i")
        && (bytes[digits] == UInt8(ascii: "G") || bytes[digits] == UInt8(ascii: "M"))
    default: return false
    }
  }
}
