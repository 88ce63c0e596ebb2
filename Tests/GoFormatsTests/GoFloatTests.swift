import GoFormats
import Testing

// As `FormatFloat` and `ParseFloat` of Go answer.
@Suite("GoFloat")
struct GoFloatTests {
  @Test(arguments: [
    (1.0, "1", "1"), (0.1, "0.1", "0.1"), (1e6, "1e+06", "1000000"),
    (123_456.0, "123456", "123456"),
    (0.0001, "0.0001", "0.0001"), (0.00001, "1e-05", "0.00001"),
    (-1.5e-7, "-1.5e-07", "-0.00000015"),
    (1.5e300, "1.5e+300", "15" + String(repeating: "0", count: 299)), (0, "0", "0"),
    (-0.0, "-0", "-0"),
    (.infinity, "+Inf", "+Inf"), (-.infinity, "-Inf", "-Inf"),
  ])
  func writes(_ number: Double, _ shortest: String, _ plain: String) {
    #expect(GoFloat.shortest(number) == shortest)
    #expect(GoFloat.plain(number) == plain)
  }

  @Test(arguments: [
    ("1.5", 1.5), ("-.5", -0.5), ("1_000", 1_000), ("0x1p-2", 0.25), ("INF", .infinity),
    ("-inf", -.infinity),
    ("1e999", nil), ("", nil), (" 1", nil), ("1__0", nil), ("0x1", nil), ("ten", nil),
  ])
  func reads(_ text: String, _ number: Double?) {
    #expect(GoFloat.parse(text) == number)
  }

  @Test func readsWhatIsNoNumber() {
    #expect(GoFloat.parse("NaN")?.isNaN == true)
    #expect(GoFloat.parse("-nan") == nil)
  }
}
