internal import GoFormats
internal import Kubernetes
internal import Schema
internal import YAML

extension ByteBuffer {
  /// Text in quotes.
  @inline(__always)
  mutating func appendQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ needsEscape: UnsafeBufferPointer<Bool>
  ) {
    guard let source = bytes.baseAddress, bytes.count <= 1024 else {
      return appendLongQuoted(bytes, needsEscape)
    }
    withRoom(for: bytes.count * EscapeTables.longest + 2) { target in
      target[0] = UInt8(ascii: "\"")
      let count = EscapeTables.copy(source, count: bytes.count, to: target + 1, needsEscape)
      target[count + 1] = UInt8(ascii: "\"")
      return count + 2
    }
  }

  private mutating func appendLongQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ needsEscape: UnsafeBufferPointer<Bool>
  ) {
    append(UInt8(ascii: "\""))
    appendEscaped(bytes, needsEscape)
    append(UInt8(ascii: "\""))
  }

  /// Text with escapes, without quotes.
  ///
  /// In pieces, so that the room for escapes is not many times the text.
  mutating func appendEscaped(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ needsEscape: UnsafeBufferPointer<Bool>
  ) {
    var start = 0
    while start < bytes.count, let source = bytes.baseAddress {
      var end = min(start + 1024, bytes.count)
      // Not in the middle of a character.
      while end < bytes.count, end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      withRoom(for: (end - start) * EscapeTables.longest) { target in
        EscapeTables.copy(source + start, count: end - start, to: target, needsEscape)
      }
      start = end
    }
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
