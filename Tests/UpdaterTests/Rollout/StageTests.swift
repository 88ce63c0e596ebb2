import ClusterDouble
import ConfigMaps
import Formats
import Synchronization
import TestSupport
import Testing
import Updater

@Suite("Stages")
struct StageTests {
  @Test
  func theNextStageGetsItWhenTheOneBeforeWasWell() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    let begun = await run.reconciler.pass(.timer)
    #expect(begun.kind == .staged)
    #expect(begun.message == "stage canary has it, and waits: deck has not loaded it yet")
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    #expect(try await run.comments(on: 7).isEmpty)
    #expect(run.gitHub.statuses(of: head) == ["pending stage canary has it"])
    run.answers["deck"] = .shows([head])
    await run.watch.check()
    let well = await run.reconciler.pass(.hint)
    #expect(well.message.hasPrefix("stage canary has it and is well; the next stage gets it at 2"))
    #expect(await run.reconciler.stageTimeLeft == .seconds(600))
    var model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(model.isBehind && StatusPage(model).render().contains("the next stage gets it at 2"))
    let json = try JSONReader.read(model.json)["branches"]?.items.first?["stages"]?.items.first
    #expect(json?["name"]?.string == "canary" && json?["revision"]?.string == head)
    await run.advance(540)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(60)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    let comments = try await run.comments(on: 7)
    #expect(comments.count == 1)
    #expect(comments[0].contains("Updated the following 2 configmaps:"), "\(comments)")
    #expect(comments[0].contains("\n`deck` has loaded `config`, "), "\(comments)")
    #expect(run.gitHub.statuses(of: head).last?.hasPrefix("success ") ?? false)
    model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(model.stages.isEmpty && !model.isBehind)
    await run.bed.close()
  }

  @Test
  func aStageThatIsNotWellStopsWhatComesAfter() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    await run.advance(420)
    let stopped = await run.reconciler.pass(.timer)
    #expect(
      stopped.message == "stopped after stage canary: deck is late: it shows \(first.prefix(12))"
    )
    let place = ["repo", "acme/rocket", "branch", "main", "stage", "canary"]
    #expect(run.metrics.value(.stageHeld, place) == 1)
    await run.advance(1200)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    let comments = try await run.comments(on: 7)
    #expect(comments.count == 1)
    #expect(comments[0].contains("Stopped after the stage `canary`, which is not well"))
    #expect(run.gitHub.statuses(of: head).last == "failure stopped after stage canary")
    let model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(StatusPage(model).render().contains("; stopped: deck is late: it shows"))
    // It goes on when it is well again, after the whole time.
    run.answers["deck"] = .shows([head])
    await run.advance(540)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    #expect(run.metrics.value(.stageHeld, place) == 0)
    await run.advance(120)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    let mended = try await run.comments(on: 7)
    #expect(mended.count == 1 && mended[0].contains("Updated the following 2 configmaps:"))
    await run.bed.close()
  }

  @Test
  func aMergeThatChangesNothingInAStageThatIsNotWellIsStoppedWithIt() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let bad = try run.mergeBoth(7)
    await run.advance(420)
    try run.merge(8, "x", to: "README.md")
    let outcome = await run.reconciler.pass(.timer)
    #expect(
      outcome.message == "stopped after stage canary: deck is late: it shows \(first.prefix(12))"
    )
    try run.merge(9, job: "job-9")
    await run.advance(600)
    #expect(await run.bed.text("VERSION", of: "config") == bad)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    #expect(try await run.comments(on: 9).map { $0.contains("Stopped after the stage") } == [true])
    // It waits for the whole time when the stage is well again.
    run.answers["deck"] = .shows([bad])
    await run.advance(540)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(120)
    #expect(await run.bed.data(of: "job-config").keys.contains("job-9.yaml"))
    await run.bed.close()
  }

  @Test
  func aMergeThatChangesNothingInAStageDoesNotBeginItsTimeAnew() async throws {
    let run = try await LoadBed.staged()
    run.answers["deck"] = .shows([try run.mergeBoth(7)])
    await run.advance(300)
    try run.merge(8, job: "job-8")
    await run.advance(240)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    await run.advance(240)
    #expect(await run.bed.data(of: "job-config").keys.contains("job-8.yaml"))
    await run.bed.close()
  }

  @Test
  func aComponentThatLosesItBeginsTheTimeAnew() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    await run.advance(480)
    run.answers["deck"] = .failed("it can't be reached")
    await run.advance(60)
    run.answers["deck"] = .shows([head])
    await run.advance(540)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(120)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    await run.bed.close()
  }

  @Test
  func theLabelTakesACommitBackAndHoldsTheBranch() async throws {
    let label = Mutex(false)
    let run = try await LoadBed.staged(
      takenBack: { commits in label.withLock { $0 } ? commits.first : nil }
    )
    let (first, text) = (try run.bed.remote.head, await run.bed.text("config.yaml", of: "config"))
    let head = try run.mergeBoth(7)
    await run.advance(60)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    label.withLock { $0 = true }
    let back = await run.reconciler.pass(.timer)
    #expect(back.kind == .refused)
    #expect(
      back.message
        == "went back to \(first.prefix(12)), since the pull request has the label "
        + "\"plimsoll/go-back\"; without it the head is applied again"
    )
    #expect(await run.bed.text("VERSION", of: "config") == first)
    #expect(await run.bed.text("config.yaml", of: "config") == text)
    let comments = try await run.comments(on: 7)
    #expect(comments.count == 1 && comments[0].contains("Not applied: `went back to "))
    // Nothing newer is applied, and others' changes are undone.
    let newer = try run.mergeBoth(8)
    #expect(await run.reconciler.pass(.timer).kind == .refused)
    #expect(await run.reconciler.pass(.drift).kind == .refused)
    #expect(await run.bed.text("VERSION", of: "config") == first)
    label.withLock { $0 = false }
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == newer)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.bed.close()
  }

  @Test
  func withoutAnEarlierCommitThereIsNoWayBack() async throws {
    let run = try await LoadBed(LoadBed.canary, takenBack: { $0.first })
    let outcome = await run.reconciler.pass(.start)
    #expect(outcome.kind == .refused)
    #expect(
      outcome.message
        == "there is no earlier commit to go back to, and the pull request has the label "
        + "\"plimsoll/go-back\""
    )
    #expect(await run.bed.data(of: "config").isEmpty)
    await run.bed.close()
  }

  @Test
  func aNewerHeadTakesThePlaceButNotForEver() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    var heads: [String] = []
    for number in 7..<11 {
      heads.append(try run.mergeBoth(number))
      run.answers["deck"] = .shows([heads[heads.count - 1]])
      await run.advance(60)
      #expect(await run.bed.text("VERSION", of: "config") == heads.last, "it begins at once")
      await run.advance(420)
    }
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    // They have taken each other's place for three times the time: now one comes to its end.
    let last = try run.mergeBoth(11)
    await run.advance(60)
    #expect(await run.bed.text("VERSION", of: "config") == heads.last)
    await run.advance(240)
    #expect(await run.bed.text("VERSION", of: "job-config") == heads.last)
    _ = await run.reconciler.pass(.timer)
    #expect(await run.bed.text("VERSION", of: "config") == last)
    await run.bed.close()
  }

  @Test
  func aRestartGoesOnAndAnotherReplicaBeginsTheTimeAnew() async throws {
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    await run.advance(300)
    var settings = ReconcileSettings()
    settings.rollout = try RolloutFile.load(run.bed.state.path + "/rollout.yaml")
    // The same journal: half of the time is over.
    let next = try run.bed.reconciler(run.journal, settings: settings)
    #expect(await next.pass(.start).kind == .staged)
    #expect(await next.stageTimeLeft == .seconds(420))
    // Another journal, which knows nothing: nothing is written, and all of the time is to come.
    let folder = try TemporaryFolder()
    let journal = try Journal(folder: folder.path) { _ in }
    let other = try run.bed.reconciler(journal, settings: settings)
    let before = run.bed.cluster.log.count
    let outcome = await other.pass(.start)
    #expect(outcome.message == "stage canary has it, and waits: deck has not loaded it yet")
    #expect(!run.bed.cluster.log.dropFirst(before).contains { $0.isWrite })
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.bed.close()
  }

  @Test
  func whatChangesOnlyTheRestDoesNotWait() async throws {
    let run = try await LoadBed.staged()
    let head = try run.merge(7, job: "second")
    #expect(await run.reconciler.pass(.timer).kind == .applied)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    try run.merge(8, "x", to: "README.md")
    #expect(await run.reconciler.pass(.timer).kind == .unchanged)
    await run.bed.close()
  }

  @Test
  func laterStagesAreKeptMeanwhile() async throws {
    let run = try await LoadBed.staged()
    _ = try run.mergeBoth(7)
    await run.advance(60)
    let good = await run.bed.text("first.yaml", of: "job-config")
    let manager = try #require(FieldManager(repository: "acme/rocket"))
    // Somebody takes the key away in the name of the updater.
    let target = ConfigMapTarget(cluster: "default", namespace: "default", name: "job-config")
    let empty = DesiredConfigMap(target: target, entries: [], version: nil)
    _ = await Applier(clusters: run.bed.clusters, manager: manager)
      .apply(DesiredState(configMaps: [empty]))
    #expect(await run.bed.text("first.yaml", of: "job-config") == nil)
    #expect(await run.reconciler.pass(.drift).kind == .staged)
    #expect(await run.bed.text("first.yaml", of: "job-config") == good)
    #expect(await run.bed.text("job-7.yaml", of: "job-config") == nil)
    await run.bed.close()
  }
}
