import ClusterDouble
import ConfigMaps
import TestSupport
import Testing
import Updater

@Suite("Reconciler, with git and a cluster")
struct ReconcilerTests {
  @Test
  func aHeadIsAppliedOnceAndThenLeftAlone() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let metrics = Metrics()
    let reconciler = try bed.reconciler(journal, metrics: metrics)
    let first = await reconciler.pass(.start)
    #expect(first.kind == .applied, "\(first.message)")
    #expect(first.results.map(\.target.name) == ["config", "job-config", "plugins"])
    #expect(bed.text("first.yaml", of: "job-config") == RemoteRepository.job("first"))
    #expect(try bed.text("VERSION", of: "job-config") == bed.remote.head)
    let record = try await journal.branch(bed.remote.source())
    #expect(try record.applied == bed.remote.head)
    #expect(metrics.value(.isBehind, labels) == 0)

    bed.cluster.clearLog()
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    #expect(bed.cluster.log.isEmpty, "the head has not moved")
    #expect(await reconciler.pass(.drift).kind == .unchanged)
    #expect(bed.cluster.writes.isEmpty)
    await bed.close()
  }

  private let labels = ["repo", "acme/rocket", "branch", "main"]

  @Test
  func changedAndRemovedFilesFollow() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    _ = await reconciler.pass(.start)
    try bed.remote.commit(RemoteRepository.job("second"), to: "config/jobs/sub/second.yaml")
    let head = try bed.remote.commit(
      RemoteRepository.job("first", image: "alpine:4"),
      to: "config/jobs/first.yaml"
    )
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .applied)
    let written = outcome.results.filter(\.isWritten)
    #expect(written.map(\.target.name) == ["job-config"])
    #expect(
      written[0].keys.map { "\($0.change.rawValue) \($0.key) \($0.path ?? "")" } == [
        "changed first.yaml config/jobs/first.yaml",
        "added second.yaml config/jobs/sub/second.yaml",
      ]
    )
    #expect(
      written[0].keys[0].diff == """
        @@ -4,5 +4,5 @@
           agent: kubernetes
           spec:
             containers:
        -    - image: alpine:3
        +    - image: alpine:4
               command: [echo]

        """
    )
    #expect(bed.text("VERSION", of: "job-config") == head)

    try bed.remote.remove("config/jobs/first.yaml")
    #expect(await reconciler.pass(.hint).kind == .applied)
    #expect(bed.text("first.yaml", of: "job-config") == nil)
    #expect(bed.text("second.yaml", of: "job-config") == RemoteRepository.job("second"))
    let runs = try await journal.runs(10, thatChanged: true)
    #expect(runs.map(\.outcome) == [.applied, .applied, .applied])
    #expect(runs[0].changes[0].keys.map(\.key) == ["first.yaml"])
    #expect(runs[0].changes[0].keys.map(\.change) == [.removed])
    await bed.close()
  }

  @Test
  func aHeadThatProwWouldRefuseIsNotAppliedAndTheLastGoodStays() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let metrics = Metrics()
    let reconciler = try bed.reconciler(journal, metrics: metrics)
    _ = await reconciler.pass(.start)
    let good = try bed.remote.head
    let bad = try bed.remote.commit(
      RemoteRepository.job("first").replacing("interval: 1h", with: "interval: soon"),
      to: "config/jobs/bad.yaml"
    )
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .refused)
    #expect(
      outcome.message.hasPrefix("config/jobs/bad.yaml:"),
      "names the place: \(outcome.message)"
    )
    #expect(bed.text("bad.yaml", of: "job-config") == nil)
    #expect(metrics.value(.isRefused, labels) == 1)
    let record = try await journal.branch(bed.remote.source())
    #expect(record.head == bad)
    #expect(record.applied == good)
    let reports = try await journal.dueReports(at: 2_000_000_000).map(\.report)
    #expect(reports.contains { $0.subject == .commit(bad, .failure) })
    #expect(
      reports.contains {
        $0.subject == .pullRequests(of: bad) && $0.body.hasPrefix("Not applied: `config/jobs/bad")
      }
    )

    // Somebody deletes a ConfigMap meanwhile.
    bed.cluster.delete("config")
    _ = await reconciler.pass(.drift)
    #expect(bed.text("config.yaml", of: "config") == RemoteRepository.config)
    #expect(bed.text("bad.yaml", of: "job-config") == nil)

    try bed.remote.remove("config/jobs/bad.yaml")
    #expect(await reconciler.pass(.timer).kind != .refused)
    #expect(metrics.value(.isRefused, labels) == 0)
    await bed.close()
  }

  @Test
  func oneThatDoesNotLeadWritesNothing() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal(), leadership: OtherLeads())
    _ = await reconciler.pass(.start)
    #expect(bed.cluster.writes.isEmpty)
    await bed.close()
  }

  @Test
  func anotherReplicaWithoutAJournalGoesOnAndNeverBack() async throws {
    let bed = try await TestBed()
    let first = try bed.remote.head
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    let second = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    _ = try await bed.reconciler(bed.journal()).pass(.start)
    #expect(bed.text("VERSION", of: "job-config") == second)

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
      limit: .seconds(30),
      token: { nil }
    )
    let journal = try Journal(folder: other.path) { _ in }
    let reconciler = try bed.reconciler(journal, upstream: mirror)
    bed.cluster.clearLog()
    #expect(await reconciler.pass(.start).kind == .failed)
    #expect(bed.text("VERSION", of: "job-config") == second)
    #expect(bed.text("b.yaml", of: "job-config") != nil)
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
    #expect(await reconciler.pass(.timer).kind == .refused)
    bed.time.advance(.seconds(10))
    #expect(await reconciler.pass(.timer).kind == .refused)
    #expect(bed.cluster.writes.isEmpty)
    bed.time.advance(.seconds(30))
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(bed.text("b.yaml", of: "job-config") == nil)
    #expect(bed.text("VERSION", of: "job-config") == first)
    await bed.close()
  }

  @Test
  func oneBrokenConfigMapDoesNotKeepTheOthers() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let metrics = Metrics()
    let reconciler = try bed.reconciler(journal, metrics: metrics)
    bed.cluster.inject(.status(403), times: 9) {
      $0.method == "PATCH" && $0.path.hasSuffix("/plugins")
    }
    let outcome = await reconciler.pass(.start)
    #expect(outcome.kind == .failed)
    #expect(bed.text("first.yaml", of: "job-config") != nil)
    #expect(bed.text("plugins.yaml", of: "plugins") == nil)
    let place = labels + ["cluster", "default", "namespace", "default", "configmap", "plugins"]
    #expect(metrics.value(.targetFailed, place) == 1)
    #expect(metrics.value(.errors, labels + ["where", "cluster", "cause", "forbidden"]) == 1)
    let record = try await journal.branch(bed.remote.source())
    #expect(record.applied == nil)
    #expect(try record.attempted == bed.remote.head)
    await bed.close()
  }
}
