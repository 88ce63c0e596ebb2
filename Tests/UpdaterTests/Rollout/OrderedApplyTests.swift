import ClusterDouble
import ConfigMaps
import TestSupport
import Testing
import Updater

@Suite("What is shown, and what is loaded with it")
struct OrderedApplyTests {
  /// Merges a change of config.yaml and of the jobs.
  private func merge(_ run: LoadBed) throws -> String {
    try run.bed.remote.folder.write(
      RemoteRepository.config + "# 7\n",
      to: "config/prow/config.yaml"
    )
    return try run.merge(7, job: "second")
  }

  @Test
  func aCommitIsNotShownWithoutAllThatIsLoaded() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let first = try run.bed.remote.head
    let head = try merge(run)
    run.bed.cluster.inject(.status(403), times: 9) {
      $0.isWrite && $0.path.hasSuffix("/job-config")
    }
    let failed = await run.reconciler.pass(.timer)
    #expect(failed.kind == .failed)
    #expect(failed.message.hasPrefix("default/default/job-config: "), "\(failed.message)")
    #expect(failed.message.hasSuffix(" (and 1 more)"), "\(failed.message)")
    #expect(
      failed.results.first { $0.target.name == "config" }?.error?.message
        == "default/default/job-config was not written, and deck would show \(head.prefix(12)) "
        + "without it"
    )
    #expect(await run.bed.text("VERSION", of: "config") == first)
    #expect(await run.bed.text("config.yaml", of: "config") == RemoteRepository.config)
    run.bed.cluster.clearFaults()
    #expect(await run.reconciler.pass(.retry).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(await run.bed.text("config.yaml", of: "config") == RemoteRepository.config + "# 7\n")
    await run.bed.close()
  }

  @Test
  func whatNoMapNamesAnyMoreIsNotWaitedFor() async throws {
    let run = try await LoadBed(
      LoadBed.deck.replacing("[default/default/job-*]", with: "[default/default/job-*, gone/**]")
    )
    _ = await run.reconciler.pass(.start)
    var entry = JournalEntry(of: try run.bed.remote.source(), at: 1)
    let gone = ConfigMapTarget(cluster: "gone", namespace: "default", name: "jobs")
    entry.found = JournalEntry.Found(
      [TargetResult(target: gone, kind: .created)],
      revision: try run.bed.remote.head,
      isDrift: false
    )
    try await run.journal.keep(entry)
    let head = try merge(run)
    #expect(await run.reconciler.pass(.timer).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    await run.bed.close()
  }

  @Test
  func whatIsLoadedMayHaveAnotherRepositorysVersion() async throws {
    let run = try await LoadBed()
    let other = try #require(FieldManager(repository: "acme/other"))
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "job-config")
    let theirs = DesiredConfigMap(target: target, entries: [], version: "theirs")
    _ = await Applier(clusters: run.bed.clusters, manager: other)
      .apply(DesiredState(configMaps: [theirs], version: "theirs"))
    _ = await run.reconciler.pass(.start)
    let head = try run.merge(7, job: "second")
    #expect(await run.reconciler.pass(.timer).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "job-config") == "theirs")
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(try await run.component()?.expected == head)
    #expect(await run.reconciler.pass(.drift).kind == .unchanged)
    // What was written before a failure shows no commit either.
    let next = try run.merge(8, job: "third")
    run.bed.cluster.inject(.status(403), times: 9) { $0.isWrite && $0.path.hasSuffix("/config") }
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    #expect(await run.bed.text("third.yaml", of: "job-config") != nil)
    run.bed.cluster.clearFaults()
    #expect(await run.reconciler.pass(.retry).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "config") == next)
    await run.bed.close()
  }
}
