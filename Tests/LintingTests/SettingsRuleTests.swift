import Diagnostics
import Frontend
import Linting
import Testing

@Suite("Mistakes in the settings")
struct SettingsRuleTests {
  private static let text = """
    select: [long-job-name]
    ignore: [hygeine]
    severity:
      long-job-names: of
      prow: off
      yaml-repeated-key: "off"
    paths:
    - ignore: [prow]
    - path: jobs/**
      severity: {no-such: error}

    """

  @Test(arguments: [
    LintOptions(), LintOptions(select: ["prow"]), LintOptions(ignore: ["hygiene"]),
    LintOptions(severity: ["hygiene": .off]),
  ])
  func areFoundWhateverIsSelected(_ options: LintOptions) async throws {
    #expect(
      try await lines(options) == [
        "error 1:10 no rule or group is called \"long-job-name\": did you mean long-job-names?",
        "error 2:10 no rule or group is called \"hygeine\": did you mean hygiene?",
        "error 4:19 \"of\" is not a severity: use error, warning or off",
        "error 8:3 an entry of paths has no path: name the files that it is for, as path: GLOB",
        "error 10:14 no rule or group is called \"no-such\": plimsoll rules lists them",
      ]
    )
  }

  @Test
  func areLeftOutByTheirOwnIdOnly() async throws {
    #expect(try await lines(LintOptions(ignore: ["settings"])) == [])
    #expect(try await lines(LintOptions(severity: ["settings": .off])) == [])
    let found = try await lines(LintOptions(severity: ["settings": .on(.warning)]))
    #expect(found.count == 5 && found.allSatisfy { $0.hasPrefix("warning ") })
  }

  private func lines(_ options: LintOptions) async throws -> [String] {
    let example = Example(files: [(".plimsoll.yaml", Self.text)])
    let found = try await ExampleLinter.lint(example, options: options).diagnostics
    return found.filter { $0.rule == "settings" }.map {
      let position = LineIndex($0.place.file).position(at: $0.place.range.start)
      return "\($0.severity.rawValue) \(position.line):\(position.column) \($0.message): "
        + ($0.help ?? "nil")
    }
  }
}
