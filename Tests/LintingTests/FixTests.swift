import Analysis
import Diagnostics
import Linting
import Reporting
import Testing
import YAML

@Suite("Fixes")
struct FixTests {
  /// The file after the fixes of all findings, and their titles.
  private func fixed(_ text: String) async throws -> (text: String, titles: [String]) {
    let example = Example(files: [("jobs.yaml", text)])
    let result = try await ExampleLinter.lint(example)
    var titles: [String] = []
    var edits: [TextEdit] = []
    var bytes = Array(text.utf8)
    for fix in result.diagnostics.compactMap(\.fix) {
      let files = fix.edits()
      if files.isEmpty { continue }
      titles.append("\(fix.title) (\(fix.applicability.rawValue))")
      edits += files.flatMap(\.edits)
    }
    bytes = try #require(bytes.withUnsafeBufferPointer { TextEdit.apply(edits, to: $0) })
    return (String(decoding: bytes, as: UTF8.self), titles)
  }

  @Test
  func misspeltFieldsAndTheirLetterCaseAreFixedInPlace() async throws {
    let text = """
      presubmits:
        acme/rocket:
        - name: unit
          Always_Run: true # always
          max_concurency: 3
          spec:
            containers:
            - image: golang
              command: [make]
              volumeMount: []

      """
    let (new, titles) = try await fixed(text)
    #expect(
      titles == [
        "rename it to always_run (safe)", "rename it to max_concurrency (safe)",
        "rename it to volumeMounts (safe)",
      ]
    )
    #expect(
      new
        == text.replacing("Always_Run", with: "always_run")
        .replacing("max_concurency", with: "max_concurrency")
        .replacing("volumeMount:", with: "volumeMounts:")
    )
  }

  @Test
  func aNameThatIsTakenOrWhoseFieldHoldsOtherValuesIsLeftToPeople() async throws {
    let (_, titles) = try await fixed(
      """
      presubmits:
        acme/rocket:
        - name: unit
          max_concurrency: 3
          max_concurency: 4
          always_rum: {a: b}
          spec: {containers: [{image: golang, command: [make]}]}

      """
    )
    #expect(titles == [])
  }

  /// Two keys for one field: only people know which value was meant.
  @Test(arguments: [
    "max_concurency: 3\n    max_concurrancy: 4", "Always_Run: true\n    ALWAYS_RUN: false",
    "Max_Concurrency: 3\n    max_concurency: 4",
  ])
  func twoKeysForOneFieldAreLeftToPeople(_ fields: String) async throws {
    let (_, titles) = try await fixed(
      "presubmits:\n  acme/rocket:\n  - name: unit\n    \(fields)\n"
        + "    spec: {containers: [{image: golang, command: [make]}]}\n"
    )
    #expect(titles == [])
  }

  @Test
  func whatAliasesStandForIsLeftToPeople() async throws {
    let (_, titles) = try await fixed(
      """
      presubmits:
        acme/rocket:
        - &unit
          name: unit
          Always_Run: true
          spec: {containers: [{image: golang, command: [make]}]}
        - {<<: *unit, name: other}

      """
    )
    #expect(titles == [])
  }

  /// Each proof reads its file anew, and a hostile file may have thousands of findings.
  @Test
  func jsonHasFixesAsLongAsTheyAreCheapTogether() async throws {
    let text = """
      periodics:
      - {name: a, interval: 1h, Decorate: false, spec: {containers: [{image: golang, command: [make]}]}}
      - {name: b, interval: 1h, Decorate: false, spec: {containers: [{image: golang, command: [make]}]}}

      """
    let result = try await ExampleLinter.lint(Example(files: [("jobs.yaml", text)]))
    func fixes(_ most: Int) -> Int {
      let json = String(
        decoding: JSONReporter.render(result, mostBytesOfFixes: most),
        as: UTF8.self
      )
      return json.ranges(of: "\"title\":\"rename it to decorate\"").count
    }
    #expect(fixes(2 * text.utf8.count) == 2)
    #expect(fixes(2 * text.utf8.count - 1) == 1)
    #expect(fixes(0) == 0)
  }
}
