import GoFormats
import Testing

@Suite("TimeZoneTable")
struct TimeZoneTableTests {
  @Test(
    .enabled(
      if: TimeZoneTable.offset(of: "Etc/GMT-1", at: 0) != nil,
      "the system has no time zones"
    ),
    arguments: [
      ("Europe/Berlin", Int64(1_719_835_200), 7_200), ("Europe/Berlin", 1_704_067_200, 3_600),
      ("America/New_York", 3_786_955_200, -18_000), ("America/New_York", 3_802_852_800, -14_400),
      ("Australia/Sydney", 3_786_955_200, 39_600), ("Asia/Kolkata", 4_000_000_000, 19_800),
      ("Europe/Berlin", -3_000_000_000, 3_208),
    ]
  )
  func knowsTheOffset(_ name: String, _ time: Int64, _ offset: Int) {
    #expect(TimeZoneTable.offset(of: name, at: time) == offset)
  }

  @Test(arguments: ["", "Mars", "../../etc/passwd", "/etc/passwd", "europe/berlin"])
  func knowsNoOtherName(_ name: String) {
    #expect(TimeZoneTable.offset(of: name, at: 0) == nil)
  }
}
