internal import TestSupport
import Testing

@testable import Updater

@Suite("When the remote has answered")
struct HeadSeenTests {
  @Test
  func theJournalHasItAlsoWhereNothingIsNew() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let (reconciler, source) = (try bed.reconciler(journal), try bed.remote.source())
    _ = await reconciler.pass(.start)
    let start = bed.time.timekeeper.wall()
    #expect(try await journal.branch(source).seenAt == start)
    // Webhooks may come one after the other, and each is no reason to write.
    bed.time.advance(.seconds(10))
    #expect(await reconciler.pass(.hint).kind == .unchanged)
    #expect(try await journal.branch(source).seenAt == start)
    bed.time.advance(.seconds(20))
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    #expect(try await journal.branch(source).seenAt == start + 30)
    // A remote that is silent was not seen.
    try bed.remote.folder.shell("rm -rf '\(bed.remote.folder.path)/.git'")
    bed.time.advance(.seconds(60))
    #expect(await reconciler.pass(.timer).kind == .failed)
    #expect(try await journal.branch(source).seenAt == start + 30)
    await bed.close()
  }

  /// An alert on its age would never come otherwise.
  @Test
  func aRemoteThatHasNotAnsweredYetIsAsOldAsTheQuestion() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let metrics = Metrics()
    let start = bed.time.timekeeper.wall()
    let labels = ["repo", "acme/rocket", "branch", "main"]
    let git = bed.remote.folder.path + "/.git"
    try bed.remote.folder.shell("mv '\(git)' '\(git)-away'")
    let first = try bed.reconciler(journal, metrics: metrics)
    #expect(await first.pass(.start).kind == .failed)
    #expect(metrics.value(.headSeen, labels) == start)
    bed.time.advance(.seconds(60))
    #expect(await first.pass(.retry).kind == .failed)
    #expect(metrics.value(.headSeen, labels) == start)
    try bed.remote.folder.shell("mv '\(git)-away' '\(git)'")
    #expect(await first.pass(.retry).kind == .applied)
    #expect(metrics.value(.headSeen, labels) == start + 60)
    // The next process asks in vain.
    try bed.remote.folder.shell("mv '\(git)' '\(git)-away'")
    bed.time.advance(.seconds(700))
    let next = Metrics()
    #expect(await (try bed.reconciler(journal, metrics: next)).pass(.start).kind == .failed)
    #expect(next.value(.headSeen, labels) == start + 60)
    await bed.close()
  }
}
