import Analysis
import Configs
import Diagnostics
import Files
import Linting
import Policies
import Prow
import Testing

@Suite("Files that can't be listed")
struct UnlistedTests {
  private func judged(_ spec: String) async throws -> [Diagnostic] {
    let own = PolicySet(
      [(SourceFile(path: "own.yaml", text: PolicyText.own(spec)), true)],
      schema: ProwSchema.standard
    ) { _ in nil }
    let linter = Linter(
      catalogue: RuleCatalogue.builtIn.adding(own),
      options: LintOptions(select: ["policies"], ignore: ["policy-without-tests"]),
      schema: ProwSchema.standard,
      workers: 1
    )
    let jobs = SourceFile(path: "jobs.yaml", text: "periodics: [{name: unit}]\n")
    return try await Snapshot.make(
      of: [.memory(jobs, kind: .jobs)],
      with: linter,
      policies: PolicyRun(
        own,
        folder: "",
        today: "2026-06-15",
        paths: { () throws(TreeError) in throw TreeError("data: permission denied") },
        read: { _ in nil }
      )
    ).result.diagnostics
  }

  @Test(arguments: [
    "subject: file\nvalidations: [{expression: \"false\"}]",
    "subject: job\nvalidations: [{expression: \"files.size() > 0\"}]",
  ])
  func areAFindingOfPoliciesThatLookAtThem(_ spec: String) async throws {
    #expect(
      try await judged(spec).map(\.message) == [
        "policy \"own\" did not run: the files of the repository can't be listed: data: permission denied"
      ]
    )
  }

  @Test
  func othersRun() async throws {
    let found = try await judged("subject: job\nvalidations: [{expression: \"job.name == 'x'\"}]")
    #expect(found.map(\.rule) == ["policy/own"])
  }
}
