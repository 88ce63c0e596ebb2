import ClusterDouble
import Logging
import TestSupport
import Testing
import Updater

@Suite("Watching what components load")
struct LoadWatchTests {
  private func watch(
    _ run: LoadBed,
    asking ask: @escaping @Sendable (Rollout.Component) async -> ComponentAnswer
  ) throws -> LoadWatch {
    LoadWatch(
      source: try run.bed.remote.source(),
      components: try RolloutFile.load(run.bed.state.path + "/rollout.yaml").components,
      ask: ask,
      journal: run.journal,
      metrics: run.metrics,
      timekeeper: run.bed.time.timekeeper,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
  }

  @Test
  func whatIsAppliedWhileTheyAreAskedIsNotCalledLoaded() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let first = try run.bed.remote.head
    let head = try run.merge(7, job: "second")
    let reconciler = run.reconciler
    let watch = try watch(run) { _ in
      _ = await reconciler.pass(.timer)
      return .shows([first])
    }
    await watch.check()
    #expect(await run.bed.text("VERSION", of: "config") == head)
    let before = try await run.comments(on: 7)
    #expect(before.count == 1 && !before[0].contains("deck"), "\(before)")
    #expect(try await run.component()?.state == .waiting)
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    let after = try await run.comments(on: 7)
    #expect(after.count == 1 && after[0].contains("`deck` has loaded `job-config`"), "\(after)")
    await run.bed.close()
  }

  @Test
  func whoeverLedLongAgoCallsNothingLate() async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    try run.merge(7, job: "second")
    _ = await run.reconciler.pass(.timer)
    run.answers["deck"] = .shows(["what another replica applied"])
    await run.watch.check()
    let before = try await run.comments(on: 7)
    // Another replica leads for a day.
    run.bed.time.advance(.seconds(86_400))
    await run.watch.begin()
    await run.watch.check()
    #expect(try await run.component()?.state == .waiting)
    run.bed.time.advance(.seconds(301))
    await run.watch.check()
    #expect(try await run.component()?.state == .late)
    #expect(try await run.comments(on: 7) == before, "nobody knows when it was loaded")
    await run.bed.close()
  }

  @Test(arguments: [
    (ComponentAnswer.failed("it can't be reached"), [302, 332, 362, 392]),
    (.silent("its answer is empty"), [330, 360, 390]),
  ])
  func whoseTimeIsOverIsAskedLessOften(
    _ answer: ComponentAnswer,
    _ wanted: [Double]
  ) async throws {
    let run = try await LoadBed()
    _ = await run.reconciler.pass(.start)
    let timekeeper = run.bed.time.timekeeper
    let start = timekeeper.wall()
    let (times, asked) = AsyncStream.makeStream(of: Double.self)
    let watch = try watch(run) { _ in
      asked.yield(timekeeper.wall() - start)
      return answer
    }
    func check(_ times: Int) async {
      for _ in 0..<times {
        run.bed.time.advance(.seconds(2))
        await watch.check()
      }
    }
    await check(196)
    // Whether it has another commit is asked at once.
    try run.merge(7, job: "second")
    _ = await run.reconciler.pass(.timer)
    await check(1)
    asked.finish()
    let seen = await times.reduce(into: [Double]()) { $0.append($1) }
    #expect(seen == (1...150).map { Double(2 * $0) } + wanted + [394])
    await run.bed.close()
  }

  @Test
  func aStageIsNotWellByWhatWasExpectedBefore() async throws {
    let run = try await LoadBed(
      """
      components:
      - {name: deck, url: "http://deck.prow/config", configMap: default/default/config}
      stages:
      - {name: canary, configMaps: [default/default/config]}

      """
    )
    _ = await run.reconciler.pass(.start)
    let first = try run.bed.remote.head
    run.answers["deck"] = .shows([first])
    await run.watch.check()
    _ = await run.reconciler.pass(.timer)
    await run.advance(600)
    #expect(await run.reconciler.pass(.timer).kind == .unchanged)
    try run.bed.remote.folder.write(
      RemoteRepository.config + "# 7\n",
      to: "config/prow/config.yaml"
    )
    let head = try run.merge(7, job: "second")
    // What Deck is to show can't be saved when the stage gets the commit.
    try run.bed.breakSaves(of: "components")
    let unsaved = await run.reconciler.pass(.timer)
    #expect(unsaved.message == "stage canary has it, and waits: the journal can't be read")
    #expect(await run.bed.text("VERSION", of: "config") == head)
    try run.bed.mendSaves()
    run.bed.time.advance(.seconds(60))
    await run.watch.check()
    #expect(
      await run.reconciler.pass(.timer).message
        == "stage canary has it, and waits: deck has not loaded it yet"
    )
    #expect(try await run.component()?.expected == head)
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    let well = await run.reconciler.pass(.timer)
    #expect(well.message.hasPrefix("stage canary has it and is well; "), "\(well.message)")
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.bed.close()
  }
}
