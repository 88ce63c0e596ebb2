import Diagnostics
import Prow
import Testing
import YAML

@Suite("Triggers")
struct TriggerTests {
  private func verdict(
    _ fields: String,
    kind: Job.Kind = .presubmit,
    on event: TriggerEvent = TriggerEvent(branch: "main", changedFiles: ["docs/a.md"])
  ) throws -> TriggerVerdict {
    let text = """
      \(kind.field.name):
        acme/rocket: [{name: unit, \(fields)}]
      """
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: text),
      kind: .jobs,
      schema: ProwSchema()
    )
    let workspace = Workspace([file]) { _ in nil }
    let job = try #require(workspace.jobs(of: file).map(workspace.resolve).first).job
    return withExtendedLifetime(file) { job.verdict(on: event) }
  }

  // Fields of a presubmit, the comment, and whether it runs.
  @Test(
    arguments: [
      ("always_run: true", nil, true),
      ("always_run: false", nil, false),
      ("run_if_changed: ^docs/", nil, true),
      ("run_if_changed: ^src/", nil, false),
      ("skip_if_only_changed: ^docs/", nil, false),
      ("skip_if_only_changed: ^src/", nil, true),
      ("always_run: true, branches: [release]", nil, false),
      ("always_run: true, branches: [mai], skip_branches: [^main$]", nil, false),
      ("always_run: true, branches: [^ma]", nil, true),
      ("always_run: true", "/test all", true),
      ("always_run: false", "/test all", false),
      ("run_if_changed: ^src/", "/test all", false),
      ("run_if_changed: ^docs/", "thanks\n/test all", true),
      ("always_run: true", "/test other", false),
      ("always_run: false", "/test unit", true),
      ("run_if_changed: ^src/", "/test other unit", true),
      ("branches: [release]", "/test unit", false),
      ("trigger: ^/go$, rerun_command: /go", "/go", true),
      ("trigger: ^/go$, rerun_command: /go", "/test unit", false),
      ("always_run: true", "/retest", true),
      ("always_run: false", "/retest", false),
      ("always_run: true, optional: true", "/retest-required", false),
      ("always_run: true", "/retest-required", true),
      ("always_run: true", "/test ?", false),
      ("always_run: true", "nice work", false),
      ("always_run: true", "/ok-to-test", true),
      ("always_run: false", "/test-manual-required", true),
      ("always_run: false", "/retest\n/test-manual-required", true),
      ("optional: true", "/test-manual-required", false),
      ("run_if_changed: ^docs/", "/test-manual-required", false),
    ] as [(String, String?, Bool)]
  )
  func aPresubmitRunsAsItsFieldsAndTheCommentSay(
    _ fields: String,
    _ comment: String?,
    _ runs: Bool
  ) throws {
    let event = TriggerEvent(
      branch: "main",
      changedFiles: ["docs/a.md"],
      comment: comment.map(TestComment.init)
    )
    #expect(try verdict(fields, on: event).outcome == (runs ? .runs : .skipped))
  }

  @Test(
    arguments: [
      ("", true), ("always_run: true", true), ("always_run: false", false),
      ("run_if_changed: ^docs/", true), ("run_if_changed: ^src/", false),
      ("skip_branches: [main]", false),
    ]
  )
  func aPostsubmitRunsUnlessSomethingKeepsIt(_ fields: String, _ runs: Bool) throws {
    #expect(try verdict(fields, kind: .postsubmit).outcome == (runs ? .runs : .skipped))
  }

  @Test
  func aRetestRunsWhatFailedAndWhatIsMissing() throws {
    func outcome(_ fields: String, failed: Set<String>, other: Set<String>) throws -> Bool {
      let event = TriggerEvent(
        branch: "main",
        changedFiles: [],
        comment: TestComment("/retest"),
        failedContexts: failed,
        otherContexts: other
      )
      return try verdict(fields, on: event).outcome == .runs
    }
    #expect(try outcome("always_run: false", failed: ["unit"], other: []))
    #expect(try outcome("context: ci/unit", failed: ["ci/unit"], other: []))
    #expect(try !outcome("always_run: true", failed: [], other: ["unit"]))
    #expect(try outcome("always_run: true", failed: [], other: ["lint"]))
  }

  @Test
  func theFileThatMatchedIsNamed() throws {
    guard case .changed(let file, .runIfChanged, _) = try verdict("run_if_changed: md$").reason
    else {
      Issue.record("the reason is another one")
      return
    }
    #expect(file == "docs/a.md")
  }

  @Test
  func unknownChangesLeaveItOpen() throws {
    let event = TriggerEvent(branch: "main")
    #expect(try verdict("run_if_changed: md$", on: event).outcome == .depends)
  }

  @Test
  func tideRunsAJobBeforeTheMergeThatNothingElseStarts() throws {
    #expect(try verdict("run_before_merge: true").isRunBeforeMerge)
    #expect(try !verdict("run_before_merge: true, branches: [x]").isRunBeforeMerge)
    #expect(try !verdict("always_run: true, run_before_merge: true").isRunBeforeMerge)
  }

  @Test
  func anUntrustedPullRequestWaits() throws {
    let fields = "always_run: true"
    var event = TriggerEvent(branch: "main", labels: ["needs-ok-to-test"])
    #expect(try verdict(fields, on: event).outcome == .skipped)
    event.comment = TestComment("/ok-to-test")
    #expect(try verdict(fields, on: event).outcome == .runs)
  }

  @Test
  func helpListsCommandsByWhatTheyAreFor() throws {
    let text = """
      presubmits:
        acme/rocket:
        - {name: a, always_run: true}
        - {name: b, optional: true}
        - {name: c, branches: [release]}
      """
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: text),
      kind: .jobs,
      schema: ProwSchema()
    )
    let workspace = Workspace([file]) { _ in nil }
    let jobs = workspace.jobs(of: file).map { workspace.resolve($0).job }
    let commands = AvailableCommands(jobs, on: TriggerEvent(branch: "main"))
    #expect(commands.required == ["/test a"])
    #expect(commands.optional == ["/test b"])
    #expect(commands.startedByAll == ["a"])
  }
}
