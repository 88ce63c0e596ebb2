import ClusterDouble
import ConfigMaps
import Formats
import TestSupport
import Testing
import Updater

@Suite("What components have loaded")
struct LoadTests {
  private let labels = ["repo", "acme/rocket", "branch", "main", "component", "deck"]

  @Test
  func aCommentChangesOnceWhenAllIsLoaded() async throws {
    let run = try await LoadBed()
    #expect(await run.reconciler.pass(.start).kind == .applied)
    run.answers["deck"] = .shows([try run.bed.remote.head])
    await run.watch.check()
    let head = try run.merge(7, job: "second")
    #expect(await run.reconciler.pass(.timer).kind == .applied)
    await run.watch.check()
    #expect(try await run.component()?.state == .waiting)
    let first = try await run.comments(on: 7)
    #expect(first.count == 1 && !first[0].contains("deck"), "\(first)")
    run.bed.time.advance(.seconds(48))
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    #expect(
      try await run.comments(on: 7) == [
        """
        <!-- plimsoll-updater: acme/rocket@main -->
        <!-- commit \(head) -->
        Updated the `job-config` configmap in namespace `default` at cluster `default` using the \
        following files:

         - key `second.yaml` using file `config/jobs/second.yaml`

        `deck` has loaded `job-config`, 48 s after it was applied.

        <sub>\(head)</sub>

        """
      ]
    )
    #expect(run.writes == 2)
    #expect(run.metrics.value(.componentLoad, labels) == 48)
    #expect(run.metrics.value(.componentLate, labels) == 0)
    for _ in 0..<3 {
      run.bed.time.advance(.seconds(60))
      await run.watch.check()
      _ = await run.reconciler.pass(.drift)
    }
    _ = try await run.comments(on: 7)
    #expect(run.writes == 2, "nothing is new")
    await run.bed.close()
  }

  @Test
  func aComponentThatDoesNotLoadIsAnAlertUntilItDoes() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let old = try run.bed.remote.head
    run.answers["deck"] = .shows([old])
    await run.watch.check()
    let head = try run.merge(7, job: "second")
    _ = await run.reconciler.pass(.timer)
    await run.watch.check()
    run.bed.time.advance(.seconds(301))
    await run.watch.check()
    #expect(run.metrics.value(.componentLate, labels) == 1)
    let late = try await run.comments(on: 7)
    #expect(
      late[0].contains(
        "\n`deck` has not loaded `job-config` within 5 min. It is asked again, and this comment "
          + "changes when it has.\n"
      ),
      "\(late)"
    )
    let model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(model.isBehind)
    let page = StatusPage(model).render()
    #expect(page.contains(": it shows \(old.prefix(12))</strong>"), "\(page)")
    #expect(try JSONReader.read(model.json)["behind"]?.bool == true)
    run.bed.time.advance(.seconds(60))
    await run.watch.check()
    _ = try await run.comments(on: 7)
    #expect(run.writes == 1, "it is said once")
    run.bed.time.advance(.seconds(30))
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    let loaded = try await run.comments(on: 7)
    #expect(loaded[0].contains("`deck` has loaded `job-config`, 6 min after it was applied.\n"))
    #expect(run.metrics.value(.componentLate, labels) == 0)
    #expect(try await run.journal.loading(of: "acme/rocket@main").awaited.isEmpty)
    await run.bed.close()
  }

  @Test
  func whatIsShownIsWrittenLast() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let first = try run.bed.remote.head
    #expect(await run.bed.text("VERSION", of: "config") == first)
    let head = try run.merge(7, job: "second")
    // Of the jobs nothing can be written: the commit must not be shown.
    run.bed.cluster.inject(.status(403), times: 9) {
      $0.isWrite && $0.path.hasSuffix("/job-config")
    }
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    #expect(await run.bed.text("VERSION", of: "config") == first)
    run.bed.cluster.clearFaults()
    let before = run.bed.cluster.log.count
    #expect(await run.reconciler.pass(.retry).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    let writes = run.bed.cluster.log.dropFirst(before).filter(\.isWrite)
    #expect(writes.map { $0.path.split(separator: "/").last } == ["job-config", "config"])
    #expect(await run.reconciler.pass(.drift).kind == .unchanged)
    // What goes to no ConfigMap is shown by none.
    try run.merge(8, "x", to: "README.md")
    #expect(await run.reconciler.pass(.timer).kind == .unchanged)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    await run.bed.close()
  }

  @Test
  func aProcessThatDiesBetweenTheTwoWritesIsMadeUpFor() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    try run.merge(7, job: "second")
    run.bed.cluster.inject(.status(500), times: 9) { $0.isWrite && $0.path.hasSuffix("/config") }
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    run.bed.cluster.clearFaults()
    // The next head changes nothing of it, and another process finds it.
    let head = try run.merge(8, "x", to: "README.md")
    let other = try TemporaryFolder()
    var settings = ReconcileSettings()
    settings.rollout = try RolloutFile.load(run.bed.state.path + "/rollout.yaml")
    let next = try run.bed.reconciler(Journal(folder: other.path) { _ in }, settings: settings)
    #expect(await next.pass(.start).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    await run.bed.close()
  }

  @Test
  func whatNobodyShowsIsNotCalledLoaded() async throws {
    let run = try await LoadBed(
      LoadBed.deck.replacing("  loads: [default/default/job-*]\n", with: "")
    )
    _ = await run.reconciler.pass(.start)
    let first = try run.bed.remote.head
    run.answers["deck"] = .shows([first])
    await run.watch.check()
    #expect(try await run.component()?.state == .loaded)
    try run.merge(7, job: "second")
    _ = await run.reconciler.pass(.timer)
    await run.watch.check()
    let comments = try await run.comments(on: 7)
    #expect(comments.count == 1 && !comments[0].contains("deck"))
    #expect(await run.bed.text("VERSION", of: "config") == first)
    await run.bed.close()
  }

  @Test
  func anotherRepositorysVersionTellsNothing() async throws {
    let run = try await LoadBed()
    let other = try #require(FieldManager(repository: "acme/other"))
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "config")
    let theirs = DesiredConfigMap(target: target, entries: [], version: "theirs")
    _ = await Applier(clusters: run.bed.clusters, manager: other)
      .apply(DesiredState(configMaps: [theirs], version: "theirs"))
    run.answers["deck"] = .shows(["theirs"])
    _ = await run.reconciler.pass(.start)
    await run.watch.check()
    let record = try await run.component()
    #expect(record?.state == .unknown)
    #expect(
      record?.note
        == "the ConfigMap default/default/config has no key VERSION, or that of another repository"
    )
    try run.merge(7, job: "second")
    _ = await run.reconciler.pass(.timer)
    await run.watch.check()
    let comments = try await run.comments(on: 7)
    #expect(
      comments.first?.contains(
        "It can't be told whether `deck` has loaded `job-config`: it is not known which commit it "
          + "has.\n"
      ) ?? false,
      "\(comments)"
    )
    #expect(run.metrics.value(.componentUnknown, labels) == 1)
    let model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(model.isBehind)
    await run.bed.close()
  }

  @Test
  func aConfigMapThatNoMapMakesIsSaid() async throws {
    let run = try await LoadBed(LoadBed.deck.replacing("default/config", with: "default/confg"))
    _ = await run.reconciler.pass(.start)
    #expect(
      try await run.component()?.note
        == "config_updater of acme/rocket makes no ConfigMap default/default/confg"
    )
    await run.bed.close()
  }

  @Test
  func aComponentThatLosesItIsMissed() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let head = try run.bed.remote.head
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    // One of two pods has something else.
    run.answers["deck"] = .shows([head, "old"])
    run.bed.time.advance(.seconds(31))
    await run.watch.check()
    #expect(try await run.component()?.state == .waiting)
    run.answers["deck"] = .failed("it answers with status 503")
    run.bed.time.advance(.seconds(301))
    await run.watch.check()
    let record = try await run.component()
    #expect(record?.state == .late && record?.note == "it answers with status 503")
    run.bed.time.advance(.seconds(30))
    run.answers["deck"] = .silent("its answer is empty")
    await run.watch.check()
    #expect(try await run.component()?.state == .unknown)
    run.bed.time.advance(.seconds(30))
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    #expect(try await run.component()?.state == .loaded)
    await run.bed.close()
  }

  @Test
  func componentsThatAreNamedNoMoreAreForgotten() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    #expect(try await run.component() != nil)
    var entry = JournalEntry(of: try run.bed.remote.source(), at: 1)
    entry.stages = [
      StageRecord(
        source: "acme/rocket@main",
        position: 0,
        name: "canary",
        revision: "a",
        appliedAt: 1,
        lineSince: 1
      )
    ]
    try await run.journal.keep(entry)
    #expect(try await run.journal.stages().count == 1)
    try await run.journal.retain(.none, of: try run.bed.remote.source())
    #expect(try await run.journal.stages().isEmpty)
    #expect(try await run.component() == nil)
    await run.bed.close()
  }
}
