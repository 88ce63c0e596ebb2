import Testing

@testable import YAML

/// The text is judged 32 bytes at a time: a byte must count for itself wherever it stands.
@Suite("Ordinary text")
struct OrdinaryTextTests {
  @Test(arguments: [UInt8(ascii: "x"), .lineFeed, 0x1F, 0x7F, 0x80, 0xFF, 0x00])
  func everyByteCountsAtEveryOffsetBesideEveryKindOfByte(_ neighbour: UInt8) {
    for byte in UInt8.min...UInt8.max {
      for offset in 0..<32 {
        for count in [32, 33, 63, 64] {
          var bytes = [UInt8](repeating: UInt8(ascii: "y"), count: count)
          bytes[(offset + 1) % count] = neighbour
          bytes[offset] = byte
          guard isOrdinary(bytes) == expected(bytes) else {
            Issue.record("\(bytes)")
            return
          }
        }
      }
    }
  }

  @Test
  func everyCharacterCounts() {
    for code in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let bytes = Array("yyyyy\(Character(scalar))yyyyy".utf8)
      guard isOrdinary(bytes) == isOrdinary(scalar) else {
        Issue.record("U+\(String(code, radix: 16))")
        return
      }
    }
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x41],
    ] as [[UInt8]]
  )
  func bytesThatMakeNoCharacterAreNotOrdinary(_ bytes: [UInt8]) {
    for offset in 0..<64 {
      #expect(!isOrdinary([UInt8](repeating: 0x61, count: offset) + bytes))
    }
  }

  private func isOrdinary(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { OrdinaryText.isAll($0) }
  }

  private func expected(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(text.utf8) == bytes && text.unicodeScalars.allSatisfy(isOrdinary)
  }

  private func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E: true
    case 0..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
