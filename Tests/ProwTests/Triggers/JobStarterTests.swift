import Diagnostics
import GoFormats
import Prow
import Testing
import YAML

@Suite("What starts a job")
struct JobStarterTests {
  private func starters(
    _ fields: String,
    kind: Job.Kind = .presubmit,
    labels: [String] = []
  ) throws -> [JobStarter] {
    let text = "\(kind.field.name): {acme/rocket: [{name: unit, \(fields)}]}"
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: text),
      kind: .jobs,
      schema: ProwSchema()
    )
    let workspace = Workspace([file]) { _ in nil }
    let job = try #require(workspace.jobs(of: file).map(workspace.resolve).first).job
    let event = TriggerEvent(branch: "main", labels: labels)
    return withExtendedLifetime(file) { job.starters(job.verdict(on: event), on: event) }
  }

  @Test(
    arguments: [
      ("always_run: true", [.newCommits, .comment("/test unit"), .comment("/test all")]),
      ("run_if_changed: ^a/", [.change(.runIfChanged, pattern: "^a/"), .comment("/test unit")]),
      (
        "skip_if_only_changed: ^a/",
        [.change(.skipIfOnlyChanged, pattern: "^a/"), .comment("/test unit")]
      ),
      ("optional: true", [.comment("/test unit")]),
      ("run_before_merge: true", [.comment("/test unit"), .tide]),
      ("trigger: ^/go$, rerun_command: /go", [.comment("/go")]),
      // The command that people are told does not start it.
      ("trigger: ^/go$, rerun_command: /run", [.commentLike("^/go$")]),
      ("branches: [^a$, ^b$]", [.branch(.branches, ["^a$", "^b$"])]),
      ("skip_branches: [^main$]", [.branch(.skipBranches, ["^main$"])]),
      ("run_if_changed: '**'", [.repair(.runIfChanged)]),
    ] as [(String, [JobStarter])]
  )
  func ofAPresubmit(_ fields: String, _ expected: [JobStarter]) throws {
    #expect(try starters(fields) == expected)
  }

  @Test(
    arguments: [
      ("decorate: true", [.push]), ("always_run: false", []), ("always_run: true", [.push]),
      ("run_if_changed: ^a/", [.change(.runIfChanged, pattern: "^a/")]),
    ] as [(String, [JobStarter])]
  )
  func ofAPostsubmit(_ fields: String, _ expected: [JobStarter]) throws {
    #expect(try starters(fields, kind: .postsubmit) == expected)
  }

  @Test
  func beforeAMemberTrustsThePullRequestNothingElseDoes() throws {
    #expect(try starters("always_run: true", labels: ["needs-ok-to-test"]) == [.okToTest])
  }

  @Test(
    arguments: [
      ("/test ?", true, .asked), ("/test", false, .noTarget),
      ("/retest unit", false, .retestWithTarget),
      ("/test all", true, .nothingInAll), ("/test all", false, nil),
      ("/test moon", true, .unknownTarget), ("/test moon", false, nil), ("/retest", true, nil),
      ("nice /test", true, nil), ("ok\n/test moon", true, .unknownTarget),
    ] as [(String, Bool, TestHelp?)]
  )
  func prowAnswersSomeComments(_ body: String, _ startsNothing: Bool, _ expected: TestHelp?) {
    #expect(TestHelp(body, startsNothing: startsNothing) == expected)
  }
}

@Suite("When periodics run")
struct JobScheduleTests {
  private func kind(_ fields: String, version: String = "2026-02-27") throws -> String {
    let text = "periodics: [{name: nightly, \(fields)}]"
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: text),
      kind: .jobs,
      schema: ProwSchema()
    )
    let workspace = Workspace([file]) { _ in nil }
    let job = try #require(workspace.jobs(of: file).map(workspace.resolve).first).job
    // Monday 2 March 2026, 8:00.
    let schedule = JobSchedule(job, after: 1_772_438_400, count: 1, version: version)
    defer { withExtendedLifetime(file) {} }
    return switch schedule?.kind {
    case .cron(let next): "cron \(next)"
    case .every(let span): "every \(span.nanoseconds)"
    case .interval(let span): "interval \(span.nanoseconds)"
    case .minimumInterval(let span): "minimum \(span.nanoseconds)"
    case .broken(let reason): "broken: \(reason)"
    case nil: "none"
    }
  }

  @Test(
    arguments: [
      ("cron: '0 9 * * *'", "cron [1772442000]"), ("cron: '@every 2h'", "every 7200000000000"),
      ("interval: 6h", "interval 21600000000000"), ("minimum_interval: 1s", "minimum 1000000000"),
      ("interval: 1d", "broken: it is not a duration such as 90s, 30m or 24h"),
      ("cron: '0 9 * *'", "broken: expected 5 or 6 fields, found 4"),
      (
        "cron: 'TZ=UTC 0 9 * * *'",
        "broken: Prow puts TZ=UTC before it, and can't run a line with two zones"
      ),
      ("max_concurrency: 1", "none"), ("cron: ''", "none"),
    ]
  )
  func followsFromTheirField(_ fields: String, _ expected: String) throws {
    #expect(try kind(fields) == expected)
  }

  @Test
  func aNewerProwReadsStepsAsItsLibraryDoes() throws {
    let line = "cron: '0 12 */2 * 1'"
    #expect(try kind(line, version: "2026-05-20") == "cron [1773057600]")
    #expect(try kind(line, version: "2026-05-21") == "cron [1772452800]")
  }
}
