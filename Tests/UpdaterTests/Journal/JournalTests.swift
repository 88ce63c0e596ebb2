import ConfigMaps
import Synchronization
import TestSupport
import Testing

@testable import Updater

@Suite("Journal")
struct JournalTests {
  private let folder: TemporaryFolder
  private let source: FollowedBranch

  init() throws {
    folder = try TemporaryFolder(isInMemory: true)
    let repository = try #require(RepositoryName("acme/rocket"))
    source = FollowedBranch(repository: repository, branch: "main", remote: "file:///nowhere")
  }

  private func journal() throws -> Journal { try Journal(folder: folder.path) { _ in } }

  private func delivery(_ id: String) -> HookHandler.Delivery {
    let hint = Hint(source: source, revision: "abc", pullRequest: 7, forcedFrom: nil)
    return HookHandler.Delivery(id: id, event: "push", hints: [hint])
  }

  @Test
  func aDeliveryCountsOnceHoweverOftenItComes() async throws {
    let journal = try journal()
    #expect(try await journal.record(delivery("a"), at: 1))
    #expect(try await !journal.record(delivery("a"), at: 2))
    #expect(try await journal.record(delivery("b"), at: 3))
    let hints = try await journal.pendingHints(of: source)
    #expect(hints.map(\.receivedAt) == [1, 3])
    #expect(hints.map(\.pullRequest) == [7, 7])
    try await journal.finish([hints[0]])
    #expect(try await journal.pendingHints(of: source) == [hints[1]])
    #expect(try await journal.pendingHintCount() == 1)
  }

  @Test
  func whatWasKeptIsThereAfterARestart() async throws {
    var record = BranchRecord()
    record.first = "a"
    record.head = "b"
    record.attempted = "b"
    record.applied = "a"
    record.refusal = "no"
    do {
      let journal = try journal()
      var entry = JournalEntry(of: source, at: 5)
      entry.branch = record
      entry.run = .begun(.hint, at: 5)
      #expect(try await journal.keep(entry) == 1)
    }
    let journal = try journal()
    #expect(try await journal.branch(source) == record)
    try await journal.markInterrupted(at: 9)
    let runs = try await journal.runs(5, thatChanged: true)
    #expect(runs.map(\.outcome) == [.interrupted])
    #expect(runs.map(\.endedAt) == [9])
  }

  @Test(arguments: [
    "not a database at all", "",
    "printf 'SQLite format 3\\0garbage garbage garbage garbage garbage garbage'",
  ])
  func aBrokenFileIsMovedAsideAndBegunAnew(_ text: String) async throws {
    if text.hasPrefix("printf") {
      try folder.shell("\(text) > '\(folder.path)/journal.sqlite'")
    } else {
      try folder.write(text, to: "journal.sqlite")
    }
    let said = Mutex<[String]>([])
    let journal = try Journal(folder: folder.path) { text in said.withLock { $0.append(text) } }
    #expect(try await journal.record(delivery("a"), at: 1))
    #expect(said.withLock(\.count) == (text.isEmpty ? 0 : 1), "an empty file is a new journal")
    if !text.isEmpty { #expect(try !folder.text("journal.sqlite.broken").isEmpty) }
  }

  @Test
  func aJournalOfAnotherProgramIsMovedAside() async throws {
    try folder.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('\(folder.path)/journal.sqlite'); "
        + "c.execute('create table runs (x)'); c.commit()\""
    )
    let journal = try journal()
    var entry = JournalEntry(of: source, at: 1)
    entry.run = .begun(.start, at: 1)
    #expect(try await journal.keep(entry) == 1)
  }

