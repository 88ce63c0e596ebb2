import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Reporting
import Testing
import YAML

/// Rules that others than Plimsoll bring, in a group of their own.
@Suite("A catalogue with more rules")
struct RuleCatalogueTests {
  private static let catalogue = RuleCatalogue.builtIn.adding([
    Rule(
      id: "team-prefix",
      group: Rule.Group("team"),
      summary: "names of jobs start with team-",
      why: "So that people find them.",
      source: "The team",
      bad: .jobs(""),
      good: .jobs(""),
      check: .job { job, report in
        if !job.job.name.string.hasPrefix("team-") {
          report("the name does not start with team-", at: job.job.nameNode)
        }
      }
    )
  ])

  private func lint(
    _ text: String,
    _ options: LintOptions = LintOptions()
  ) async throws -> LintResult {
    let linter = Linter(
      catalogue: Self.catalogue,
      options: options,
      schema: ProwSchema.standard,
      workers: 1
    )
    let file = SourceFile(path: "jobs.yaml", text: text)
    return try await Snapshot.make(of: [.memory(file, kind: .jobs)], with: linter).result
  }

  private let job =
    "periodics:\n- name: nightly\n  interval: 24h\n  spec: {containers: [{image: golang}]}\n"

  @Test
  func theyAreSelectedByTheirGroup() async throws {
    #expect(try await lint(job).diagnostics.contains { $0.rule == "team-prefix" })
    let only = try await lint(job, LintOptions(select: ["team"]))
    #expect(only.diagnostics.map(\.rule) == ["team-prefix"])
    #expect(String(decoding: JSONReporter.render(only), as: UTF8.self).contains(#""group":"team""#))
    let without = try await lint(job, LintOptions(ignore: ["team"]))
    #expect(!without.diagnostics.contains { $0.rule == "team-prefix" })
  }

  @Test
  func commentsSuppressThem() async throws {
    let text = job.replacing("nightly", with: "nightly # plimsoll:ignore team-prefix -- old")
    #expect(
      try await lint(text, LintOptions(select: ["team", "hygiene"])).diagnostics.allSatisfy {
        !["team-prefix", "unused-suppression"].contains($0.rule)
      }
    )
    let misspelt = job.replacing("nightly", with: "nightly # plimsoll:ignore team-prefi -- old")
    let found = try await lint(misspelt, LintOptions(select: ["unused-suppression"]))
    #expect(found.diagnostics.map(\.help) == ["did you mean team-prefix?"])
  }

  @Test
  func settingsMayNameThem() {
    let text = "severity: {team-prefix: warning, team: error, teams: error}\n"
    let file = LoadedFile.load(
      SourceFile(path: Settings.fileName, text: text),
      kind: .settings,
      schema: ProwSchema.standard
    )
    let linter = Linter(catalogue: Self.catalogue, schema: ProwSchema.standard, workers: 1)
    let found = linter.check(settings: file, paths: nil)
    #expect(found.map(\.message) == ["no rule or group is called \"teams\""])
    #expect(found.map(\.help) == ["did you mean team?"])
  }

  @Test
  func groupsKeepTheirOrder() {
    #expect(
      Self.catalogue.groups.map(\.name) == [
        "prow", "kubernetes", "boskos", "autobump", "hygiene", "pedantic", "policies", "team",
      ]
    )
    #expect(Self.catalogue["team-prefix"]?.group.name == "team")
    #expect(Self.catalogue["updater-key-clash"]?.id == "configmap-fixed-key-clash")
  }
}
