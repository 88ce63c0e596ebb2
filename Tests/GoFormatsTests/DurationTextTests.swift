import GoFormats
import Testing

@Suite("DurationText")
struct DurationTextTests {
  @Test(
    arguments: [
      (0, "0s"), (1, "1ns"), (1_500, "1.5µs"), (100_000_000, "100ms"), (2_500_000_000, "2.5s"),
      (60_000_000_000, "1m0s"), (5_400_000_000_000, "1h30m0s"), (7_200_000_000_000, "2h0m0s"),
      (-90_000_000_000, "-1m30s"), (3_600_000_000_001, "1h0m0.000000001s"),
      (.min, "-2562047h47m16.854775808s"),
    ] as [(Int64, String)]
  )
  func aSpanIsPrintedAsGoPrintsIt(_ nanoseconds: Int64, _ expected: String) {
    #expect(DurationText.text(nanoseconds) == expected)
  }
}
