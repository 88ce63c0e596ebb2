import TestSupport
import Testing

@testable import Updater

@Suite("Journals of former versions")
struct MigrationTests {
  @Test(arguments: [1, 2, 3])
  func allThatAFormerVersionKnewIsKept(_ version: Int) async throws {
    let folder = try TemporaryFolder(isInMemory: true)
    try FormerJournal.write(version, in: folder)
    let journal = try Journal(folder: folder.path) { Issue.record("\($0)") }
    let repository = try #require(RepositoryName("acme/rocket"))
    let source = FollowedBranch(repository: repository, branch: "main", remote: "x")
    var branch = BranchRecord()
    (branch.head, branch.headTime, branch.seenAt) = ("bbb", 99, 100)
    (branch.attempted, branch.applied, branch.appliedAt) = ("bbb", "aaa", 91)
    branch.refusal = "bad"
    if version > 1 {
      branch.first = "aa0"
      branch.wait = BranchRecord.Wait(found: "an old head", until: 120)
    }
    #expect(try await journal.branch(source) == branch)
    #expect(try await journal.pendingHints(of: source).map(\.revision) == ["bbb"])
    let runs = try await journal.runs(9, thatChanged: true)
    #expect(runs.map(\.message) == ["one"])
    #expect(runs[0].changes.map(\.diff) == ["d"] && runs[0].changes[0].keys[0].path == "p/k.yaml")
    #expect(try await journal.targets().map(\.bytes) == [12])
    let reports = try await journal.dueReports(at: 200)
    #expect(reports.map(\.attempts) == [2] && reports[0].report.subject == .commit("aaa", .success))
    #expect(try await journal.failures(of: source) == (version > 1 ? ["ccc"] : []))
    // What is new is there and empty, and takes entries.
    #expect(try await journal.components().isEmpty)
    var entry = JournalEntry(of: source, at: 200)
    entry.branch = branch
    let target = try #require(try await journal.targets().first?.target)
    entry.expectations = [ComponentExpectation(name: "deck", target: target, version: "aaa")]
    try await journal.keep(entry)
    #expect(try await journal.components().map(\.expected) == ["aaa"])
    #expect(try await !journal.record(delivery("d1"), at: 201), "it came before")
    journal.close()
  }

  private func delivery(_ id: String) -> HookHandler.Delivery {
    HookHandler.Delivery(id: id, event: "push", hints: [])
  }

  @Test
  func aStatusOfAFormerJournalSaysWhatToDo() throws {
    let folder = try TemporaryFolder(isInMemory: true)
    try FormerJournal.write(3, in: folder)
    let error = #expect(throws: Journal.Failure.self) { try Journal(reading: folder.path) }
    #expect(
      error?.description
        == "the journal \(folder.path)/journal.sqlite is of another version; use the one that serve "
        + "runs"
    )
  }
}
