import Synchronization
import TestSupport
import Testing

@testable import Updater

@Suite("The loop of a branch")
struct BranchLoopTests {
  /// Runs the loop until a pass says that it is the last.
  ///
  /// - Parameters:
  ///   - bed: The cluster and the clock.
  ///   - upstream: The branch.
  ///   - news: Raised when there is something to look at.
  ///   - passed: What happens after each pass, which has a number from 1; `true` ends the loop.
  /// - Returns: What each pass came to, and when.
  /// - Throws: What the journal says.
  private func run(
    _ bed: TestBed,
    _ upstream: ScriptedUpstream,
    news: Signal = Signal(),
    _ passed: @escaping @Sendable (Int, RunRecord.Outcome) -> Bool
  ) async throws -> [(kind: RunRecord.Outcome, time: Duration)] {
    let seen = Mutex<[(kind: RunRecord.Outcome, time: Duration)]>([])
    let timekeeper = bed.time.timekeeper(movedBySleepsOver: .milliseconds(200))
    let end = Signal()
    let loop = BranchLoop(
      reconciler: try bed.reconciler(bed.journal(), upstream: upstream),
      leadership: SoleLeader(),
      settings: ReconcileSettings(),
      timekeeper: timekeeper,
      news: news,
      passed: { outcome in
        let number = seen.withLock {
          $0.append((outcome.kind, timekeeper.elapsed()))
          return $0.count
        }
        if passed(number, outcome.kind) { end.raise() }
      }
    )
    let running = Task { await loop.run() }
    await end.wait()
    running.cancel()
    await running.value
    return seen.withLock { $0 }
  }

  private static let files = [
    "config/prow/config.yaml": RemoteRepository.config,
    "config/prow/plugins.yaml": RemoteRepository.plugins,
    "config/jobs/0.yaml": RemoteRepository.job("zero"),
  ]

  @Test
  func aGitThatFailsAtTheEndOfAWaitIsAskedWithGrowingPauses() async throws {
    let bed = try await TestBed()
    let history = ScriptedHistory(BranchLoopTests.files)
    let upstream = ScriptedUpstream(history)
    history.commit { $0["config/jobs/1.yaml"] = RemoteRepository.job("one") }
    let news = Signal()
    let passes = try await run(bed, upstream, news: news) { number, _ in
      switch number {
      case 1:
        history.commit(isRewrite: true) { $0["config/jobs/2.yaml"] = RemoteRepository.job("two") }
        news.raise()
      case 2:
        upstream.failNext(99)
        bed.time.advance(.seconds(31))
      default: break
      }
      return number == 6
    }
    #expect(
      passes.prefix(6).map(\.kind) == [.applied, .waiting, .failed, .failed, .failed, .failed]
    )
    let pauses = (3..<6).map { (passes[$0].time - passes[$0 - 1].time).seconds }
    for (pause, seconds) in zip(pauses, [10.0, 20, 40]) {
      #expect((seconds * 0.75...seconds * 1.25).contains(pause), "\(pauses)")
    }
    await bed.close()
  }

  @Test
  func theEndOfAWaitIsNotSleptOver() async throws {
    let bed = try await TestBed()
    let history = ScriptedHistory(BranchLoopTests.files)
    let upstream = ScriptedUpstream(history)
    history.commit { $0["config/jobs/1.yaml"] = RemoteRepository.job("one") }
    let news = Signal()
    let passes = try await run(bed, upstream, news: news) { number, kind in
      if number == 1 {
        history.commit(isRewrite: true) { $0["config/jobs/2.yaml"] = RemoteRepository.job("two") }
        news.raise()
      }
      return number > 1 && kind == .applied
    }
    let waiting = passes.filter { $0.kind == .waiting }
    try #require(passes.count > 2 && waiting.count == passes.count - 2)
    // The patience is 30 s, and the pauses between two tries are not a part of it.
    #expect(passes[passes.count - 1].time - passes[1].time == .seconds(30))
    await bed.close()
  }
}
