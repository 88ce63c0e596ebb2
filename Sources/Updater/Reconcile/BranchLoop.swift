/// Passes of one branch, one after the other: at the start, when there is news, and by the timers.
package struct BranchLoop: Sendable {
  private let reconciler: Reconciler
  private let leadership: any Leadership
  private let settings: ReconcileSettings
  private let timekeeper: Timekeeper
  private let news: Signal
  private let passed: @Sendable (Reconciler.Outcome) -> Void

  /// How often leadership is asked for.
  private static let watchPause = Duration.milliseconds(200)

  /// - Parameters:
  ///   - reconciler: Does the passes.
  ///   - leadership: Whether this process may write.
  ///   - settings: The timers.
  ///   - timekeeper: Tells the time.
  ///   - news: Raised when a webhook came.
  ///   - passed: Receives what each pass came to.
  package init(
    reconciler: Reconciler,
    leadership: any Leadership,
    settings: ReconcileSettings,
    timekeeper: Timekeeper,
    news: Signal,
    passed: @escaping @Sendable (Reconciler.Outcome) -> Void
  ) {
    self.reconciler = reconciler
    self.leadership = leadership
    self.settings = settings
    self.timekeeper = timekeeper
    self.news = news
    self.passed = passed
  }

  /// Runs until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      if leadership.isHeld {
        await whileLeading { await lead() }
        await reconciler.forgetNumbers()
      } else {
        try? await timekeeper.sleep(BranchLoop.watchPause)
      }
    }
  }

  /// Cancels the work as soon as the lead is lost.
  private func whileLeading(_ work: @escaping @Sendable () async -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask(operation: work)
      group.addTask {
        while leadership.isHeld, !Task.isCancelled {
          try? await timekeeper.sleep(BranchLoop.watchPause)
        }
      }
      await group.next()
      group.cancelAll()
    }
  }

  private func lead() async {
    var cause = RunRecord.Cause.start
    var failures = 0
    var lastFull = timekeeper.elapsed()
    while !Task.isCancelled {
      let begun = timekeeper.elapsed()
      let outcome = await reconciler.pass(cause)
      passed(outcome)
      let left = await reconciler.timeLeft
      failures = outcome.kind == .failed || left != nil ? failures + 1 : 0
      if [.start, .drift, .retry].contains(cause), outcome.kind != .failed, left == nil {
        lastFull = begun
      }
      let pause = pause(failures, lastFull)
      // While git fails, nothing is decided at the end of the wait.
      var most = outcome.kind == .waiting ? min(pause, left ?? pause) : pause
      if outcome.kind == .staged, let end = await reconciler.stageTimeLeft { most = min(most, end) }
      let isHint = await news.wait(atMost: most, timekeeper)
      let isDrift = timekeeper.elapsed() - lastFull >= settings.driftInterval
      cause = isHint ? .hint : isDrift ? .drift : failures > 0 ? .retry : .timer
    }
  }

  private func pause(_ failures: Int, _ lastFull: Duration) -> Duration {
    let toDrift = settings.driftInterval - (timekeeper.elapsed() - lastFull)
    let regular = min(settings.headInterval, max(.zero, toDrift))
    if failures == 0 { return regular }
    let backoff = settings.firstRetry * (1 << min(failures - 1, 10))
    // Several replicas and branches must not come back together.
    return min(settings.headInterval, backoff * Double.random(in: 0.75...1.25))
  }
}
