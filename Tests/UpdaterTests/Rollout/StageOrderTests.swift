import ClusterDouble
import ConfigMaps
import TestSupport
import Testing
import Updater

@Suite("Stages, and what comes in between")
struct StageOrderTests {
  /// Deck shows what the second stage has.
  private static let half = """
    components:
    - name: deck
      url: http://deck.prow/config
      configMap: default/default/config
    stages:
    - {name: canary, configMaps: ["default/default/plugins"], stayWell: 60s}
    - {name: half, configMaps: ["default/default/config"]}

    """

  @Test
  func aNewerMergeWaitsForAStageInWhichItChangesNothing() async throws {
    let run = try await LoadBed.staged()
    let head = try run.mergeBoth(7)
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    try run.merge(8, "x", to: "README.md")
    let waiting = await run.reconciler.pass(.timer)
    #expect(waiting.message == "stage canary has it, and waits: deck has not loaded it yet")
    await run.advance(420)
    try run.merge(9, "y", to: "README.md")
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("stopped after stage canary: "))
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    run.answers["deck"] = .shows([head])
    await run.advance(540)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    await run.advance(120)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") != nil)
    let place = ["repo", "acme/rocket", "branch", "main", "stage", "canary"]
    #expect(run.metrics.value(.stageHeld, place) == 0)
    await run.bed.close()
  }

  @Test
  func aStopEndsWhenAllHaveTheCommit() async throws {
    let run = try await LoadBed.staged()
    _ = try run.mergeBoth(7)
    await run.advance(420)
    let place = ["repo", "acme/rocket", "branch", "main", "stage", "canary"]
    #expect(run.metrics.value(.stageHeld, place) == 1)
    // Another replica brings it everywhere.
    let folder = try TemporaryFolder()
    let replica = try run.bed.reconciler(try Journal(folder: folder.path) { _ in })
    #expect(await replica.pass(.start).kind == .applied)
    #expect(await run.reconciler.pass(.start).kind == .unchanged)
    #expect(run.metrics.value(.stageHeld, place) == 0)
    await run.bed.close()
  }

  @Test
  func aRefusedHeadKeepsEachStageAtItsCommit() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    await run.advance(60)
    try run.merge(8, "prowjob_namespace: [\n", to: "config/prow/config.yaml")
    #expect(await run.reconciler.pass(.timer).kind == .refused)
    let manager = try #require(FieldManager(repository: "acme/rocket"))
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "config")
    let empty = DesiredConfigMap(target: target, entries: [], version: nil)
    _ = await Applier(clusters: run.bed.clusters, manager: manager)
      .apply(DesiredState(configMaps: [empty]))
    #expect(await run.reconciler.pass(.drift).kind == .refused)
    #expect(await run.bed.text("VERSION", of: "config") == head, "others' changes are undone")
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    let stage = try #require(try await run.journal.stages().first)
    #expect(stage.held == "the head is refused")
    // It goes on when the head is right again.
    let last = try run.mergeBoth(9)
    run.answers["deck"] = .shows([last])
    await run.advance(720)
    #expect(await run.bed.text("VERSION", of: "job-config") == last)
    await run.bed.close()
  }

  @Test
  func aWriteWithoutAnAnswerIsAWrite() async throws {
    let run = try await LoadBed.staged(
      LoadBed.canary.replacing(
        "stages:",
        with: "stages:\n- {name: first, configMaps: [default/default/plugins], stayWell: 60s}"
      ).replacing("\"lost/**\"", with: "default/default/none")
    )
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    run.bed.cluster.inject(.cutAfter) { $0.isWrite && $0.path.hasSuffix("/config") }
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    let stage = try #require(try await run.journal.stages().last)
    #expect(stage.words(at: 0) == "gets \(head.prefix(12)); not all of its ConfigMaps have it")
    #expect(await run.reconciler.pass(.retry).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(480)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(240)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    await run.bed.close()
  }

  @Test
  func aStageNamesTheConfigMapThatFailedNotTheOneThatWaitsForIt() async throws {
    let run = try await LoadBed.staged(
      LoadBed.deck + """
        stages:
        - {name: canary, configMaps: [default/default/config, "default/default/job-*"]}

        """
    )
    let first = try run.bed.remote.head
    _ = try run.mergeBoth(7)
    run.bed.cluster.inject(.status(403), times: 9) {
      $0.isWrite && $0.path.hasSuffix("/job-config")
    }
    let failed = await run.reconciler.pass(.timer)
    #expect(failed.kind == .failed)
    #expect(
      failed.message.hasPrefix("stage canary: default/default/job-config: "),
      "\(failed.message)"
    )
    #expect(await run.bed.text("VERSION", of: "config") == first)
    await run.bed.close()
  }

  @Test
  func aFixTakesThePlaceOfALaterStageThatIsStopped() async throws {
    let run = try await LoadBed.staged(StageOrderTests.half)
    _ = try run.mergeBoth(7)
    await run.advance(2400)
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("stopped after stage half: "))
    let fix = try run.mergeBoth(8)
    _ = await run.reconciler.pass(.timer)
    #expect(await run.bed.text("VERSION", of: "config") == fix)
    await run.bed.close()
  }

  @Test
  func aFixTakesThePlaceOfACommitThatCanNotBeWritten() async throws {
    let run = try await LoadBed.staged()
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    run.bed.cluster.inject(.status(403), times: 999) {
      $0.isWrite && $0.path.hasSuffix("/job-config")
    }
    await run.advance(2400)
    let fix = try run.mergeBoth(8)
    _ = await run.reconciler.pass(.timer)
    #expect(await run.bed.text("VERSION", of: "config") == fix)
    await run.bed.close()
  }

  @Test
  func withoutTimesANewerHeadTakesThePlaceToo() async throws {
    let run = try await LoadBed.staged(
      LoadBed.canary.replacing("\"lost/**\"]", with: "\"lost/**\"], stayWell: 0s")
    )
    _ = try run.mergeBoth(7)
    await run.advance(120)
    let newer = try run.mergeBoth(8)
    _ = await run.reconciler.pass(.timer)
    #expect(await run.bed.text("VERSION", of: "config") == newer)
    await run.bed.close()
  }

  @Test
  func aClusterThatIsGoneDoesNotStopAStage() async throws {
    let run = try await LoadBed.staged()
    var entry = JournalEntry(of: try run.bed.remote.source(), at: 0)
    let lost = ConfigMapTarget(cluster: "lost", namespace: "default", name: "config")
    entry.found = JournalEntry.Found(
      [TargetResult(target: lost, kind: .unchanged)],
      revision: try run.bed.remote.head,
      isDrift: false
    )
    try await run.journal.keep(entry)
    _ = try run.mergeBoth(7)
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    await run.bed.close()
  }

  @Test
  func aConfigMapThatTheCommitMakesStaysExpected() async throws {
    let run = try await LoadBed(
      LoadBed.canary.replacing("default/default/config", with: "default/default/fresh")
    )
    #expect(await (try run.bed.reconciler(run.journal)).pass(.start).kind == .applied)
    #expect(await run.reconciler.pass(.start).kind == .unchanged)
    try run.bed.remote.folder.write(
      RemoteRepository.plugins + "    config/fresh/*.yaml: {name: fresh}\n",
      to: "config/prow/plugins.yaml"
    )
    let head = try run.merge(7, "a: 1\n", to: "config/fresh/config.yaml")
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    #expect(await run.reconciler.pass(.drift).kind == .staged)
    #expect(try await run.component()?.expected == head)
    await run.bed.close()
  }

  @Test
  func aStageThatIsStoppedIsSoAfterARestart() async throws {
    let run = try await LoadBed.staged()
    // The canary alone is changed, so that all ConfigMaps have it at once.
    try run.merge(7, RemoteRepository.config + "# 7\n", to: "config/prow/config.yaml")
    await run.advance(420)
    for cause in [RunRecord.Cause.timer, .start] {
      let outcome = await run.reconciler.pass(cause)
      #expect(outcome.message.hasPrefix("stopped after stage canary: "), "\(outcome.message)")
    }
    try run.merge(8, job: "second")
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("stopped after stage canary: "))
    #expect(await run.bed.text("second.yaml", of: "job-config") == nil)
    await run.bed.close()
  }

  @Test
  func laterStagesAreKeptAlsoWhileOneCanNotBeWritten() async throws {
    let run = try await LoadBed.staged()
    run.bed.cluster.inject(.status(403), times: 999) {
      $0.isWrite && $0.path.hasSuffix("/config")
    }
    _ = try run.mergeBoth(7)
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    let manager = try #require(FieldManager(repository: "acme/rocket"))
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "job-config")
    let empty = DesiredConfigMap(target: target, entries: [], version: nil)
    _ = await Applier(clusters: run.bed.clusters, manager: manager)
      .apply(DesiredState(configMaps: [empty]))
    #expect(await run.bed.text("first.yaml", of: "job-config") == nil)
    #expect(await run.reconciler.pass(.drift).kind == .failed)
    #expect(await run.bed.text("first.yaml", of: "job-config") != nil)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    await run.bed.close()
  }

  @Test
  func aStageThatHoldsAnotherHistoryIsWaitedForNotCalledFailed() async throws {
    let run = try await LoadBed(LoadBed.canary)
    let manager = try #require(FieldManager(repository: "acme/rocket"))
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "config")
    let old = String(repeating: "a", count: 40)
    let other = DesiredConfigMap(target: target, entries: [], version: old)
    _ = await Applier(clusters: run.bed.clusters, manager: manager)
      .apply(DesiredState(configMaps: [other], version: old))
    let head = try run.bed.remote.head
    let outcome = await run.reconciler.pass(.start)
    #expect(outcome.kind == .waiting)
    #expect(
      outcome.message.hasPrefix(
        "the ConfigMap default/default/config holds aaaaaaaaaaaa, and the head \(head.prefix(12)) "
          + "does not descend from it"
      ),
      "\(outcome.message)"
    )
    try await run.bed.sender(run.journal, run.gitHub).sendDue()
    #expect(run.gitHub.statuses(of: head).isEmpty)
    run.bed.time.advance(.seconds(31))
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    await run.bed.close()
  }

  @Test
  func aComponentThatStartsMayBeSilent() async throws {
    let run = try await LoadBed.staged()
    _ = try run.mergeBoth(7)
    run.answers["deck"] = .silent("its answer is empty")
    await run.advance(120)
    #expect(
      await run.reconciler.pass(.timer).message
        == "stage canary has it, and waits: deck does not tell yet what it has loaded"
    )
    await run.advance(360)
    #expect(
      await run.reconciler.pass(.timer).message
        == "stopped after stage canary: deck does not tell what it has loaded: its answer is empty"
    )
    await run.bed.close()
  }
}
