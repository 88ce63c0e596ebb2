internal import Formats

/// Text as block YAML that every YAML reader takes for the same text.
package enum EmitterText {
  /// Appends a string in the plainest style that keeps it: plain, quoted, or as a block of lines.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - indent: Columns of the lines of a block.
  ///   - mark: Stands at the end of the text's first line, after a blank.
  ///   - output: Gets the text without a line break at its end.
  package static func append(
    _ bytes: UnsafeBufferPointer<UInt8>,
    indent: Int,
    mark: [UInt8]? = nil,
    to output: inout [UInt8]
  ) {
    let shape = TextShape(bytes)
    if shape.isBlock {
      appendBlock(bytes, shape, indent: indent, mark: mark, to: &output)
      return
    }
    switch shape.style {
    case .plain: output += bytes
    case .singleQuoted: appendSingleQuoted(bytes, to: &output)
    case .doubleQuoted: appendDoubleQuoted(bytes, to: &output)
    }
    append(mark, to: &output)
  }

  /// Appends a blank and the mark, if there is one.
  package static func append(_ mark: [UInt8]?, to output: inout [UInt8]) {
    guard let mark else { return }
    output.append(UInt8(ascii: " "))
    output += mark
  }

  /// A comment as a mark: `# ` and its text, in one line.
  package static func mark(_ comment: String) -> [UInt8] {
    // A comment ends with its line.
    Array("# ".utf8) + comment.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
  }

  /// As in JSON, with escapes also for what YAML takes for a line break or does not take at all.
  private static func appendDoubleQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    guard bytes.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }) else {
      return JSONText.append(bytes, to: &output)
    }
    output.append(UInt8(ascii: "\""))
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        output += Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count)
        output += Array(digits.utf8)
      default:
        var text: [UInt8] = []
        JSONText.append(String(Character(scalar)), to: &text)
        output += text.dropFirst().dropLast()
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func appendSingleQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "'"))
    for byte in bytes {
      if byte == UInt8(ascii: "'") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "'"))
  }

  private static func appendBlock(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ shape: TextShape,
    indent: Int,
    mark: [UInt8]?,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "|"))
    switch shape.trailingBreaks {
    case 0: output.append(UInt8(ascii: "-"))
    case 1: break
    default: output.append(UInt8(ascii: "+"))
    }
    append(mark, to: &output)
    let end = shape.trailingBreaks > 0 ? bytes.count - 1 : bytes.count
    var start = 0
    while start <= end {
      let next = bytes[start..<end].firstIndex(of: 0x0A) ?? end
      output.append(0x0A)
      if next > start {
        output += repeatElement(UInt8(ascii: " "), count: indent)
        output += bytes[start..<next]
      }
      start = next + 1
    }
  }
}

/// What a string is like, as far as its style depends on it.
private struct TextShape {
  var style = Style.plain
  /// Whether it is best shown as a block of lines.
  var isBlock = false
  var trailingBreaks = 0

  enum Style { case plain, singleQuoted, doubleQuoted }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first, let last = bytes.last else {
      style = .doubleQuoted
      return
    }
    var hasBreaks = false
    var needsEscapes = false
    var isAmbiguous = false
    for (index, byte) in bytes.enumerated() where TextShape.isSpecial(byte) {
      switch byte {
      case 0x0A: hasBreaks = true
      case 0x09: needsEscapes = needsEscapes || !hasBreaks && !bytes.contains(0x0A)
      case 0..<0x20, 0x7F: needsEscapes = true
      case 0xC2, 0xE2, 0xEF: needsEscapes = needsEscapes || isUnprintable(bytes, index)
      case UInt8(ascii: ":"): isAmbiguous = isAmbiguous || isBlank(bytes, index + 1)
      case UInt8(ascii: "#"): isAmbiguous = isAmbiguous || isBlank(bytes, index - 1)
      default: break
      }
    }
    if hasBreaks {
      trailingBreaks = bytes.reversed().prefix { $0 == 0x0A }.count
      // A first line with blanks in front would hide how far the block is indented.
      let startsPlainly = first != 0x0A && first != UInt8(ascii: " ") && first != 0x09
      isBlock = !needsEscapes && startsPlainly
      style = .doubleQuoted
      return
    }
    if needsEscapes {
      style = .doubleQuoted
    } else if isAmbiguous || first == UInt8(ascii: " ") || last == UInt8(ascii: " ")
      || startsLikeSyntax(bytes, first)
    {
      style = .singleQuoted
    } else if resolvesToOther(bytes, first) {
      style = .doubleQuoted
    }
  }

  /// Whether the style can depend on a byte, wherever it is in a text.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ":") || byte == 0x7F
      || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
  }

  /// C1 controls, line and paragraph separators, and the byte order mark.
  private func isUnprintable(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    func byte(_ offset: Int) -> UInt8 {
      index + offset < bytes.count ? bytes[index + offset] : 0
    }
    switch bytes[index] {
    case 0xC2: return byte(1) < 0xA0
    case 0xE2: return byte(1) == 0x80 && byte(2) | 1 == 0xA9
    default: return byte(1) == 0xBB && byte(2) == 0xBF || byte(1) == 0xBF && byte(2) >= 0xBE
    }
  }

  /// Whether a blank or the end of the text is there.
  private func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    !bytes.indices.contains(index) || bytes[index] == UInt8(ascii: " ")
  }

  private func startsLikeSyntax(_ bytes: UnsafeBufferPointer<UInt8>, _ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      isBlank(bytes, 1) || Text(bytes).starts(with: "---")
    case UInt8(ascii: "."): Text(bytes).starts(with: "...")
    case UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      true
    default: false
    }
  }

  /// Whether some reader would take the plain text for a number, a word or a time.
  private func resolvesToOther(_ bytes: UnsafeBufferPointer<UInt8>, _ first: UInt8) -> Bool {
    if ScalarResolver.kind(ofPlain: bytes) != .string { return true }
    let text = Text(bytes)
    if text == "=" || text == "<<" { return true }
    // Dates, and numbers to the base of sixty.
    let startsWithNumber =
      first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
      || first == UInt8(ascii: ".")
    return startsWithNumber && bytes.contains { $0 &- UInt8(ascii: "0") < 10 }
      && bytes.allSatisfy {
        $0 &- UInt8(ascii: "0") < 10 || "+-.:_, TtZzeExoOabcdfABCDF".utf8.contains($0)
      }
  }
}
