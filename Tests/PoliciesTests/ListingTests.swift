import Analysis
import Configs
import Diagnostics
import Files
import Linting
import Policies
import Prow
import Synchronization
import Testing

/// A tree that counts how often its files are listed.
private final class CountingTree: FileTree {
  let count = Atomic(0)
  private let tree = MemoryTree([("OWNERS", Array("approvers: [ada]\n".utf8))])

  func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    count.add(1, ordering: .relaxed)
    return tree.entries(at: paths)
  }

  func entry(at path: String) throws(TreeError) -> TreeEntry? { tree.entry(at: path) }
  func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    tree.contents(of: files)
  }
  func displayName(of path: String) -> String { path }
}

@Suite("Files that policies look at")
struct ListingTests {
  @Test
  func areListedOnceForAllVersionsOfAConfiguration() async throws {
    let spec = "subject: job\nvalidations: [{expression: \"files.size() == 1\"}]"
    let own = PolicySet(
      [(SourceFile(path: "own.yaml", text: PolicyText.own(spec)), true)],
      schema: ProwSchema.standard
    ) { _ in nil }
    let tree = CountingTree()
    let linter = Linter(
      catalogue: RuleCatalogue.builtIn.adding(own),
      options: LintOptions(select: ["policies"], ignore: ["policy-without-tests"]),
      schema: ProwSchema.standard,
      workers: 1
    )
    func jobs(_ name: String) -> InputFile {
      .memory(SourceFile(path: "jobs.yaml", text: "periodics: [{name: \(name)}]\n"), kind: .jobs)
    }
    var snapshot = try await Snapshot.make(
      of: [jobs("a")],
      with: linter,
      policies: PolicyRun(own, folder: "", today: "2026-06-15", tree: { tree })
    )
    for name in ["b", "c"] { snapshot = try await snapshot.replacing(jobs(name)) }
    #expect(tree.count.load(ordering: .relaxed) == 1)
    snapshot = try await snapshot.lookingAtTree()
    #expect(tree.count.load(ordering: .relaxed) == 2)
    #expect(snapshot.result.diagnostics.isEmpty)
  }
}
