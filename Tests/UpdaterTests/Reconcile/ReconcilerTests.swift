import Cluster
import ClusterDouble
import ConfigMaps
import Synchronization
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
    #expect(await bed.text("first.yaml", of: "job-config") == RemoteRepository.job("first"))
    #expect(try await bed.text("VERSION", of: "job-config") == bed.remote.head)
    let record = try await journal.branch(bed.remote.source())
    #expect(try record.applied == bed.remote.head)
    #expect(metrics.value(.isBehind, labels) == 0)

    bed.cluster.clearLog()
    #expect(await reconciler.pass(.timer).kind == .unchanged)
    #expect(bed.cluster.log.isEmpty, "the head has not moved")
    #expect(await reconciler.pass(.drift).kind == .unchanged)
    #expect(bed.cluster.writes.isEmpty)

    // Another replica leads now, and says how it is.
    await reconciler.forgetNumbers()
    #expect(metrics.value(.isBehind, labels) == nil)
    #expect(metrics.value(.runs, labels + ["outcome", "applied"]) == 1)
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
    #expect(await bed.text("VERSION", of: "job-config") == head)

    try bed.remote.remove("config/jobs/first.yaml")
    #expect(await reconciler.pass(.hint).kind == .applied)
    #expect(await bed.text("first.yaml", of: "job-config") == nil)
    #expect(await bed.text("second.yaml", of: "job-config") == RemoteRepository.job("second"))
    let runs = try await journal.runs(10, thatChanged: true)
    #expect(runs.map(\.outcome) == [.applied, .applied, .applied])
    #expect(runs[0].changes[0].keys.map(\.key) == ["first.yaml"])
    #expect(runs[0].changes[0].keys.map(\.change) == [.removed])
    await bed.close()
  }

  @Test
  func aHeadWithoutPluginsIsRefusedAndTheLastGoodStays() async throws {
    let bed = try await TestBed()
    let reconciler = try bed.reconciler(bed.journal())
    _ = await reconciler.pass(.start)
    try bed.remote.remove("config/prow/plugins.yaml")
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .refused && outcome.message.hasPrefix("there is no plugins.yaml"))
    await bed.cluster.delete(ObjectName(namespace: "default", name: "job-config"))
    #expect(await reconciler.pass(.drift).kind == .refused)
    #expect(await bed.text("first.yaml", of: "job-config") != nil)
    bed.cluster.inject(.status(500), times: 3) { $0.method == "GET" }
    let broken = await reconciler.pass(.drift)
    #expect(broken.kind == .failed)
    #expect(broken.message.contains("; and the last good state could not be kept: "))
    await bed.close()
  }

  @Test
  func anEditedKeyIsDriftWithWhoWroteItAndWhen() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let metrics = Metrics()
    let reconciler = try bed.reconciler(journal, metrics: metrics)
    _ = await reconciler.pass(.start)
    let edit = AppliedConfigMap(
      name: ObjectName(namespace: "default", name: "job-config"),
      values: [ConfigMapField(.data, "first.yaml"): Array("by hand".utf8)]
    )
    let client = try bed.clusters.client("default")
    let edited = try await client.apply(edit, as: "kubectl", isForced: true)
    let time = try #require(edited.managedFields.time(of: "kubectl"))
    let outcome = await reconciler.pass(.drift)
    #expect(outcome.kind == .failed)
    #expect(
      outcome.message == "default/default/job-config: \"kubectl\" owns first.yaml, who wrote at "
        + "\(time); use --takeover to take what others own"
    )
    let place = labels + ["cluster", "default", "namespace", "default", "configmap", "job-config"]
    #expect(metrics.value(.targetDrift, place) == 1)
    // The same edit, found again, is no other.
    for cause in [RunRecord.Cause.drift, .retry] {
      #expect(await reconciler.pass(cause).kind == .failed)
      #expect(metrics.value(.targetDrift, place) == 1)
    }
    let record = try await journal.targets().first { $0.target.name == "job-config" }
    #expect(record?.driftAt != nil)

    // With the right to take it back, the run says whose it was.
    let taking = try bed.reconciler(journal, settings: ReconcileSettings(takesOver: true))
    #expect(await taking.pass(.drift).kind == .applied)
    #expect(await bed.text("first.yaml", of: "job-config") == RemoteRepository.job("first"))
    let change = try #require(try await journal.runs(1, thatChanged: true).first?.changes.first)
    #expect(change.keys.map(\.writer) == ["written by \"kubectl\" at \(time)"])
    let diff = change.diff
    #expect(diff.hasPrefix("changed first.yaml, written by \"kubectl\" at \(time)\n"), "\(diff)")
    await bed.close()
  }

  @Test
  func aHeadThatIsTooLargeIsRefusedWithAReason() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reader = HeadReader(workers: 1, mostBytes: 10_000)
    let reconciler = try bed.reconciler(journal, reader: reader)
    #expect(await reconciler.pass(.start).kind == .applied)
    let large = RemoteRepository.job("large") + String(repeating: "# more\n", count: 2000)
    try bed.remote.commit(large, to: "config/jobs/large.yaml")
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .refused)
    #expect(
      outcome.message
        == "the files that Prow's configuration names have more than 10000 bytes together, which is "
        + "more than the updater reads; the largest is config/jobs/large.yaml with \(large.utf8.count)"
        + "; narrow the globs, or make the files smaller"
    )
    #expect(await bed.text("first.yaml", of: "job-config") != nil)
    await bed.close()
  }

  /// Jobs are linted and published, and their bytes are there once.
  @Test
  func aFileThatIsReadTwiceCountsOnce() async throws {
    let bed = try await TestBed()
    let reader = HeadReader(workers: 1, mostBytes: 10_000)
    let large = RemoteRepository.job("large") + String(repeating: "# more\n", count: 900)
    try bed.remote.commit(large, to: "config/jobs/large.yaml")
    let outcome = await (try bed.reconciler(bed.journal(), reader: reader)).pass(.start)
    #expect(outcome.kind == .applied, "\(outcome.message)")
    await bed.close()
  }

  @Test
  func aTargetOfAClusterThatIsGoneKeepsNothingFromBeingRight() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    _ = await reconciler.pass(.start)
    let source = try bed.remote.source()
    let gone = ConfigMapTarget(cluster: "gone", namespace: "default", name: "old")
    var entry = JournalEntry(of: source, at: 0)
    entry.found = JournalEntry.Found(
      [TargetResult(target: gone, kind: .created)],
      revision: try bed.remote.head,
      isDrift: false
    )
    try await journal.keep(entry)
    let head = try bed.remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
    let outcome = await reconciler.pass(.timer)
    #expect(outcome.kind == .applied, "\(outcome.message)")
    #expect(try await journal.branch(source).applied == head)
    #expect(try await !journal.targets().contains { $0.target == gone })
    await bed.close()
  }

  @Test
  func aRunIsInTheJournalBeforeItsFirstWrite() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let seen = Mutex<[RunRecord.Outcome]>([])
    let reconciler = try bed.reconciler(journal) {
      let runs = (try? await journal.runs(5, thatChanged: false)) ?? []
      seen.withLock { $0 = runs.map(\.outcome) }
    }
    _ = await reconciler.pass(.start)
    #expect(seen.withLock { $0 } == [.running])
    #expect(try await journal.runs(5, thatChanged: false).map(\.outcome) == [.applied])
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
    #expect(await bed.text("bad.yaml", of: "job-config") == nil)
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
    await bed.cluster.delete(ObjectName(namespace: "default", name: "config"))
    _ = await reconciler.pass(.drift)
    #expect(await bed.text("config.yaml", of: "config") == RemoteRepository.config)
    #expect(await bed.text("bad.yaml", of: "job-config") == nil)

    try bed.remote.remove("config/jobs/bad.yaml")
    #expect(await reconciler.pass(.timer).kind != .refused)
    #expect(metrics.value(.isRefused, labels) == 0)
    await bed.close()
  }

  @Test
  func oneThatDoesNotLeadWritesNothing() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let source = try bed.remote.source()
    let hint = Hint(source: source, revision: "a", pullRequest: nil, forcedFrom: "b")
    _ = try await journal.record(
      HookHandler.Delivery(id: "d", event: "push", hints: [hint]),
      at: bed.time.timekeeper.wall()
    )
    let reconciler = try bed.reconciler(journal, leadership: OtherLeads())
    #expect(await reconciler.pass(.start).kind == .interrupted)
    #expect(bed.cluster.writes.isEmpty)
    #expect(try await journal.pendingHints(of: source).count == 1, "nobody has acted on it")
    await bed.close()
  }

  @Test
  func aMapThatIsGoneTakesItsKeysWithIt() async throws {
    let bed = try await TestBed()
    let journal = try bed.journal()
    let reconciler = try bed.reconciler(journal)
    _ = await reconciler.pass(.start)
    let lines = RemoteRepository.plugins.split(separator: "\n", omittingEmptySubsequences: false)
    let fewer = lines.filter { !$0.contains("job-config") }.joined(separator: "\n")
    try bed.remote.commit(fewer, to: "config/prow/plugins.yaml")
    #expect(await reconciler.pass(.timer).kind == .applied)
    #expect(await bed.text("first.yaml", of: "job-config") == nil)
    let names = try await journal.targets().map(\.target.name)
    #expect(names == ["config", "plugins"], "what is gone is not looked after any more")
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
    #expect(await bed.text("first.yaml", of: "job-config") != nil)
    #expect(await bed.text("plugins.yaml", of: "plugins") == nil)
    let place = labels + ["cluster", "default", "namespace", "default", "configmap", "plugins"]
    #expect(metrics.value(.targetFailed, place) == 1)
    #expect(metrics.value(.errors, labels + ["where", "cluster", "cause", "forbidden"]) == 1)
    let record = try await journal.branch(bed.remote.source())
    #expect(record.applied == nil)
    #expect(try record.attempted == bed.remote.head)
    await bed.close()
  }
}
