import Cluster
import ClusterDouble
import ConfigMaps
import TestSupport
import Testing
import Updater

@Suite("Reconciler, and commits that are no descendants", .timeLimit(.minutes(15)))
struct NeverBackTests {
  @Test
  func anotherReplicaWithoutAJournalGoesOnAndNeverBack() async throws {
    let bed = try await TestBed()
    let first = try bed.remote.head
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    let second = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    #expect(await bed.text("VERSION", of: "job-config") == second)

    // A server that is behind shows the first commit to a process that knows nothing.
    let other = try TemporaryFolder()
    try bed.remote.folder.shell(
      "git clone -q --bare '\(bed.remote.folder.path)' '\(other.path)/behind' && "
        + "git -C '\(other.path)/behind' update-ref refs/heads/main \(first)"
    )
    let source = FollowedBranch(
      repository: try bed.remote.source().repository,
      branch: "main",
      remote: "file://\(other.path)/behind"
    )
    let mirror = GitMirror(
      folder: other.path + "/mirror",
      source: source,
      limit: .seconds(600),
      token: { _ in nil }
    )
    let journal = try Journal(folder: other.path) { _ in }
    let reconciler = try bed.reconciler(journal, upstream: mirror)
    bed.cluster.clearLog()
    #expect(await reconciler.pass(.start).kind == .waiting)
    #expect(await bed.text("VERSION", of: "job-config") == second)
    #expect(await bed.text("b.yaml", of: "job-config") != nil)
    #expect(bed.cluster.writes.isEmpty)
    await bed.close()
  }

  @Test
  func aRewrittenBranchIsAppliedWhenTheRemoteIsCertain() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    bed.cluster.clearLog()
    #expect(await reconciler.pass(.timer).kind == .waiting)
    bed.time.advance(.seconds(10))
    #expect(await reconciler.pass(.timer).kind == .waiting)
    #expect(bed.cluster.writes.isEmpty)
    bed.time.advance(.seconds(30))
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("b.yaml", of: "job-config") == nil)
    #expect(await bed.text("VERSION", of: "job-config") == first)
    await bed.close()
  }

  @Test
  func afterARewriteTheNextCommitNeedsNoPatience() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal())
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    let same = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml", "again")
    _ = await reconciler.pass(.timer)
    bed.time.advance(.seconds(31))
    // The files are the same; only the commit is another one.
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("VERSION", of: "job-config") == same)
    try bed.remote.commit(RemoteRepository.job("c"), to: "config/jobs/c.yaml")
    #expect(await reconciler.pass(.timer).kind == .applied)
    await bed.close()
  }

  @Test
  func aRewrittenHeadIsBelievedOnlyUntilTheBranchGoesOn() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    let first = try bed.remote.head
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    _ = await reconciler.pass(.timer)
    bed.time.advance(.seconds(31))
    #expect(await reconciler.pass(.timer).kind == .applied)
    let third = try bed.remote.commit(RemoteRepository.job("c"), to: "config/jobs/c.yaml")
    #expect(await reconciler.pass(.timer).kind == .applied)
    // A server that is behind shows the head that was approved.
    try bed.remote.reset(to: first)
    bed.cluster.clearLog()
    #expect(await reconciler.pass(.drift).kind == .waiting)
    #expect(bed.cluster.writes.isEmpty)
    #expect(await bed.text("VERSION", of: "job-config") == third)
    await bed.close()
  }

  @Test(arguments: [(599.0, true), (601.0, false)])
  func anAnnouncedRewriteIsBelievedForAWhile(_ age: Double, _ isBelieved: Bool) async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    let first = try bed.remote.head
    let second = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = await reconciler.pass(.start)
    try bed.remote.reset(to: first)
    let hint = try Hint(
      source: bed.remote.source(),
      revision: first,
      pullRequest: nil,
      forcedFrom: second
    )
    _ = try await journal.record(
      HookHandler.Delivery(id: "d", event: "push", hints: [hint]),
      at: bed.time.timekeeper.wall()
    )
    bed.time.jump(age)
    #expect(await reconciler.pass(.hint).kind == (isBelieved ? .applied : .waiting))
    await bed.close()
  }

  @Test
  func aRequestThatArrivesLateDoesNotUndoALaterOne() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    _ = try await bed.reconciler(journal).pass(.start)
    try bed.remote.commit(RemoteRepository.job("b", image: "old"), to: "config/jobs/b.yaml")
    let (isSent, sent) = AsyncStream.makeStream(of: Void.self)
    let (isLet, letting) = AsyncStream.makeStream(of: Void.self)
    let held = Fault.first {
      sent.finish()
      for await _ in isLet {}
    }
    bed.cluster.inject(held) { $0.method == "PATCH" }
    let late = try bed.reconciler(journal)
    let work = Task { await late.pass(.timer) }
    for await _ in isSent {}
    work.cancel()
    #expect(await work.value.kind == .failed)
    let head = try bed.remote.commit(
      RemoteRepository.job("b", image: "new"),
      to: "config/jobs/b.yaml"
    )
    #expect(try await bed.reconciler(journal).pass(.timer).kind == .applied)
    letting.finish()
    try await Waiting.until("the late request") { bed.cluster.isIdle }
    #expect(await bed.text("b.yaml", of: "job-config") == RemoteRepository.job("b", image: "new"))
    #expect(await bed.text("VERSION", of: "job-config") == head)
    await bed.close()
  }
}
