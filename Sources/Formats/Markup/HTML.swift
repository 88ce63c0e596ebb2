/// Text that goes into a page, escaped unless it was made here.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Empty, with room for so many bytes.
  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  package init(stringLiteral text: String) { append(made: text) }

  package init(stringInterpolation: Interpolation) { self = stringInterpolation.html }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var html: HTML

    package init(literalCapacity: Int, interpolationCount: Int) {
      html = HTML(capacity: literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { html.append(made: literal) }

    package mutating func appendInterpolation(_ other: HTML) { html += other }

    package mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { html += part }
    }

    package mutating func appendInterpolation(_ number: Int) { html.append(made: "\(number)") }

    package mutating func appendInterpolation(_ untrusted: String) { html.append(untrusted) }
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package static func + (left: HTML, right: HTML) -> HTML {
    var output = left
    output += right
    return output
  }

  package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

  /// Appends tags, or whatever else is HTML already.
  package mutating func append(tag: StaticString) {
    bytes += UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)
  }

  private mutating func append(made text: String) {
    var text = text
    text.withUTF8 { bytes += $0 }
  }

  /// Appends text that others wrote.
  package mutating func append(_ untrusted: String) {
    var text = untrusted
    text.withUTF8 { append($0) }
  }

  /// The same for UTF-8.
  package mutating func append(_ untrusted: UnsafeBufferPointer<UInt8>) {
    HTML.appendEscaped(untrusted, to: &bytes)
  }

  /// Hands out room for HTML that is made elsewhere, in which what others wrote is escaped.
  package mutating func appendMade(_ write: (inout [UInt8]) -> Void) { write(&bytes) }

  // MARK: Escapes

  package static func escaped(_ text: String) -> String {
    var html = HTML()
    html.append(text)
    return html.text
  }

  /// Whether text has to be changed before it is part of a page.
  package static func needsEscape(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.contains { !isPlain($0) }
  }

  /// Appends UTF-8 with the characters escaped that mean something in HTML.
  package static func appendEscaped(
    _ text: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    var start = 0
    var index = 0
    while index < text.count {
      if isPlain(text[index]) {
        index += 1
        continue
      }
      guard let (escape, count) = escape(at: index, in: text) else {
        index += 1
        continue
      }
      output += text[start..<index]
      output += UnsafeBufferPointer(start: escape.utf8Start, count: escape.utf8CodeUnitCount)
      index += count
      start = index
    }
    output += text[start...]
  }

  /// Whether a byte is neither one that is escaped, nor the first of a mark that turns the direction of
  /// text.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x40 ? special >> UInt64(byte) & 1 == 0 : byte != 0xE2
  }

  /// A bit for each of the bytes below 64 that are escaped.
  private static let special: UInt64 = 1 | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

  /// What stands for a byte that is not plain, and how many bytes that is for.
  private static func escape(
    at index: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> (StaticString, count: Int)? {
    switch text[index] {
    case UInt8(ascii: "&"): ("&amp;", 1)
    case UInt8(ascii: "<"): ("&lt;", 1)
    case UInt8(ascii: ">"): ("&gt;", 1)
    case UInt8(ascii: "\""): ("&quot;", 1)
    case UInt8(ascii: "'"): ("&#39;", 1)
    case 0: ("\u{FFFD}", 1)
    default: turnsDirection(text[index...].prefix(3)) ? ("\u{FFFD}", 3) : nil
    }
  }

  /// Marks that turn the direction of text could make one name look like another: U+202A to U+202E, and
  /// U+2066 to U+2069.
  private static func turnsDirection(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard bytes.count == 3 else { return false }
    return switch (bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2]) {
    case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): true
    default: false
    }
  }
}
