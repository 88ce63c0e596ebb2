import ClusterDouble
import ConfigMaps
import Synchronization
import TestSupport
import Testing
import Updater

/// What is told although a process has ended at a bad moment.
@Suite("Reports, whatever ends in between")
struct LostReportTests {
  private func head(_ bed: TestBed) throws -> String {
    try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
  }

  @Test(arguments: ["outbox", "changes", "targets", "branches"])
  func nothingIsSavedOfARunWithoutItsReport(_ table: String) async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    _ = try await bed.reconciler(journal).pass(.start)
    let first = try bed.remote.head
    let head = try head(bed)
    gitHub.merge(7, as: head)
    let reports = try await journal.reportCount()
    let isFirst = Mutex(true)
    let reconciler = try bed.reconciler(journal) {
      let breaks = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      if breaks { try? bed.breakSaves(of: table) }
    }
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("b.yaml", of: "job-config") != nil)
    #expect(try await journal.branch(bed.remote.source()).applied == first)
    #expect(try await journal.reportCount() == reports)
    try bed.mendSaves()
    // A new process, and the same one at its next look.
    let next = table == "outbox" ? try bed.reconciler(journal) : reconciler
    if table != "outbox" { try bed.remote.commit("hello", to: "README.md") }
    #expect(await next.pass(table == "outbox" ? .start : .timer).kind != .failed)
    try await sender.sendDue()
    #expect(gitHub.comments(on: 7).map(\.body).first?.contains("key `b.yaml`") == true)
    #expect(gitHub.statuses(of: head).last?.hasPrefix("success ") == true)
    await bed.close()
  }

  @Test
  func aKilledRunIsToldTogetherWithTheNextCommit() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    _ = try await bed.reconciler(journal).pass(.start)
    gitHub.merge(7, as: try head(bed))
    let broken = try bed.reconciler(journal) { try? bed.breakSaves(of: "outbox") }
    _ = await broken.pass(.timer)
    try bed.mendSaves()
    // The next commit changes the same ConfigMap.
    let next = try bed.remote.commit(RemoteRepository.job("c"), to: "config/jobs/c.yaml")
    gitHub.merge(8, as: next)
    #expect(try await bed.reconciler(journal).pass(.start).kind == .applied)
    try await bed.sender(journal, gitHub).sendDue()
    let keys = [7, 8].map { number in
      gitHub.comments(on: number).map(\.body).joined().split(separator: "\n").map(String.init)
        .filter { $0.contains(" - key") }
    }
    #expect(
      keys == [
        [" - key `b.yaml` using file `config/jobs/b.yaml`"],
        [" - key `c.yaml` using file `config/jobs/c.yaml`"],
      ]
    )
    await bed.close()
  }

  @Test
  func aRefusalIsNotSavedWithoutItsReport() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    _ = try await bed.reconciler(journal).pass(.start)
    let bad = RemoteRepository.job("bad").replacing("1h", with: "soon")
    let head = try bed.remote.commit(bad, to: "config/jobs/bad.yaml")
    try bed.breakSaves(of: "outbox")
    #expect(try await bed.reconciler(journal).pass(.timer).kind == .refused)
    #expect(try await journal.branch(bed.remote.source()).refusal == nil)
    try bed.mendSaves()
    #expect(try await bed.reconciler(journal).pass(.timer).kind == .refused)
    let reports = try await journal.dueReports(at: 2_000_000_000).map(\.report)
    let own: [Report.Subject] = [.commit(head, .failure), .pullRequests(of: head)]
    let subjects = reports.map(\.subject).filter(own.contains)
    #expect(Set(subjects) == Set(own))
    await bed.close()
  }

  @Test
  func aKeyThatAKilledRunHasRemovedIsTold() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    _ = try head(bed)
    _ = try await bed.reconciler(journal).pass(.start)
    try bed.remote.remove("config/jobs/first.yaml")
    gitHub.merge(7, as: try bed.remote.head)
    let broken = try bed.reconciler(journal) { try? bed.breakSaves(of: "outbox") }
    _ = await broken.pass(.timer)
    try bed.mendSaves()
    #expect(try await bed.reconciler(journal).pass(.start).kind == .unchanged)
    try await bed.sender(journal, gitHub).sendDue()
    let text = gitHub.comments(on: 7).map(\.body).joined()
    #expect(text.contains("\n - removed key `first.yaml`\n"), "\(text)")
    await bed.close()
  }

  @Test
  func whatAReplicaWroteBeforeItWasKilledIsToldByTheNext() async throws {
    let bed = try await TestBed()
    let gitHub = GitHubDouble()
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    let head = try head(bed)
    gitHub.merge(7, as: head)
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    let other = try TemporaryFolder()
    let journal = try Journal(folder: other.path) { _ in }
    #expect(try await bed.reconciler(journal).pass(.start).kind == .unchanged)
    try await bed.sender(journal, gitHub).sendDue()
    let text = gitHub.comments(on: 7).map(\.body).joined()
    #expect(text.contains("key `b.yaml` using file `config/jobs/b.yaml`"), "\(text)")
    #expect(gitHub.statuses(of: head) == ["success all 3 ConfigMaps are as they should be"])
    await bed.close()
  }

  @Test
  func aFailureIsTakenBackAfterARestart() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    _ = try await bed.reconciler(journal).pass(.start)
    let head = try bed.remote.head
    // A cluster was away when drift was looked for.
    bed.cluster.inject(.status(500)) { $0.method == "GET" }
    #expect(try await bed.reconciler(journal).pass(.drift).kind == .failed)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: head).last == "failure some ConfigMaps could not be updated")
    #expect(try await bed.reconciler(journal).pass(.start).kind == .unchanged)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: head).last == "success all 3 ConfigMaps are as they should be")
    await bed.close()
  }

  @Test
  func aRefusedCommitIsTakenBackWithTheOneThatMendsIt() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    let bad = RemoteRepository.job("bad").replacing("1h", with: "soon")
    let head = try bed.remote.commit(bad, to: "config/jobs/bad.yaml")
    gitHub.merge(7, as: head)
    #expect(await reconciler.pass(.timer).kind == .refused)
    // The last good state is right, and the head is not.
    #expect(await reconciler.pass(.drift).kind == .refused)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: head).last?.hasPrefix("failure not applied: ") == true)
    try bed.remote.remove("config/jobs/bad.yaml")
    let mended = try bed.remote.head
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: head).last == "success applied with \(mended.prefix(12))")
    #expect(
      gitHub.comments(on: 7).map(\.body) == [
        """
        <!-- plimsoll-updater: acme/rocket@main -->
        <!-- commit \(head) -->
        Applied. No ConfigMap changes by it.

        <sub>\(mended)</sub>

        """
      ]
    )
    await bed.close()
  }

  @Test
  func everyCommitOfAPushHasItsStatus() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    // Nothing was applied yet, and the branch goes on.
    bed.cluster.inject(.status(500), times: 9) { $0.method != "GET" }
    #expect(try await bed.reconciler(journal).pass(.start).kind == .failed)
    bed.cluster.clearFaults()
    var heads = [try bed.remote.head]
    for name in ["b", "c"] {
      heads.append(
        try bed.remote.commit(RemoteRepository.job(name), to: "config/jobs/\(name).yaml")
      )
    }
    for (number, commit) in heads.enumerated() { gitHub.merge(number, as: commit) }
    #expect(try await bed.reconciler(journal).pass(.timer).kind == .applied)
    try await bed.sender(journal, gitHub).sendDue()
    let words = "success applied with \(heads[2].prefix(12))"
    #expect(
      heads.map { gitHub.statuses(of: $0).last } == [
        words, words, "success 3 of 3 ConfigMaps written",
      ]
    )
    #expect((0..<3).map { gitHub.comments(on: $0).count } == [1, 1, 1])
    await bed.close()
  }
}
