/// How the text of a scalar without quotes and tag becomes a value.
///
/// Source: go.yaml.in/yaml/v2, `resolve` in resolve.go.
enum ScalarResolver {
  /// What a plain scalar with this text is.
  @inline(__always)
  static func kind(ofPlain bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    guard let first = bytes.first else { return .null }
    // Most strings start with a letter that no word and no number starts with.
    guard startsAnything(first) else { return .string }
    return kindOfCandidate(bytes, first: first)
  }

  @inline(__always)
  private static func startsAnything(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "y"), UInt8(ascii: "Y"),
      UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
      UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      true
    default:
      false
    }
  }

  private static func kindOfCandidate(
    _ bytes: UnsafeBufferPointer<UInt8>,
    first: UInt8
  ) -> ScalarKind {
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      Number(bytes)?.kind ?? .string
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      isWord(UnsafeBufferPointer(rebasing: bytes[1...]), ".inf")
        ? .infinity : Number(bytes)?.kind ?? .string
    case UInt8(ascii: "."):
      dotted(bytes)
    case UInt8(ascii: "~"):
      bytes.count == 1 ? .null : .string
    default:
      bytes.count <= 5 ? word(bytes) : .string
    }
  }

  private static func dotted(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    if isWord(bytes, ".inf") { return .infinity }
    let text = Text(bytes)
    if text == ".nan" || text == ".NaN" || text == ".NAN" { return .notANumber }
    return Number(bytes)?.kind ?? .string
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    switch bytes.count {
    case 1:
      bytes[0] | 0x20 == UInt8(ascii: "y")
        ? .true : bytes[0] | 0x20 == UInt8(ascii: "n") ? .false : .string
    case 2: isWord(bytes, "on") ? .true : isWord(bytes, "no") ? .false : .string
    case 3: isWord(bytes, "yes") ? .true : isWord(bytes, "off") ? .false : .string
    case 4: isWord(bytes, "true") ? .true : isWord(bytes, "null") ? .null : .string
    case 5: isWord(bytes, "false") ? .false : .string
    default: .string
    }
  }

  /// Whether the text is a word in lower case, with a capital, or in capitals.
  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    var capitals = 0
    var letters = 0
    var firstLetterIsCapital = false
    for index in bytes.indices {
      let byte = bytes[index]
      let wanted = word.utf8Start[index]
      guard byte == wanted || byte | 0x20 == wanted && wanted != UInt8(ascii: ".") else {
        return false
      }
      guard wanted != UInt8(ascii: ".") else { continue }
      letters += 1
      if byte != wanted {
        capitals += 1
        firstLetterIsCapital = firstLetterIsCapital || letters == 1
      }
    }
    return capitals == 0 || capitals == letters || capitals == 1 && firstLetterIsCapital
  }
}
