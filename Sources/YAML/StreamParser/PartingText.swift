/// Whether libyaml and Prow's parser may disagree about a text: then `StreamParser` reads it.
///
/// Sources: libyaml 0.2.5, src/scanner.c; go.yaml.in/yaml/v2, scannerc.go.
enum PartingText {
  /// Errs on the side of `true`: both readers agree on nearly all such texts, too.
  static func mayPart(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasFlow = false
    var hasQuestion = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "!"): return true
      case UInt8(ascii: "%") where isLineStart(bytes, index): return true
      case UInt8(ascii: "?"): hasQuestion = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if partsAtFlow(bytes, index) { return true }
        hasFlow = true
      case UInt8(ascii: ":") where partsAtColon(bytes, index): return true
      case UInt8(ascii: "\\") where partsAtEscape(bytes, index): return true
      case 0xEF where index > 0 && isByteOrderMark(bytes, index): return true
      default: break
      }
    }
    return hasFlow && hasQuestion
  }

  /// An empty flow collection that may be the top node or right after it.
  ///
  /// They part over whether to look for the colon that would make it a key.
  private static func partsAtFlow(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index + 1..<bytes.count].first(where: { !isSpace($0) }) {
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"): break
    case let next?: if next < 0x80 { return false }
    case nil: break
    }
    var before = index - 1
    while before >= 0, bytes[before] == .space || bytes[before] == .tab { before -= 1 }
    guard before >= 0 else { return true }
    switch bytes[before] {
    case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "{"):
      // A dash may be the last of `---`, before the top node.
      return bytes[before] == UInt8(ascii: "-") && before > 0
        && bytes[before - 1] == UInt8(ascii: "-")
    default: return true
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == .space || byte == .tab || byte == 0x0A || byte == 0x0D
  }

  /// Whether a break of any kind or a byte order mark may end right before.
  private static func isLineStart(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D || bytes[index - 1] >= 0x80
  }

  /// A colon right before an indicator of a flow collection, or after its end.
  private static func partsAtColon(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    if index + 1 < bytes.count, PlainCharacters.isFlowIndicator(bytes[index + 1]) { return true }
    var before = index - 1
    while before >= 0, bytes[before] == .space || bytes[before] == .tab { before -= 1 }
    return before >= 0 && (bytes[before] == UInt8(ascii: "]") || bytes[before] == UInt8(ascii: "}"))
  }

  private static func partsAtEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    return bytes[index + 1] == UInt8(ascii: "/") || bytes[index + 1] == UInt8(ascii: "'")
  }

  private static func isByteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
  }
}
