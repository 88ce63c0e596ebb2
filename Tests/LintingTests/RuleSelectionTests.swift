import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Testing

@Suite("Selecting rules")
struct RuleSelectionTests {
  private static let text = """
    periodics:
    - name: a b
      interval: 1h
      decorate: false
      spec: {containers: [{image: golang, command: [make]}]}

    """

  @Test
  func aFlagWinsOverTheSettings() async throws {
    for settings in [
      LintOptions(ignore: ["job-name"]), LintOptions(select: ["hygiene"]),
      LintOptions(severity: ["job-name": .off]),
    ] {
      var options = settings
      options.flags.select = ["job-name"]
      #expect(try await rules(options) == ["error job-name"])
    }
    var options = LintOptions(select: ["job-name"])
    options.flags.ignore = ["prow"]
    #expect(try await rules(options).contains("error job-name") == false)
  }

  /// `config-map-…`, `configmap-…` and `updater-…` were three names for one family.
  @Test
  func idsThatRulesHadBeforeGoOnWorking() async throws {
    let rule = try #require(RuleCatalogue.builtIn.rules.first { $0.id == "configmap-version-key" })
    var flags = LintOptions()
    flags.flags.select = ["updater-version-key"]
    for (options, expected) in [
      (LintOptions(select: ["updater-version-key"]), ["warning configmap-version-key"]),
      (flags, ["warning configmap-version-key"]),
      (LintOptions(ignore: ["updater-version-key"]), []),
      (
        LintOptions(select: [rule.id], severity: ["updater-version-key": .on(.error)]),
        ["error configmap-version-key"]
      ),
      (
        LintOptions(
          select: [rule.id],
          severity: ["updater-version-key": .off, rule.id: .on(.warning)]
        ), ["warning configmap-version-key"]
      ),
    ] {
      let result = try await ExampleLinter.lint(rule.bad, options: options)
      let found = result.diagnostics.filter { $0.rule == rule.id }
      #expect(found.map { "\($0.severity.rawValue) \($0.rule)" } == expected)
      #expect(result.formerNames == ["updater-version-key"])
    }
    var example = rule.bad
    example.files[0].text = example.files[0].text.split(separator: "\n").map { line in
      "\(line) # plimsoll:ignore updater-version-key -- known\n"
    }.joined()
    let result = try await ExampleLinter.lint(example, options: LintOptions(select: [rule.id]))
    #expect(result.diagnostics.isEmpty)
    #expect(result.formerNames == ["updater-version-key"])
  }

  @Test
  func aFlagWinsOverPathsOfTheSettings() async throws {
    for entry in [
      LintOptions.PathOptions(matches: { _ in true }, ignore: ["job-name"]),
      LintOptions.PathOptions(matches: { _ in true }, severity: ["job-name": .off]),
      LintOptions.PathOptions(matches: { _ in true }, ignore: ["prow"]),
    ] {
      var options = LintOptions(paths: [entry])
      options.flags.select = ["job-name"]
      #expect(try await rules(options) == ["error job-name"])
    }
  }

  @Test
  func aGroupOnTheCommandLineLeavesRulesThatTheSettingsIgnore() async throws {
    var options = LintOptions(ignore: ["job-name"])
    options.flags.select = ["prow"]
    #expect(try await rules(options) == ["warning non-decorated-jobs"])
  }

  @Test
  func aLaterEntryOfPathsWins() async throws {
    func path(_ matches: Bool, _ severity: [String: SeveritySetting]) -> LintOptions.PathOptions {
      LintOptions.PathOptions(matches: { _ in matches }, severity: severity)
    }
    let off = path(true, ["job-name": .off])
    let warning = path(true, ["job-name": .on(.warning)])
    let other = path(false, ["job-name": .off])
    let select = ["job-name"]
    #expect(
      try await rules(LintOptions(select: select, paths: [off, warning, other])) == [
        "warning job-name"
      ]
    )
    #expect(try await rules(LintOptions(select: select, paths: [warning, off])) == [])
  }

  @Test
  func pathsSelectForTheirFilesOnly() async throws {
    let matching = LintOptions.PathOptions(matches: { $0 == "jobs.yaml" }, select: ["job-name"])
    #expect(try await rules(LintOptions(paths: [matching])) == ["error job-name"])
    // Also what is left out everywhere else.
    let ignoring = LintOptions(ignore: ["job-name"], paths: [matching])
    #expect(try await rules(ignoring) == ["error job-name"])
    let other = LintOptions.PathOptions(matches: { $0 == "x.yaml" }, select: ["job-name"])
    #expect(
      try await rules(LintOptions(select: ["hygiene"], ignore: ["prow"], paths: [other])) == []
    )
  }

  @Test
  func namesOfCheckconfigAreTaken() async throws {
    #expect(RuleCatalogue.builtIn.isKnown("mismatched-tide-lenient"))
    #expect(RuleCatalogue.builtIn.isKnown("verify-owners-presence"))
    let example = Example.plugins(
      "plugins:\n  acme/rocket:\n    plugins: [hold]\n",
      config: "tide:\n  queries:\n  - repos: [acme/rocket]\n    labels: [lgtm]\n"
    )
    func messages(_ name: String) async throws -> [String] {
      let options = LintOptions(select: [name])
      return try await ExampleLinter.lint(example, options: options).diagnostics.map(\.message)
    }
    let required = "Tide queries require label lgtm where plugin lgtm is off: acme/rocket"
    #expect(try await messages("mismatched-tide-lenient") == [required])
    #expect(
      try await messages("mismatched-tide") == [
        required,
        "plugin hold is on where no Tide query forbids label do-not-merge/hold: acme/rocket",
      ]
    )
  }

  @Test
  func anExternalPluginIsComparedBothWaysUpToAVersion() async throws {
    let example = Example.plugins(
      "plugins: {}\nexternal_plugins:\n  acme:\n  - {name: needs-rebase}\n",
      config: "tide:\n  queries:\n  - orgs: [acme]\n"
    )
    func messages(_ version: String) async throws -> [String] {
      let options = LintOptions(select: ["mismatched-tide"])
      return try await ExampleLinter.lint(example, options: options, version: version).diagnostics
        .map(\.message)
    }
    #expect(
      try await messages(ProwSchema.baseline) == [
        "external plugin needs-rebase is on where no Tide query forbids label needs-rebase: acme"
      ]
    )
    #expect(try await messages("2026-08-21") == [])
  }

  private func rules(_ options: LintOptions) async throws -> [String] {
    let found = try await ExampleLinter.lint(.jobs(Self.text), options: options).diagnostics
    return found.map { "\($0.severity.rawValue) \($0.rule)" }
  }
}
