import Formats
import Testing
import YAML

@Suite("JSON text")
struct JSONTextTests {
  // Bytes that are not UTF-8 must not come out, whoever let them in.
  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "\"a\u{FFFD}b\""), ([0xC3], "\"\u{FFFD}\""), ([0xC3, 0xA4], "\"ä\""),
      ([0xE2, 0x80], "\"\u{FFFD}\u{FFFD}\""), ([0xE2, 0x80, 0xA8], #""\u2028""#),
      ([0xED, 0xA0, 0x80], "\"\u{FFFD}\u{FFFD}\u{FFFD}\""), ([0xF0, 0x9F, 0x98, 0x80], "\"😀\""),
      ([0x22, 0x5C, 0x0A, 0x01], #""\"\\\n\u0001""#),
    ] as [([UInt8], String)]
  )
  func bytesBecomeAJSONString(_ bytes: [UInt8], _ expected: String) {
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { JSONText.append($0, to: &output) }
    #expect(output == Array(expected.utf8))
  }
}
