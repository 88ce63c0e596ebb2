internal import Diagnostics

/// Flow collections: `[…]` and `{…}`.
extension BlockScanner {
  /// Reads one from its first to its last bracket.
  mutating func flow() -> Bool {
    guard builder.stack.count > 0, builder.stack.count < Limits.depth else { return false }
    let isMapping = bytes[at] == UInt8(ascii: "{")
    let closer = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    builder.open(
      isMapping: isMapping,
      isFlow: true,
      column: 0,
      start: UInt32(truncatingIfNeeded: at),
      end: UInt32(truncatingIfNeeded: at + 1)
    )
    at += 1
    while true {
      guard skipFlowSpace() else { return false }
      if bytes[at] != closer {
        guard isMapping ? flowEntry() : flowNode(), skipFlowSpace() else { return false }
        if bytes[at] == UInt8(ascii: ",") {
          at += 1
          continue
        }
        guard bytes[at] == closer else { return false }
      }
      at += 1
      builder.close(at: UInt32(truncatingIfNeeded: at))
      return true
    }
  }

  private mutating func flowEntry() -> Bool {
    guard let key = flowScalar(), byte(at) == UInt8(ascii: ":"), byte(at + 1) == .space,
      isShort(key)
    else { return false }
    add(key, isKey: true)
    at += 1
    return skipFlowSpace() && flowNode()
  }

  private mutating func flowNode() -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return flow()
    default:
      guard let scalar = flowScalar() else { return false }
      add(scalar, isKey: false)
      return true
    }
  }

  private mutating func flowScalar() -> RawNode? {
    switch bytes[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): scalar(mayContinue: false)
    default: flowPlain()
    }
  }

  /// Text without quotes that ends on its line.
  private mutating func flowPlain() -> RawNode? {
    guard PlainCharacters.canStart(bytes[at], before: byte(at + 1)) else { return nil }
    let start = at
    var index = at
    search: while index < count {
      switch bytes[index] {
      case .lineFeed, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        break search
      case .tab, UInt8(ascii: "?"):
        return nil
      case UInt8(ascii: ":"):
        let next = byte(index + 1)
        if next == .space || next == .lineFeed { break search }
        if next == .tab || PlainCharacters.isFlowIndicator(next) { return nil }
      case UInt8(ascii: "#") where bytes[index - 1] == .space:
        break search
      default: break
      }
      index += 1
    }
    let end = index
    while index > start, bytes[index - 1] == .space { index -= 1 }
    // A comment needs the blank before it.
    at = byte(end) == UInt8(ascii: "#") ? index : end
    return scalar(.plain, from: start, to: index)
  }

  /// Skips blanks, line ends and comments; `false` at the end and where a line could start
  /// something else than the next item.
  private mutating func skipFlowSpace() -> Bool {
    let start = at
    while at < count {
      switch bytes[at] {
      case .space:
        at += 1
      case .lineFeed:
        at += 1
        switch byte(at) {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "%"): return false
        default: break
        }
      case UInt8(ascii: "#"):
        guard at > start else { return false }
        at = endOfLine(from: at)
      default:
        return true
      }
    }
    return false
  }
}
