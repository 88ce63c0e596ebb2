import ClusterDouble
import ConfigMaps
import Foundation
import TestSupport
import Testing

@testable import Updater

@Suite("Reports, from a pass to GitHub")
struct ReportTests {
  @Test
  func aFailureIsSaidAndTheSameCommentChangesWhenItIsMended() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    let head = try bed.remote.commit(
      RemoteRepository.job("first", image: "new"),
      to: "config/jobs/first.yaml"
    )
    gitHub.merge(7, as: head)
    bed.cluster.inject(.status(403), times: 2) { $0.method == "PATCH" }
    #expect(await reconciler.pass(.timer).kind == .failed)
    try await sender.sendDue()
    let marker = "<!-- plimsoll-updater: acme/rocket@main -->\n"
    let said = try #require(gitHub.comments(on: 7).first?.body)
    #expect(
      said.hasPrefix(
        marker + "<!-- commit \(head) -->\nCould not update this configmap:\n\n"
          + " * `job-config` configmap in namespace `default` at cluster `default`: `cluster"
      ),
      "\(said)"
    )
    #expect(gitHub.statuses(of: head) == ["failure some ConfigMaps could not be updated"])

    // The same failure again is no news.
    let requests = gitHub.log.count
    #expect(await reconciler.pass(.retry).kind == .failed)
    try await sender.sendDue()
    #expect(gitHub.log.count == requests)

    #expect(await reconciler.pass(.retry).kind == .applied)
    try await sender.sendDue()
    #expect(
      gitHub.comments(on: 7).map(\.body) == [
        marker + """
          <!-- commit \(head) -->
          Updated the `job-config` configmap in namespace `default` at cluster `default` using the \
          following files:

           - key `first.yaml` using file `config/jobs/first.yaml`

          <sub>\(head)</sub>

          """
      ]
    )
    #expect(gitHub.statuses(of: head).last == "success 1 of 3 ConfigMaps written")
    await bed.close()
  }

  /// A permission may come within the day; what GitHub finds fault with stays wrong.
  @Test(arguments: [(403, true), (404, true), (422, false)])
  func permissionsAreWaitedFor(_ status: Int, _ isKept: Bool) async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    let start = bed.time.timekeeper.wall()
    var entry = JournalEntry(of: try bed.remote.source(), at: start)
    entry.reports = [
      Report(
        repository: entry.source.repository,
        branch: "main",
        subject: .commit("abc", .success),
        body: "done"
      )
    ]
    try await journal.keep(entry)
    for attempt in 1...20 {
      gitHub.clearFaults()
      gitHub.inject(.status(status))
      try await sender.sendDue()
      let isThere = try await journal.reportCount() == 1
      #expect(isThere == (isKept || attempt < 4), "try \(attempt)")
      bed.time.advance(.seconds(3600))
    }
    gitHub.clearFaults()
    try await sender.sendDue()
    #expect(gitHub.statuses(of: "abc") == (isKept ? ["success done"] : []))
    #expect(try await journal.reportCount() == 0)
    await bed.close()
  }

  @Test
  func whatTheJournalDoesNotNoteKeepsNoOtherReportFromGitHub() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    var entry = JournalEntry(of: try bed.remote.source(), at: bed.time.timekeeper.wall())
    entry.reports = ["abc", "def"].map {
      Report(
        repository: entry.source.repository,
        branch: "main",
        subject: .commit($0, .success),
        body: "done"
      )
    }
    try await journal.keep(entry)
    try bed.state.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('\(bed.state.path)/journal.sqlite'); "
        + "c.execute('''create trigger t before delete on outbox begin select raise(abort, 'full'); end''')\""
    )
    await #expect(throws: (any Error).self) { try await sender.sendDue() }
    for commit in ["abc", "def"] { #expect(gitHub.statuses(of: commit) == ["success done"]) }
    #expect(try await journal.reportCount() == 2)
    await bed.close()
  }

  @Test
  func eachOfSeveralPullRequestsIsToldOfItsOwnFiles() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    for (number, path) in [(1, "config/jobs/a.yaml"), (2, "config/jobs/b.yaml"), (3, "README.md")] {
      let head = try bed.remote.commit(RemoteRepository.job("j\(number)"), to: path)
      gitHub.merge(number, as: head)
    }
    try bed.remote.remove("config/jobs/first.yaml")
    gitHub.merge(4, as: try bed.remote.head)
    #expect(await reconciler.pass(.hint).kind == .applied)
    try await sender.sendDue()
    let lines = (1...4).map { number -> [String] in
      let text = gitHub.comments(on: number).map(\.body).joined()
      return text.split(separator: "\n").map(String.init).filter { $0.contains(" - ") }
    }
    #expect(
      lines == [
        [" - key `a.yaml` using file `config/jobs/a.yaml`"],
        [" - key `b.yaml` using file `config/jobs/b.yaml`"], [], [" - removed key `first.yaml`"],
      ]
    )
    #expect(gitHub.comments(on: 3).isEmpty, "it changed no ConfigMap")
    await bed.close()
  }

  @Test
  func aFailureThatMendsItselfIsTakenBack() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    let other = try bed.remote.commit("hello", to: "README.md")
    gitHub.merge(6, as: other)
    let head = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    gitHub.merge(7, as: head)
    // It was written, and nobody could know.
    bed.cluster.inject(.cutAfter) { $0.method == "PATCH" }
    #expect(await reconciler.pass(.timer).kind == .failed)
    try await sender.sendDue()
    #expect(gitHub.comments(on: 7).first?.body.contains("Could not update") == true)
    #expect(gitHub.comments(on: 6).isEmpty, "it has no file in that ConfigMap")
    #expect(await reconciler.pass(.retry).kind == .unchanged)
    try await sender.sendDue()
    let bodies = gitHub.comments(on: 7).map(\.body)
    #expect(bodies.count == 1 && bodies[0].contains("\nUpdated the `job-config` configmap"))
    #expect(bodies[0].contains("using file `config/jobs/b.yaml`"))
    #expect(gitHub.statuses(of: head).last == "success all 3 ConfigMaps are as they should be")

    // A cluster that was away for a while when drift was looked for.
    bed.cluster.inject(.status(500)) { $0.method == "GET" }
    #expect(await reconciler.pass(.drift).kind == .failed)
    #expect(await reconciler.pass(.retry).kind == .unchanged)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: head).last == "success all 3 ConfigMaps are as they should be")
    await bed.close()
  }

  /// The comment says what the commit changed, whatever a cluster that was away made of its status.
  @Test
  func aMergeDuringAnOutageLeavesTheCommentBeforeAsItIs() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    let first = try bed.remote.commit(RemoteRepository.job("a"), to: "config/jobs/a.yaml")
    gitHub.merge(7, as: first)
    #expect(await reconciler.pass(.timer).kind == .applied)
    try await sender.sendDue()
    let said = gitHub.comments(on: 7).map(\.body)
    #expect(said.joined().contains("using file `config/jobs/a.yaml`"))
    bed.cluster.inject(.status(500)) { $0.method == "GET" }
    #expect(await reconciler.pass(.drift).kind == .failed)
    try await sender.sendDue()
    #expect(gitHub.statuses(of: first).last?.hasPrefix("failure") == true)
    let second = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    gitHub.merge(8, as: second)
    #expect(await reconciler.pass(.retry).kind == .applied)
    try await sender.sendDue()
    #expect(gitHub.comments(on: 7).map(\.body) == said)
    #expect(gitHub.statuses(of: first).last == "success applied with \(second.prefix(12))")
    await bed.close()
  }

  @Test
  func aLimitKeepsTheOtherReportsFromBeingSentIntoIt() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    let source = try bed.remote.source()
    let commits = ["a", "b", "c"]
    let reports = commits.map {
      Report(
        repository: source.repository,
        branch: "main",
        subject: .commit($0, .success),
        body: "x"
      )
    }
    var entry = JournalEntry(of: source, at: bed.time.timekeeper.wall())
    entry.reports = reports
    try await journal.keep(entry)
    gitHub.inject(.status(429, headers: ["retry-after": "3600"]))
    try await sender.sendDue()
    #expect(gitHub.log.count == 1)
    bed.time.jump(3601)
    try await sender.sendDue()
    #expect(commits.allSatisfy { gitHub.statuses(of: $0) == ["success x"] })
    await bed.close()
  }

  @Test
  func aKilledRunIsToldOfByTheNext() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let sender = try bed.sender(journal, gitHub)
    _ = try await bed.reconciler(journal).pass(.start)
    let head = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    gitHub.merge(7, as: head)
    // It has written, and its own journal knows of the beginning only.
    let other = try TemporaryFolder()
    let otherJournal = try Journal(folder: other.path) { _ in }
    #expect(try await bed.reconciler(otherJournal).pass(.start).kind == .applied)
    let source = try bed.remote.source()
    var record = try await journal.branch(source)
    record.attempted = head
    var entry = JournalEntry(of: source, at: 0)
    entry.branch = record
    try await journal.keep(entry)
    #expect(try await bed.reconciler(journal).pass(.start).kind == .unchanged)
    try await sender.sendDue()
    #expect(gitHub.comments(on: 7).first?.body.contains("`config/jobs/b.yaml`") == true)
    await bed.close()
  }

  @Test
  func commitsOfARebasedPullRequestShareAComment() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    for name in ["a", "b", "c"] {
      let head = try bed.remote.commit(
        RemoteRepository.job(name),
        to: "config/jobs/\(name).yaml"
      )
      gitHub.merge(7, as: head)
    }
    _ = await reconciler.pass(.timer)
    try await sender.sendDue()
    let bodies = gitHub.comments(on: 7).map(\.body)
    #expect(bodies.count == 1)
    let sections = bodies.joined().components(separatedBy: "<!-- commit ")
    #expect(sections.count == 4)
    for name in ["a", "b", "c"] {
      #expect(sections.count { $0.contains("`config/jobs/\(name).yaml`") } == 1)
    }
    await bed.close()
  }

  @Test
  func nothingIsSaidWhenNothingChanged() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let gitHub = GitHubDouble()
    let (reconciler, sender) = (try bed.reconciler(journal), try bed.sender(journal, gitHub))
    _ = await reconciler.pass(.start)
    try await sender.sendDue()
    let before = gitHub.log.count
    let head = try bed.remote.commit("hello", to: "README.md")
    gitHub.merge(7, as: head)
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    try await sender.sendDue()
    #expect(gitHub.log.count == before)
    await bed.close()
  }

  @Test
  func namesCannotBecomeMarkup() throws {
    let change = RunRecord.Change(
      target: .init(cluster: "c`c", namespace: "n", name: "@everyone"),
      kind: .failed,
      keys: [],
      error: "private",
      publicError: "``` <img src=x> @team #1",
      diff: ""
    )
    let text = try #require(ReportText.changes(of: [], [change], revision: "abc"))
    #expect(text.contains("`@everyone` configmap in namespace `n` at cluster ``c`c``"))
    #expect(text.contains("```` ``` <img src=x> @team #1 ````"))
  }
}
