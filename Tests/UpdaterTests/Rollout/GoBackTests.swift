import ClusterDouble
import ConfigMaps
import Synchronization
import TestSupport
import Testing
import Updater

@Suite("Stages, and going back")
struct GoBackTests {
  /// What GitHub says of a label.
  final class Label: Sendable {
    private let state = Mutex<(commit: String?, isKnown: Bool, asked: [String])>((nil, true, []))

    struct Unreachable: Error {}

    var commit: String? {
      get { state.withLock { $0.commit } }
      set { state.withLock { $0.commit = newValue } }
    }

    var isKnown: Bool {
      get { state.withLock { $0.isKnown } }
      set { state.withLock { $0.isKnown = newValue } }
    }

    var asked: [String] { state.withLock { $0.asked } }

    @Sendable
    func find(_ commits: [String]) throws -> String? {
      try state.withLock { state in
        state.asked = commits
        if !state.isKnown { throw Unreachable() }
        return commits.first { $0 == state.commit }
      }
    }
  }

  @Test
  func anErrorOfGitHubIsNoAnswer() async throws {
    let label = Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    await run.advance(60)
    label.commit = head
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("went back to "))
    label.isKnown = false
    let newer = try run.mergeBoth(8)
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("went back to "))
    #expect(label.asked == [head, newer], "the one that is known comes first")
    // A restart knows it, too.
    var settings = ReconcileSettings()
    settings.rollout = try RolloutFile.load(run.bed.state.path + "/rollout.yaml")
    let next = try run.bed.reconciler(
      run.journal,
      settings: settings,
      takenBack: { try label.find($0) }
    )
    #expect(await next.pass(.start).kind == .refused)
    #expect(await run.bed.text("VERSION", of: "config") == first)
    (label.isKnown, label.commit) = (true, nil)
    #expect(await next.pass(.timer).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == newer)
    await run.bed.close()
  }

  @Test
  func theLabelCountsAlsoWhileTheHeadIsRefused() async throws {
    let label = Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let first = try run.bed.remote.head
    label.commit = try run.mergeBoth(7)
    label.isKnown = false
    await run.advance(60)
    try run.merge(8, "prowjob_namespace: [\n", to: "config/prow/config.yaml")
    #expect(await run.reconciler.pass(.timer).kind == .refused)
    label.isKnown = true
    #expect(await run.reconciler.pass(.timer).message.hasPrefix("went back to "))
    #expect(await run.bed.text("VERSION", of: "config") == first)
    await run.bed.close()
  }

  @Test
  func whoGoesBackHalfwayBeginsTheTimeAnew() async throws {
    let label = Label()
    let run = try await LoadBed.staged(takenBack: { try label.find($0) })
    let first = try run.bed.remote.head
    let head = try run.mergeBoth(7)
    run.answers["deck"] = .shows([head])
    await run.advance(360)
    label.commit = head
    run.bed.cluster.inject(.status(403), times: 9) { $0.isWrite && $0.path.hasSuffix("/config") }
    #expect(await run.reconciler.pass(.timer).kind == .failed)
    run.bed.cluster.clearFaults()
    label.commit = nil
    await run.advance(540)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    await run.advance(240)
    #expect(await run.bed.text("VERSION", of: "job-config") == head)
    await run.bed.close()
  }

  @Test
  func noConfigMapShowsWhatIsTakenBack() async throws {
    let label = Label()
    let run = try await LoadBed.staged(
      LoadBed.deck + """
        stages:
        - {name: canary, configMaps: [default/default/config, "default/default/job-*"]}

        """,
      takenBack: { try label.find($0) }
    )
    let first = try run.bed.remote.head
    try run.bed.remote.folder.write(
      RemoteRepository.plugins + "    config/extra/*.yaml: {name: job-extra}\n",
      to: "config/prow/plugins.yaml"
    )
    try run.bed.remote.folder.write("a: 1\n", to: "config/extra/a.yaml")
    let head = try run.merge(7, job: "second")
    #expect(await run.reconciler.pass(.timer).kind == .staged)
    #expect(await run.bed.text("VERSION", of: "config") == head)
    #expect(await run.bed.text("a.yaml", of: "job-extra") == "a: 1\n")
    label.commit = head
    #expect(await run.reconciler.pass(.timer).kind == .refused)
    #expect(await run.bed.text("VERSION", of: "job-config") == first)
    #expect(await run.bed.text("VERSION", of: "config") == first)
    #expect(try await run.component()?.expected == first)
    #expect(await run.bed.text("a.yaml", of: "job-extra") == nil)
    await run.bed.close()
  }
}
