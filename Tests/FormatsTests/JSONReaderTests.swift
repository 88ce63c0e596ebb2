import Testing

@testable import Formats

@Suite("JSON")
struct JSONTests {
  private func failure(_ text: String) -> String {
    do {
      return "\(try JSONReader.read(Array(text.utf8)))"
    } catch {
      return "\(error)"
    }
  }

  @Test
  func valuesAreReadAndWritten() throws {
    let text = #"{"a":[1,-2.5e3,true,false,null],"b":{"c":"d"},"e":""}"#
    let value = try JSONReader.read(Array(" \(text)\n".utf8))
    #expect(String(decoding: value.json, as: UTF8.self) == text)
    #expect(value["a"]?.items.count == 5 && value["b"]?["c"]?.string == "d")
    #expect(value["a"]?.items[0].int == 1 && value["a"]?.items[2].bool == true)
  }

  @Test
  func escapesAreUndone() throws {
    let value = try JSONReader.read(Array(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud800x""#.utf8))
    #expect(value.string == "\"\\/\u{8}\u{C}\n\r\té😀\u{FFFD}x")
  }

  /// Read as YAML, these would be line breaks, forbidden, or gone.
  @Test
  func whatYAMLWouldReadOtherwiseIsEscaped() {
    let text = "\u{7F}\u{80}\u{85}\u{9F}\u{A0}\u{2028}\u{2029}\u{FEFF}\u{FFFD}\u{FFFE}\u{FFFF}é€😀"
    #expect(
      String(decoding: JSONValue(text).json, as: UTF8.self)
        == #""\u007f\u0080\u0085\u009f\#u{A0}\u2028\u2029\ufeff\#u{FFFD}\ufffe\uffffé€😀""#
    )
    let key = JSONValue.object([JSONValue.Member(key: "\u{85}", value: .null)])
    #expect(String(decoding: key.json, as: UTF8.self) == #"{"\u0085":null}"#)
  }

  @Test
  func theLastOfTwoEqualKeysCounts() throws {
    #expect(try JSONReader.read(Array(#"{"a":1,"a":2}"#.utf8))["a"]?.int == 2)
  }

  @Test
  func whatIsNoJSONIsRefused() {
    #expect(failure("") == "the text ends at byte 0")
    #expect(failure("{\"a\" 1}") == "a colon is missing at byte 5")
    #expect(failure("{a: 1}") == "a key is missing at byte 1")
    #expect(failure("[1,]") == "no value starts here at byte 3")
    #expect(failure("[1") == "an array does not end at byte 2")
    #expect(failure("{\"a\":1") == "an object does not end at byte 6")
    #expect(failure("01") == "more follows the value at byte 1")
    #expect(failure("1.") == "a digit is missing at byte 2")
    #expect(failure("\"a") == "a string does not end at byte 2")
    #expect(failure("\"a\nb\"") == "a control character is not escaped at byte 2")
    #expect(failure("\"\\x\"") == "no escape is written so at byte 2")
    #expect(failure("\"\\u12\"") == "an escape does not end at byte 3")
    #expect(failure("nul") == "no value starts here at byte 0")
  }

  @Test
  func nothingNestsTooDeep() {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(failure(deep) == "more than 64 levels at byte 64")
    #expect(failure(String(repeating: "{\"a\":", count: 100_000)).hasPrefix("more than 64 levels"))
  }

  @Test
  func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: JSONReader.Failure(reason: "the text is not UTF-8", offset: 1)) {
      try JSONReader.read([0x22, 0xFF, 0x22])
    }
  }
}
