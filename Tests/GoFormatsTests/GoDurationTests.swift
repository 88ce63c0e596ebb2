import GoFormats
import Testing

@Suite("Go durations")
struct GoDurationTests {
  @Test(
    arguments: [
      ("0", 0), ("+0", 0), ("-0", 0), ("0s", 0), ("00", nil),
      ("5s", 5_000_000_000), ("+5s", 5_000_000_000), ("-5s", -5_000_000_000),
      ("1h30m", 5_400_000_000_000), ("24h", 86_400_000_000_000), ("1m1m", 120_000_000_000),
      ("5m3h", 11_100_000_000_000), ("1.5h", 5_400_000_000_000),
      (".5s", 500_000_000), ("1.s", 1_000_000_000), ("-.5s", -500_000_000),
      ("10ns", 10), ("11us", 11_000), ("12\u{B5}s", 12_000), ("12\u{3BC}s", 12_000),
      ("13ms", 13_000_000), ("0.5ns", 0), ("39h9m14.425s", 140_954_425_000_000),
      ("0.3333333333333333333h", 1_200_000_000_000),
      ("0.100000000000000000000h", 360_000_000_000),
      ("9223372036854775807ns", Int64.max), ("2562047h47m16.854775807s", Int64.max),
      ("-9223372036854775808ns", Int64.min), ("-2562047h47m16.854775808s", Int64.min),
    ] as [(String, Int64?)]
  )
  func areWorthWhatGoSays(_ text: String, nanoseconds: Int64?) {
    #expect(GoDuration(text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    "", " ", "3", "-", "+", "s", ".", "-.", ".s", "+.s", "1d", "1w", "1H", "1 h", " 1h", "1h ",
    "1h\n", "--1h", "1h-1m", "1hm", "1e3s", "0x1s", "1_0s", "\u{661}s", "1s1", "12\u{B5}", "1.2.3s",
    "9223372036854775808ns", "9223372036854775.808us", "2562047h47m16.854775808s", "3000000h",
    "-9223372036854775809ns", "10000000000000000000h", "1h30 m", "infs",
  ])
  func areRefusedByGo(_ text: String) {
    #expect(GoDuration(text) == nil)
  }

  @Test func mayWrapToZeroAsInGo() {
    let half = "9223372036854775808ns"
    #expect(GoDuration("-" + half + half)?.nanoseconds == 0)
  }

  @Test func compareByLength() throws {
    #expect(try #require(GoDuration("59m")) < #require(GoDuration("1h")))
  }
}