  @Test
  func aFolderThatIsNotThereIsSaid() {
    let error = #expect(throws: Journal.Failure.self) {
      try Journal(folder: folder.path + "/nowhere") { _ in }
    }
    #expect(error?.description.hasPrefix("can't use the journal \(folder.path)/nowhere/") ?? false)
  }

  @Test
  func writesOfSeveralRunsAreOneUntilAllIsRight() async throws {
    let journal = try journal()
    func run(
      _ revision: String,
      _ outcome: RunRecord.Outcome,
      _ results: [TargetResult]
    ) async throws {
      var entry = JournalEntry(of: source, at: 2)
      entry.run = .ended(
        JournalEntry.Ended(.timer, startedAt: 1, revision: revision, outcome, results: results)
      )
      try await journal.keep(entry)
    }
    func result(_ name: String, _ kind: TargetResult.Kind, _ keys: [String]) -> TargetResult {
      TargetResult(
        target: ConfigMapTarget(cluster: "c", namespace: "n", name: name),
        kind: kind,
        keys: keys.map { TargetResult.Key(key: $0, change: .changed, path: "p/\($0)", diff: nil) },
        error: kind == .failed ? TargetResult.Failure(cause: "timeout", message: "late") : nil
      )
    }
    try await run("0", .applied, [result("old", .updated, ["x"])])
    try await run("1", .failed, [result("a", .updated, ["k"]), result("b", .failed, [])])
    try await run("2", .failed, [result("a", .updated, ["l"]), result("b", .failed, [])])
    var changes = try await journal.changesSinceSuccess(of: source, revision: "2")
    #expect(changes.map(\.target.name) == ["a", "b"])
    #expect(changes[0].keys.map(\.key) == ["k", "l"])
    #expect(changes[1].error == "late")
    try await run("2", .applied, [result("b", .updated, ["m"])])
    changes = try await journal.changesSinceSuccess(of: source, revision: "2")
    #expect(changes.map(\.kind) == [.updated, .updated])
    let latest = [RunRecord.Change(result("a", .failed, []))]
    changes = try await journal.changesSinceSuccess(of: source, revision: "2", latest: latest)
    #expect(changes.map(\.kind) == [.updated, .failed, .updated])
  }

  /// Older versions read lists of three only, and must not lose the key.
  @Test
  func whoHadWrittenAKeyIsBesideIt() throws {
    let keys = [
      TargetResult.Key(key: "a", change: .changed, path: "p/a", diff: nil, writer: "written by x"),
      TargetResult.Key(key: "b", change: .removed, path: nil, diff: nil),
    ]
    let text = RunRecord.text(of: keys)
    #expect(text == #"[["a","changed","p/a"],["b","removed",null],["a","written by x"]]"#)
    #expect(
      try RunRecord.keys(in: text) == [
        RunRecord.Key(key: "a", change: .changed, path: "p/a", writer: "written by x"),
        RunRecord.Key(key: "b", change: .removed, path: nil),
      ]
    )
  }

  @Test
  func reportsWaitUntilTheyAreSent() async throws {
    let journal = try journal()
    func report(_ body: String) -> Report {
      Report(
        repository: source.repository,
        branch: "main",
        subject: .pullRequests(of: "abc"),
        body: body
      )
    }
    for body in ["one", "two"] {
      var entry = JournalEntry(of: source, at: 10)
      entry.reports = [report(body)]
      try await journal.keep(entry)
    }
    #expect(try await journal.dueReports(at: 9).isEmpty)
    #expect(try await journal.dueReports(at: 10).map(\.report.body) == ["two"])
    try await journal.sent(report("one"))
    #expect(try await journal.reportCount() == 1, "what came meanwhile is kept")
    try await journal.postpone(report("two"), until: 20)
    #expect(try await journal.dueReports(at: 19).isEmpty)
    #expect(try await journal.dueReports(at: 20).map(\.attempts) == [1])
    try await journal.sent(report("two"))
    #expect(try await journal.reportCount() == 0)
  }

  @Test
  func oldThingsGo() async throws {
    let journal = try journal()
    _ = try await journal.record(delivery("old"), at: 0)
    _ = try await journal.record(delivery("new"), at: 1_000_000)
    for index in 0..<210 {
      let time = Double(index)
      var entry = JournalEntry(of: source, at: time)
      entry.run = .ended(JournalEntry.Ended(.timer, startedAt: time, revision: nil, .unchanged))
      try await journal.keep(entry)
    }
    let report = Report(
      repository: source.repository,
      branch: "main",
      subject: .pullRequests(of: "abc"),
      body: "x"
    )
    var entry = JournalEntry(of: source, at: 1)
    entry.reports = [report]
    try await journal.keep(entry)
    try await journal.trim(at: 1_000_001)
    #expect(try await journal.reportCount() == 0, "nobody wants to know any more")
    #expect(try await journal.pendingHints(of: source).map(\.receivedAt) == [1_000_000])
    let runs = try await journal.runs(1000, thatChanged: false)
    #expect(runs.count == 200)
    #expect(runs.last?.startedAt == 10)
  }
}
