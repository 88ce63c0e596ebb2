/// Text as a YAML scalar that every reader turns back into the same bytes.
enum YAMLScalar {
  /// Appends a value that stands after `key:` in a mapping, with the line break after it.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8.
  ///   - indent: Spaces before the lines of a block, more than those before the key.
  ///   - output: Ends with the colon.
  static func appendValue(_ text: [UInt8], indent: Int, to output: inout [UInt8]) {
    output.append(UInt8(ascii: " "))
    if text.contains(0x0A), canBeBlock(text) {
      appendBlock(text, indent: indent, to: &output)
    } else {
      append(String(decoding: text, as: UTF8.self), to: &output)
      output.append(UInt8(ascii: "\n"))
    }
  }

  /// Appends a key or a short value: plain where no reader could take it for anything but text.
  static func append(_ text: String, to output: inout [UInt8]) {
    if isPlain(text) { output += text.utf8 } else { appendQuoted(Array(text.utf8), to: &output) }
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), !words.contains(text.lowercased()) else {
      return false
    }
    return text.utf8.allSatisfy {
      isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || "-._/".utf8.contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// What YAML 1.1 takes for booleans and null.
  private static let words: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]

  // MARK: Blocks

  /// Whether a literal block gives the text back: it starts with no white space, no line is all
  /// white space, and there are no characters that YAML wants escaped or takes for line breaks.
  private static func canBeBlock(_ text: [UInt8]) -> Bool {
    guard let first = text.first, first != 0x20, first != 0x09, first != 0x0A else { return false }
    var isBlank = true
    var isEmpty = true
    for (index, byte) in text.enumerated() {
      if byte == 0x0A {
        if isBlank, !isEmpty { return false }
        isBlank = true
        isEmpty = true
        continue
      }
      isEmpty = false
      if byte != 0x20, byte != 0x09 { isBlank = false }
      if byte < 0x20 && byte != 0x09 || byte == 0x7F { return false }
      if byte >= 0xC2, escape(of: text, at: index) != nil { return false }
    }
    return !isBlank || isEmpty
  }

  private static func appendBlock(_ text: [UInt8], indent: Int, to output: inout [UInt8]) {
    let breaks = text.reversed().prefix { $0 == 0x0A }.count
    output += Array((breaks == 0 ? "|-\n" : breaks == 1 ? "|\n" : "|+\n").utf8)
    let margin = [UInt8](repeating: 0x20, count: indent)
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      if end > start {
        output += margin
        output += text[start..<end]
      }
      output.append(0x0A)
      start = end + 1
    }
  }

  // MARK: Quotes

  private static func appendQuoted(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let byte = text[index]
      if let (words, length) = escape(of: text, at: index) {
        output += words.utf8
        index += length
      } else {
        output.append(byte)
        index += 1
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// How the character that starts here is written in quotes, and its bytes; `nil` if as it is.
  private static func escape(of text: [UInt8], at index: Int) -> (String, length: Int)? {
    switch text[index] {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x09: return ("\\t", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case let byte where byte < 0x20 || byte == 0x7F: return ("\\x" + hex(UInt32(byte), 2), 1)
    case 0xC2 where text[index + 1] < 0xA0: return ("\\x" + hex(UInt32(text[index + 1]), 2), 2)
    case 0xE2 where text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
      return ("\\u" + hex(0x2000 | UInt32(text[index + 2] & 0x3F), 4), 3)
    case 0xEF where text[index + 1] == 0xBB && text[index + 2] == 0xBF: return ("\\uFEFF", 3)
    case 0xEF where text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
      return ("\\uFFF" + hex(UInt32(text[index + 2] & 0x0F), 1), 3)
    default: return nil
    }
  }

  private static func hex(_ number: UInt32, _ count: Int) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: count - digits.count) + digits
  }
}
