import Formats
import Testing

@Suite("JSON objects")
struct JSONObjectTests {
  @Test
  func noValueSteersATerminal() {
    var object = JSONObject()
    object.add("n\u{9B}", "a\u{1B}[1m\u{7F}\u{202E}\u{E0041}\"Größe\n")
    #expect(
      String(decoding: object.bytes, as: UTF8.self)
        == #"{"n\u009b":"a\u001b[1m\u007f\u202e\udb40\udc41\"Größe\n"}"#
    )
  }
}
