internal import AsyncHTTPClient
package import Cluster
internal import Hummingbird
package import Logging
internal import ServiceLifecycle
internal import UnixSignals

extension UpdaterBot {
  /// Runs the bot until it is told to stop.
  ///
  /// - Parameters:
  ///   - settings: What the command line says.
  ///   - clusters: Where ConfigMaps are.
  ///   - logger: Says what happens.
  ///   - isOnce: Whether to do one run and end.
  ///   - running: Receives the port that webhooks are taken at.
  /// - Returns: The outcome of the runs, the worst if there are several branches; `nil` for a bot
  ///   that was stopped.
  /// - Throws: Why the bot can't start, with what to do about it.
  @discardableResult
  package static func run(
    _ settings: ServeSettings,
    clusters: Clusters,
    logger: Logger,
    isOnce: Bool,
    running: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Reconciler.Outcome? {
    let timekeeper = Timekeeper.system
    let folder = try await StateFolder.take(settings.stateFolder, timekeeper: timekeeper)
    defer { withExtendedLifetime(folder) {} }
    let client = try GitHubHTTP.client(for: settings.gitHub?.base)
    do {
      let bot = try UpdaterBot(
        settings,
        folder: folder,
        clusters: clusters,
        client: client,
        timekeeper: timekeeper,
        logger: logger
      )
      try await bot.journal.markInterrupted(at: timekeeper.wall())
      try await bot.journal.follow(settings.sources)
      for source in settings.sources {
        try await bot.journal.retain(settings.reconcile.rollout, of: source)
      }
      let outcome: Reconciler.Outcome?
      if isOnce {
        outcome = await bot.once()
      } else {
        try await bot.serve(running)
        outcome = nil
      }
      bot.journal.close()
      try await client.shutdown()
      await clusters.shutDown()
      return outcome
    } catch {
      try? await client.shutdown()
      await clusters.shutDown()
      throw error
    }
  }

  // MARK: Once

  /// One run of each branch, and the reports of all.
  private func once() async -> Reconciler.Outcome? {
    var worst: Reconciler.Outcome?
    let watches = loads.map(\.watch).filter { !$0.components.isEmpty }
    for watch in watches { await watch.check() }
    for (_, reconciler, _) in reconcilers {
      var outcome = await reconciler.pass(.start)
      for _ in 0..<3 where outcome.kind == .waiting {
        guard let left = await reconciler.timeLeft else { break }
        try? await timekeeper.sleep(left)
        outcome = await reconciler.pass(.retry)
      }
      if worst.map({ $0.kind.harm < outcome.kind.harm }) ?? true { worst = outcome }
    }
    for watch in watches { await watch.check() }
    await attempt { try await sender?.sendDue() }
    return worst
  }

  // MARK: Serving

  private func serve(_ running: @escaping @Sendable (Int) -> Void) async throws {
    // A fetch keeps a thread for as long as the server likes.
    let threads = WorkThreads(count: reconcilers.count + reviews.count + 3)
    var services: [any Service] = []
    // Services are stopped in reverse: the lead is given up when nobody writes any more.
    if let election { services.append(BackgroundService { await election.run() }) }
    services.append(BackgroundService { await housekeeping() })
    for (_, reconciler, news) in reconcilers {
      let loop = BranchLoop(
        reconciler: reconciler,
        leadership: leadership,
        settings: settings.reconcile,
        timekeeper: timekeeper,
        news: news,
        passed: { _ in readiness.finish() }
      )
      services.append(
        BackgroundService { await withTaskExecutorPreference(threads) { await loop.run() } }
      )
    }
    for (watch, applied) in loads where !watch.components.isEmpty {
      services.append(
        BackgroundService {
          await withTaskExecutorPreference(threads) {
            await watch.run(leadership, applied: applied)
          }
        }
      )
    }
    for loop in reviews {
      services.append(
        BackgroundService { await withTaskExecutorPreference(threads) { await loop.run() } }
      )
    }
    services.append(
      web().application(host: settings.host, port: settings.port, logger: logger) { port in
        logger.info("listening", metadata: ["port": "\(port)"])
        running(port)
      }
    )
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services,
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
      )
    )
    try await group.run()
  }

  /// Sends reports, and trims the journal once an hour.
  private func housekeeping() async {
    var lastTrim: Duration?
    var failure: String?
    while !Task.isCancelled {
      // A waiting replica must not report what another has not written.
      if leadership.isHeld {
        failure = await attempt(knowing: failure) { try await sender?.sendDue() }
      }
      let now = timekeeper.elapsed()
      if lastTrim.map({ now - $0 > .seconds(3600) }) ?? true {
        lastTrim = now
        await attempt { try await journal.trim(at: timekeeper.wall()) }
      }
      _ = await outgoing.wait(atMost: .seconds(1), timekeeper)
    }
    // The folder may be gone with its pod, and then nobody else knows what is to be told.
    if leadership.isHeld { await sendLast() }
  }

  /// Does what uses the journal, and only counts and logs that this fails.
  ///
  /// - Parameters:
  ///   - known: Why it failed the last time, which the log has.
  ///   - work: What to do.
  /// - Returns: Why it failed, if it did.
  @discardableResult
  private func attempt(
    knowing known: String? = nil,
    _ work: () async throws -> Void
  ) async -> String? {
    do {
      try await work()
      return nil
    } catch {
      if error is CancellationError { return known }
      metrics.add(.errors, UpdaterBot.journalErrors)
      let reason = "\(error)"
      if reason != known { logger.error("journal failed", metadata: ["reason": "\(reason)"]) }
      return reason
    }
  }

  /// Sends what is due when all else has ended; others wait for the lead meanwhile.
  private func sendLast() async {
    let sending = Task { _ = await attempt { try await sender?.sendDue() } }
    let limit = Task { [timekeeper] in
      try await timekeeper.sleep(.seconds(5))
      sending.cancel()
    }
    await sending.value
    limit.cancel()
  }

  private func web() -> WebServer {
    let hook = HookHandler(
      sources: settings.sources,
      secrets: secrets,
      record: { delivery in try await record(delivery) },
      review: reviews.isEmpty ? nil : wakeReviews
    )
    return WebServer(
      hook: hook,
      metrics: metrics,
      isReady: { readiness.isReady || election != nil && !leadership.isHeld },
      status: {
        try await StatusModel.read(
          journal,
          names: settings.sources.map(\.description),
          isLeading: leadership.isHeld,
          at: timekeeper.wall()
        )
      },
      gauges: { await setGauges() },
      showsContent: settings.showsContent
    )
  }

  @Sendable
  private func wakeReviews(for source: FollowedBranch) {
    reviews.first { $0.source == source }?.news.raise()
  }

  @Sendable
  private func secrets() -> HookSecrets {
    HookSecrets(
      settings.hookSecrets.compactMap { secret in
        do { return try secret.bytes() } catch {
          logger.error("a webhook secret can't be read", metadata: ["reason": "\(error)"])
          return nil
        }
      }
    )
  }

  /// Keeps a webhook and wakes whom it is for; a waiting replica only keeps it, since the
  /// one that leads finds the same by its timer.
  private func record(_ delivery: HookHandler.Delivery) async throws {
    let isNew = try await journal.record(delivery, at: timekeeper.wall())
    logger.info(
      isNew ? "webhook" : "webhook sent again",
      metadata: ["delivery": "\(delivery.id)", "event": "\(delivery.event)"]
    )
    for hint in delivery.hints {
      reconcilers.first { $0.source == hint.source }?.news.raise()
    }
  }

  private func setGauges() async {
    metrics.set(.isLeader, [], leadership.isHeld ? 1 : 0)
    if let count = try? await journal.pendingHintCount() { metrics.set(.hints, [], Double(count)) }
    if let count = try? await journal.reportCount() { metrics.set(.reports, [], Double(count)) }
  }
}

/// Work that goes on until the program is told to stop.
private struct BackgroundService: Service {
  let work: @Sendable () async -> Void

  func run() async throws { await cancelWhenGracefulShutdown { await work() } }
}

extension RunRecord.Outcome {
  /// The greater, the worse for a run of several branches.
  fileprivate var harm: Int {
    switch self {
    case .failed: 3
    case .refused: 2
    case .waiting, .staged: 1
    case .running, .interrupted, .unchanged, .applied: 0
    }
  }
}
