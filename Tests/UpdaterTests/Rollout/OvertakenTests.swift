import ClusterDouble
import TestSupport
import Testing
import Updater

@Suite("Stages, and another replica that led")
struct OvertakenTests {
  /// Another replica, with a journal of its own.
  private func replica(
    _ run: LoadBed,
    isStaged: Bool = true,
    takenBack: @escaping @Sendable ([String]) async throws -> String? = { _ in nil }
  ) throws -> Reconciler {
    let folder = run.bed.state.path + "/replica"
    try run.bed.state.shell("rm -rf '\(folder)' && mkdir '\(folder)'")
    var settings = ReconcileSettings()
    if isStaged { settings.rollout = try RolloutFile.load(run.bed.state.path + "/rollout.yaml") }
    return try run.bed.reconciler(
      try Journal(folder: folder) { _ in },
      settings: settings,
      takenBack: takenBack
    )
  }

  @Test
  func theLabelCountsAfterAFailOver() async throws {
    let label = GoBackTests.Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    await run.advance(60)
    label.commit = head
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("went back to "))
    let newer = try run.mergeBoth(8)
    let next = try replica(run, takenBack: { try label.find($0) })
    #expect(
      await next.pass(.start).message
        == "went back to \(first.prefix(12)), since the pull request has the label "
        + "\"plimsoll/go-back\"; without it the head is applied again"
    )
    #expect(label.asked == [newer, head])
    #expect(await run.bed.text("VERSION", of: "config") == first)
    label.commit = nil
    #expect(await next.pass(.timer).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == newer)
    await run.bed.close()
  }

  @Test
  func theLabelStopsWhatAnotherReplicaHasBegun() async throws {
    let label = GoBackTests.Label()
    let run = try await LoadBed.staged()
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    await run.advance(60)
    let newer = try run.mergeBoth(8)
    label.commit = head
    let next = try replica(run, takenBack: { try label.find($0) })
    for cause in [RunRecord.Cause.start, .timer, .drift] {
      #expect(
        await next.pass(cause).message
          == "there is no earlier commit to go back to, and the pull request has the label "
          + "\"plimsoll/go-back\""
      )
    }
    #expect(label.asked == [head, newer])
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.bed.close()
  }

  @Test
  func nobodyGoesBackFurtherThanWhatWasEverywhere() async throws {
    let label = GoBackTests.Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let first = try run.bed.remote.head
    // Another replica brings a commit everywhere that changes the canary alone, and begins the next.
    try run.merge(6, RemoteRepository.config + "# 6\n", to: "config/prow/config.yaml")
    #expect(await (try replica(run, isStaged: false)).pass(.start).kind == .applied)
    let head = try run.mergeBoth(7)
    #expect(await (try replica(run)).pass(.start).kind == .staged)
    #expect(await run.reconciler.pass(.start).kind == .staged)
    label.commit = head
    for cause in [RunRecord.Cause.timer, .drift, .hint, .start] {
      let outcome = await run.reconciler.pass(cause)
      #expect(outcome.kind == .refused)
      #expect(
        outcome.message
          == "another replica has led since \(first.prefix(12)) was everywhere, so that this one does "
          + "not know what to go back to. Revert the pull request, and take its label "
          + "\"plimsoll/go-back\" off"
      )
    }
    #expect(await run.bed.text("VERSION", of: "config") == head)
    // Only what is on its way is not applied.
    #expect(try await run.comments(on: 7).map { $0.contains("Not applied: `another") } == [true])
    #expect(try await run.comments(on: 6).isEmpty)
    label.commit = nil
    run.answers["deck"] = .shows([head])
    await run.advance(780)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    let source = try run.bed.remote.source()
    #expect(try await run.journal.branch(source).isOvertaken == false)
    await run.bed.close()
  }

  @Test
  func whatAnotherReplicaBroughtEverywhereIsWhatToGoBackTo() async throws {
    let label = GoBackTests.Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let text = RemoteRepository.config + "# 6\n"
    let good = try run.merge(6, text, to: "config/prow/config.yaml")
    #expect(await (try replica(run, isStaged: false)).pass(.start).kind == .applied)
    let head = try run.mergeBoth(7)
    #expect(await run.reconciler.pass(.start).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    label.commit = head
    let back = await run.reconciler.pass(.timer)
    #expect(back.message.hasPrefix("went back to \(good.prefix(12)), "), "\(back.message)")
    #expect(await run.bed.text("config.yaml", of: "config") == text)
    let comments = try await run.comments(on: 6)
    #expect(comments.count == 1 && comments[0].contains("Updated the `config` configmap"))
    await run.bed.close()
  }

  @Test
  func aBranchDoesNotWaitForAStageWithoutItsConfigMaps() async throws {
    let run = try await LoadBed(
      LoadBed.canary.replacing(
        "stages:",
        with: "stages:\n- {name: elsewhere, configMaps: [\"elsewhere/**\"]}"
      )
    )
    #expect(
      await run.reconciler.pass(.start).message
        == "stage canary has it, and waits: deck has not loaded it yet"
    )
    await run.bed.close()
  }
}
