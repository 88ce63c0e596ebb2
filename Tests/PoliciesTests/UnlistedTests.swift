import Analysis
import Configs
import Diagnostics
import Files
import Linting
import Policies
import Prow
import Testing

/// A tree that nobody may read.
private struct ClosedTree: FileTree {
  private let fault = TreeError("data: permission denied")

  func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] { throw fault }
  func entry(at path: String) throws(TreeError) -> TreeEntry? { throw fault }
  func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] { throw fault }
  func displayName(of path: String) -> String { path }
}

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
        tree: { ClosedTree() }
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
