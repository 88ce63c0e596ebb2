import Analysis
import Configs
import Diagnostics
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

  @Test
  func wordsNeedNoQuotes() async throws {
    let text = "kubernetes: 1.x\nselect: [12, on]\nprow: {version: 1.5}\n"
    #expect(
      try await lines(LintOptions(), text) == [
        "error 1:13 \"1.x\" is not a version of Kubernetes: write for example \"1.33\"",
        "error 2:10 no rule or group is called \"12\": plimsoll rules lists them",
        "error 2:14 no rule or group is called \"on\": plimsoll rules lists them",
        "error 3:17 \"1.5\" is not a version of Prow: write a date such as \"2026-02-27\", or the "
          + "tag of one of Prow's images, such as v20260821-a61940897",
      ]
    )
    let tooNew = try await lines(LintOptions(), "kubernetes: 1.99\n")
    #expect(tooNew.count == 1 && tooNew[0].hasPrefix("warning 1:13 Kubernetes 1.99 is newer than "))
  }

  private func lines(
    _ options: LintOptions,
    _ text: String = Self.text
  ) async throws -> [String] {
    let example = Example(files: [(".plimsoll.yaml", text)])
    let found = try await ExampleLinter.lint(example, options: options).diagnostics
    return found.filter { $0.rule == "settings" }.map {
      let position = LineIndex($0.place.file).position(at: $0.place.range.start)
      return "\($0.severity.rawValue) \(position.line):\(position.column) \($0.message): "
        + ($0.help ?? "nil")
    }
  }
}
