/// A shell pattern, matched against a whole text byte by byte, where slashes are like any other.
struct IgnoreGlob: Sendable {
  private enum Token {
    case byte(UInt8)
    case anyByte
    case anyText
    case member(GlobClass)
    /// A bracket without an end.
    case nothing

    func matches(_ byte: UInt8) -> Bool {
      switch self {
      case .byte(let own): own == byte
      case .anyByte: true
      case .member(let members): members.contains(byte)
      case .anyText, .nothing: false
      }
    }
  }

  private var tokens: [Token] = []

  init(_ pattern: ArraySlice<UInt8>) {
    var index = pattern.startIndex
    // One missing end is enough: later brackets have none either.
    var lacksClassEnd = false
    while index < pattern.endIndex {
      let byte = pattern[index]
      index += 1
      switch byte {
      case UInt8(ascii: "?"):
        tokens.append(.anyByte)
      case UInt8(ascii: "*"):
        tokens.append(.anyText)
      case UInt8(ascii: "\\") where index < pattern.endIndex:
        tokens.append(.byte(pattern[index]))
        index += 1
      case UInt8(ascii: "["):
        let end = lacksClassEnd ? nil : GlobClass.end(in: pattern, from: index - 1)
        lacksClassEnd = end == nil
        tokens.append(end.map { .member(GlobClass(pattern[index..<($0 - 1)])) } ?? .nothing)
        index = end ?? index
      default:
        tokens.append(.byte(byte))
      }
    }
  }

  /// Matches greedily and, where that fails, lets only the last `*` take one byte more: an earlier
  /// one could gain nothing.
  func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var token = 0
    var index = text.startIndex
    var retry: (token: Int, index: Int)?
    while index < text.endIndex {
      if token < tokens.count, case .anyText = tokens[token] {
        token += 1
        retry = (token, index)
      } else if token < tokens.count, tokens[token].matches(text[index]) {
        token += 1
        index += 1
      } else if let last = retry {
        retry = (last.token, last.index + 1)
        (token, index) = (last.token, last.index + 1)
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { if case .anyText = $0 { true } else { false } }
  }
}
