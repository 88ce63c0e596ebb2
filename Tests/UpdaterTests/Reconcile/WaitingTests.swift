import ClusterDouble
import ConfigMaps
import TestSupport
import Testing

@testable import Updater

/// What is done with a head that does not descend from what clusters hold.
@Suite("Reconciler, and how long it waits")
struct WaitingTests {
  /// Puts the branch to a commit of another history.
  private func replaceHistory(_ bed: TestBed) throws -> String {
    let git = "git -C '\(bed.remote.folder.path)'"
    try bed.remote.folder.shell("\(git) checkout -q --orphan fresh")
    try bed.remote.folder.write(RemoteRepository.job("fresh"), to: "config/jobs/fresh.yaml")
    try bed.remote.folder.commit("fresh")
    try bed.remote.folder.shell("\(git) branch -q -M fresh main")
    return try bed.remote.head
  }

  @Test
  func aBranchThatGoesOnFromTheNewHeadIsTheSame() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal())
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    bed.cluster.clearLog()
    // A merge comes every twelve seconds.
    for name in ["c", "d", "e"] {
      try bed.remote.commit(RemoteRepository.job(name), to: "config/jobs/\(name).yaml")
      #expect(await reconciler.pass(.timer).kind == .waiting)
      bed.time.advance(.seconds(12))
    }
    #expect(bed.cluster.writes.isEmpty)
    #expect(await reconciler.timeLeft == .zero)
    let last = try bed.remote.commit(RemoteRepository.job("f"), to: "config/jobs/f.yaml")
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("VERSION", of: "job-config") == last)
    #expect(await bed.text("b.yaml", of: "job-config") == nil)
    await bed.close()
  }

  @Test
  func aServerThatIsBehindAndCatchesUpIsNotBelieved() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal())
    var heads = [try bed.remote.head]
    for name in ["b", "c", "d"] {
      heads.append(
        try bed.remote.commit(RemoteRepository.job(name), to: "config/jobs/\(name).yaml")
      )
    }
    _ = await reconciler.pass(.start)
    bed.cluster.clearLog()
    for head in heads.dropLast() {
      try bed.remote.reset(to: head)
      #expect(await reconciler.pass(.timer).kind == .waiting)
      bed.time.advance(.seconds(25))
    }
    try bed.remote.reset(to: heads[3])
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    #expect(bed.cluster.writes.isEmpty)
    #expect(await reconciler.timeLeft == nil)
    await bed.close()
  }

  @Test
  func configMapsOfAnotherHistoryAreSaidOnceAndReplacedInTime() async throws {
    let bed = try await TestBed()
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    let old = try bed.remote.head
    let head = try replaceHistory(bed)
    let other = try TemporaryFolder()
    let journal = try Journal(folder: other.path) { _ in }
    let reconciler = try bed.reconciler(journal)
    bed.cluster.clearLog()
    let outcome = await reconciler.pass(.start)
    #expect(outcome.kind == .waiting)
    let found =
      "the ConfigMap default/default/job-config holds \(old.prefix(12)), and the head "
      + "\(head.prefix(12)) does not descend from it: the branch was rewritten, or the remote "
      + "shows an old state"
    let message =
      found + ". If the remote still shows this head at 2027-01-15 08:00:30 UTC, or one that goes "
      + "on from it, it is applied then"
    #expect(outcome.message == message)
    #expect(bed.cluster.writes.isEmpty)
    bed.time.advance(.seconds(10))
    #expect(await reconciler.pass(.retry).kind == .waiting)
    #expect(await reconciler.timeLeft == .seconds(20))
    let source = try bed.remote.source()
    #expect(try await journal.branch(source).wait == .init(found: found, until: 1_800_000_030))
    let runs = try await journal.runs(9, thatChanged: true)
    #expect(runs.map(\.outcome) == [.waiting] && runs[0].message == message)
    #expect(try await journal.reportCount() == 0)
    let model = try await StatusModel.read(
      journal,
      names: [source.description],
      isLeading: true,
      at: bed.time.timekeeper.wall()
    )
    let page = StatusPage(model).render()
    #expect(page.contains("2027-01-15 08:00:30 UTC</time>:</strong> \(found). If"))
    #expect(page.contains("not all ConfigMaps were right yet"))
    #expect(!page.contains("right never") && !page.contains("refused"))
    bed.time.advance(.seconds(20))
    #expect(await reconciler.pass(.retry).kind == .applied)
    #expect(await bed.text("VERSION", of: "job-config") == head)
    #expect(try await journal.branch(source).wait == nil)
    await bed.close()
  }

  @Test
  func aRewriteThatIsBelievedIsFinishedByTheNextHead() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal())
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    _ = await reconciler.pass(.timer)
    bed.time.advance(.seconds(31))
    bed.cluster.inject(.status(500), times: 9) { $0.path.hasSuffix("/job-config") }
    #expect(await reconciler.pass(.timer).kind == .failed)
    bed.cluster.clearFaults()
    let last = try bed.remote.commit(RemoteRepository.job("c"), to: "config/jobs/c.yaml")
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("VERSION", of: "job-config") == last)
    await bed.close()
  }

  @Test
  func aConfigMapThatIsBehindIsNotGreen() throws {
    let repository = try #require(RepositoryName("acme/rocket"))
    let source = FollowedBranch(repository: repository, branch: "main", remote: "x")
    var record = BranchRecord()
    record.head = "b"
    let target = ConfigMapTarget(cluster: "c", namespace: "n", name: "jobs")
    for (revision, label) in [
      ("a", #"<strong class="wait">behind</strong>"#),
      ("b", #"<strong class="good">at the head</strong>"#),
    ] {
      let model = StatusModel(
        branches: [StatusModel.Branch(name: source.description, record: record)],
        targets: [
          TargetRecord(
            source: source.description,
            target: target,
            revision: revision,
            bytes: 1,
            checkedAt: 1
          )
        ],
        runs: [],
        isLeading: true,
        hints: 0,
        reports: 0,
        now: 2
      )
      let page = StatusPage(model).render()
      #expect(page.contains("<td role=\"cell\">\(label), commit <code>\(revision)</code></td>"))
    }
  }
}
