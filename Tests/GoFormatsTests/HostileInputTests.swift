import GoFormats
import Testing

/// Strings that would take long, overflow or exhaust the stack if read carelessly.
@Suite("Hostile input", .timeLimit(.minutes(5)))
struct HostileInputTests {
  static let count = 100_000

  @Test func doesNotExhaustTheStack() {
    let parentheses = String(repeating: "(", count: Self.count)
    let blocks = String(repeating: "{{with .A}}", count: Self.count)
    let tooDeep = "nested deeper than 100 levels"
    #expect(
      refusal { () throws(FormatError) in try GoTemplate("{{" + parentheses) } == "102: \(tooDeep)"
    )
    #expect(refusal { () throws(FormatError) in try GoTemplate(blocks) } == "1102: \(tooDeep)")
  }

  @Test func mayNestToTheLimit() {
    let depth = GoTemplate.nestingLimit / 2
    let open = String(repeating: "{{if (.A)}}", count: depth)
    let close = String(repeating: "{{end}}", count: depth)
    let inner =
      "{{" + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
      + "}}"
    #expect(refusal { () throws(FormatError) in try GoTemplate(open + inner + close) } == nil)
  }

  @Test func mayChainElseIfForLong() {
    let chain = String(repeating: "{{else if .B}}", count: 10_000)
    #expect(
      refusal { () throws(FormatError) in try GoTemplate("{{if .A}}" + chain + "{{end}}") } == nil
    )
  }

  @Test func takesManyVariables() {
    let names = (0..<5_000).map { "$v\($0)" }
    let text = names.map { "{{\($0) := 1}}" }.joined() + names.map { "{{\($0)}}" }.joined()
    #expect(refusal { () throws(FormatError) in try GoTemplate(text) } == nil)
  }

  @Test(arguments: ["9", "1ns", "h", ".", "-"])
  func isTooMuchForADuration(_ piece: String) {
    let long = String(repeating: piece, count: Self.count)
    #expect(GoDuration(long)?.nanoseconds == (piece == "1ns" ? Int64(Self.count) : nil))
    #expect(GoTime(long) == nil)
  }

  @Test(arguments: ["* ", "1,", "1-", "1/", "9", "TZ=", "@"])
  func isTooMuchForASchedule(_ piece: String) {
    let long = String(repeating: piece, count: Self.count)
    #expect(
      refusal { () throws(FormatError) in try CronSchedule(long) }.map { $0.utf8.count < 100 }
        == true
    )
  }

  @Test(arguments: [":", "%25", "[", "]", "@[", "%"])
  func isTooMuchForAHost(_ piece: String) {
    let long = String(repeating: piece, count: Self.count)
    #expect(!BucketURL.isValid("gs://[" + long + "]"))
    #expect(!BucketURL.isValid("gs://b:" + long + "x"))
  }

  @Test(arguments: ["; ", ";c=1;", "c=\"\\"])
  func isTooMuchForAMediaType(_ piece: String) {
    #expect(!GoMediaType.isValid("a/b;" + String(repeating: piece, count: Self.count)))
  }
}
