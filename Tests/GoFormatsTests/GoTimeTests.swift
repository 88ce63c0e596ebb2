import GoFormats
import Testing

@Suite("Go times")
struct GoTimeTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0), ("2023-10-09T10:09:08Z", 1_696_846_148, 0),
      ("2023-10-09T10:09:08+02:00", 1_696_838_948, 0),
      ("2023-10-09T10:09:08-07:30", 1_696_873_148, 0),
      ("2024-02-29T23:59:59.5Z", 1_709_251_199, 500_000_000),
      ("2000-02-29T00:00:00Z", 951_782_400, 0), ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
      ("1969-12-31T23:59:59Z", -1, 0), ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
      ("2023-10-09T10:09:08.1234567899Z", 1_696_846_148, 123_456_789),
    ] as [(String, Int64, Int)]
  )
  func areTheSecondsGoSays(_ text: String, seconds: Int64, nanoseconds: Int) {
    let time = GoTime(text)
    #expect(time?.unixSeconds == seconds)
    #expect(time?.nanoseconds == nanoseconds)
    #expect(time?.isStrict == true)
  }

  @Test(
    arguments: [
      ("2023-10-09T1:09:08Z", 1_696_813_748), ("2023-10-09T10:09:08,5Z", 1_696_846_148),
      ("2023-10-09T10:09:08+24:00", 1_696_759_748), ("2023-10-09T10:09:08+23:60", 1_696_759_748),
    ] as [(String, Int64)]
  )
  func areTakenByGoThoughRFC3339ForbidsThem(_ text: String, seconds: Int64) {
    #expect(GoTime(text)?.unixSeconds == seconds)
    #expect(GoTime(text)?.isStrict == false)
  }

  @Test(arguments: [
    "", "2023-10-09", "2023-10-09T10:09:08", "2023-10-09 10:09:08Z", "2023-10-09t10:09:08Z",
    "2023-10-09T10:09:08z", "2023-1-09T10:09:08Z", "2023-10-9T10:09:08Z", "2023-10-09T10:9:08Z",
    "2023-00-09T10:09:08Z", "2023-13-09T10:09:08Z", "2023-10-00T10:09:08Z", "2023-10-32T10:09:08Z",
    "2023-02-29T10:09:08Z", "1900-02-29T10:09:08Z", "2023-04-31T10:09:08Z", "2023-10-09T24:09:08Z",
    "2023-10-09T10:60:08Z", "2023-10-09T10:09:60Z", "2023-10-09T10:09:08.Z",
    "2023-10-09T10:09:08+2",
    "2023-10-09T10:09:08+0200", "2023-10-09T10:09:08+25:00", "2023-10-09T10:09:08+02:61",
    "2023-10-09T10:09:08ZZ", "2023-10-09T10:09:08Z ", "02023-10-09T10:09:08Z",
    "+023-10-09T10:09:08Z",
  ])
  func areRefusedByGo(_ text: String) {
    #expect(GoTime(text) == nil)
  }

  @Test func areReadFromBytes() {
    let text = Array("2023-10-09T1:09:08Z".utf8)
    #expect(text.withUnsafeBufferPointer { GoTime.isRFC3339($0) })
    #expect(!text.withUnsafeBufferPointer { GoTime.isStrictRFC3339($0) })
  }
}
