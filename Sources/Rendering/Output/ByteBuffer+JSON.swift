internal import GoFormats
internal import Kubernetes
internal import Schema
internal import YAML

/// Which bytes of a text can't stand in JSON as they are.
struct EscapeTables: @unchecked Sendable {
  // Filled once and never freed.
  let minimal: UnsafeBufferPointer<Bool>
  let html: UnsafeBufferPointer<Bool>

  static let shared = EscapeTables()

  private init() {
    minimal = EscapeTables.table([])
    html = EscapeTables.table(Array("<>&".utf8))
  }

  /// 0xE2 starts U+2028 and U+2029.
  private static func table(_ more: [UInt8]) -> UnsafeBufferPointer<Bool> {
    let table = UnsafeMutableBufferPointer<Bool>.allocate(capacity: 256)
    table.initialize(repeating: false)
    for byte in 0..<0x20 { table[byte] = true }
    for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2] + more { table[Int(byte)] = true }
    return UnsafeBufferPointer(table)
  }
}

extension ByteBuffer {
  /// Text in quotes.
  @inline(__always)
  mutating func appendQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ needsEscape: UnsafeBufferPointer<Bool>
  ) {
    append(UInt8(ascii: "\""))
    var start = 0
    var index = 0
    while index < bytes.count {
      guard needsEscape[Int(bytes[index])] else {
        index += 1
        continue
      }
      append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
      index += appendEscape(bytes, at: index)
      start = index
    }
    append(UnsafeBufferPointer(rebasing: bytes[start...]))
    append(UInt8(ascii: "\""))
  }

  /// Writes what stands for the byte at an index, and says how many bytes that covers.
  private mutating func appendEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""): append("\\\"" as StaticString)
    case UInt8(ascii: "\\"): append("\\\\" as StaticString)
    case 0x0A: append("\\n" as StaticString)
    case 0x0D: append("\\r" as StaticString)
    case 0x09: append("\\t" as StaticString)
    case 0x08: append("\\b" as StaticString)
    case 0x0C: append("\\f" as StaticString)
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] | 1 == 0xA9 else {
        append(byte)
        return 1
      }
      append(bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029" as StaticString)
      return 3
    default:
      let digits = "0123456789abcdef".utf8.map { $0 }
      append("\\u00" as StaticString)
      append(digits[Int(byte >> 4)])
      append(digits[Int(byte & 15)])
    }
    return 1
  }

  /// A scalar that is neither null nor of a text field, as its type writes it.
  mutating func append(
    scalar node: Node,
    _ kind: OutputType.Kind,
    writingTextWith needsEscape: UnsafeBufferPointer<Bool>
  ) {
    switch kind {
    case .bool: append(node.bool == true ? "true" : "false" as StaticString)
    case .integer: append(String(node.wholeNumberValue))
    case .quantity: appendQuoted(CanonicalQuantity.text(node), needsEscape)
    case .duration, .durationOrNanoseconds:
      appendQuoted(DurationText.text(Value.node(node, .any).duration), needsEscape)
    case .intOrString where node.string == nil: append(String(node.wholeNumberValue))
    case .intOrString, .time, .string: appendQuoted(node.text.bytes, needsEscape)
    default: append(JSONProjection.text(of: node) ?? Array("null".utf8))
    }
  }

  private mutating func appendQuoted(_ text: String, _ needsEscape: UnsafeBufferPointer<Bool>) {
    var text = text
    text.withUTF8 { appendQuoted($0, needsEscape) }
  }
}
