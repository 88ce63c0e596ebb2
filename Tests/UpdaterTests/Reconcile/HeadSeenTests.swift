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
}
