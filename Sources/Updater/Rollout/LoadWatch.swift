internal import ConfigMaps
package import Logging
internal import Synchronization

/// Asks the components of one branch, until all have loaded what was applied, and then now and then.
package struct LoadWatch: Sendable {
  let source: FollowedBranch
  let components: [Rollout.Component]
  let ask: @Sendable (Rollout.Component) async -> ComponentAnswer
  let journal: Journal
  let metrics: Metrics
  let timekeeper: Timekeeper
  let logger: Logger
  /// Called when GitHub is to be told something.
  let reported: @Sendable () -> Void
  /// Called when a component has another state.
  let changed: @Sendable () -> Void

  private let asked = Times()

  /// Between two questions to a component that has not loaded what it should.
  private static let pause = Duration.seconds(2)
  /// Between two questions to one that has, or whose time is over.
  private static let longPause = Duration.seconds(30)
  /// Seconds after which a comment does not change any more if nobody asked in between.
  private static let longestWait = 3600.0

  /// When components were asked last, by name, as `Timekeeper.elapsed` tells it.
  private final class Times: Sendable {
    private let values = Mutex<[String: Duration]>([:])

    subscript(name: String) -> Duration? {
      get { values.withLock { $0[name] } }
      set { values.withLock { $0[name] = newValue } }
    }
  }

  package init(
    source: FollowedBranch,
    components: [Rollout.Component],
    ask: @escaping @Sendable (Rollout.Component) async -> ComponentAnswer,
    journal: Journal,
    metrics: Metrics,
    timekeeper: Timekeeper,
    logger: Logger,
    reported: @escaping @Sendable () -> Void = {},
    changed: @escaping @Sendable () -> Void = {}
  ) {
    self.source = source
    self.components = components
    self.ask = ask
    self.journal = journal
    self.metrics = metrics
    self.timekeeper = timekeeper
    self.logger = logger
    self.reported = reported
    self.changed = changed
  }

  /// Runs until the task is cancelled.
  ///
  /// - Parameters:
  ///   - leadership: Whether this process may speak.
  ///   - applied: Raised when something was applied.
  package func run(_ leadership: any Leadership, applied: Signal) async {
    var isLeading = false
    while !Task.isCancelled {
      if leadership.isHeld {
        if !isLeading { await begin() }
        isLeading = true
        await check()
      } else {
        isLeading = false
        metrics.drop(labels + ["component"], isAll: false)
      }
      _ = await applied.wait(atMost: LoadWatch.pause, timekeeper)
    }
  }

  /// Forgets what says nothing about now: nobody has asked while another replica led, or none did.
  package func begin() async {
    await attempt {
      let now = timekeeper.wall()
      try await journal.beginLoading(of: source, before: now - LoadWatch.longestWait, at: now)
    }
  }

  /// Asks each component that is due once, and says what is new.
  package func check() async { await attempt { try await look() } }

  private func attempt(_ work: () async throws -> Void) async {
    do { try await work() } catch {
      metrics.add(.errors, labels + ["where", "journal", "cause", "journal"])
      logger.error("components not looked at", metadata: ["reason": "\(error)"])
    }
  }

  private func look() async throws {
    // A run that ends while they are asked is looked at the next time.
    let (known, awaited) = try await journal.loading(of: source.description)
    let due = Set(known.filter { isDue($0, at: timekeeper.wall()) }.map(\.name))
    for name in due { asked[name] = timekeeper.elapsed() }
    let answers = await answers(of: due)
    let heard = timekeeper.wall()
    let records = known.map { record in
      guard let (component, answer) = answers[record.name] else { return record }
      var record = record
      record.heard(answer, limit: component.limit.seconds, at: heard)
      return record
    }
    let news = zip(known, records).filter { $0.0 != $0.1 }.map(\.1)
    let comments = comments(records, awaited, at: heard)
    if !news.isEmpty || !comments.isEmpty {
      try await journal.keep(news, comments, of: source, at: heard)
    }
    if !comments.isEmpty { reported() }
    count(records, at: heard)
    let turned = zip(known, records).filter { $0.0.state != $0.1.state }
    for (_, record) in turned { say(record) }
    if !turned.isEmpty { changed() }
  }

  private func isDue(_ record: ComponentRecord, at now: Double) -> Bool {
    if record.expected == nil { return false }
    let isPatient =
      switch record.state {
      case .waiting: false
      case .loaded, .late: true
      case .unknown: isOverdue(record, at: now)
      }
    guard isPatient, let last = asked[record.name] else { return true }
    return timekeeper.elapsed() - last >= LoadWatch.longPause
  }

  /// Whether it does not show what it should for longer than it may take.
  private func isOverdue(_ record: ComponentRecord, at now: Double) -> Bool {
    guard let missing = record.missingSince else { return false }
    let limit = components.first { $0.name == record.name }?.limit ?? .zero
    return now - missing > limit.seconds
  }

  private func answers(
    of names: Set<String>
  ) async -> [String: (Rollout.Component, ComponentAnswer)] {
    await withTaskGroup(of: (Rollout.Component, ComponentAnswer).self) { group in
      for component in components where names.contains(component.name) {
        group.addTask { (component, await ask(component)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0.name] = $1 }
    }
  }

  // MARK: Comments

  /// A comment is changed once when all have loaded what it is about, and once before that if the
  /// time of one is over.
  private func comments(
    _ records: [ComponentRecord],
    _ awaited: [AwaitedComment],
    at now: Double
  ) -> [(comment: AwaitedComment, isDone: Bool, report: Report)] {
    let byName = Dictionary(records.map { ($0.name, $0) }) { first, _ in first }
    return awaited.compactMap { comment in
      let own = comment.components.filter(\.isTold).compactMap { byName[$0.name] }
      let isDone = own.allSatisfy { $0.state == .loaded || isSettled($0, at: now) }
      guard isDone || !comment.isLate && own.contains(where: { $0.state == .late }) else {
        return nil
      }
      let text = LoadText.lines(comment, byName, components)
      let report = Report(
        repository: source.repository,
        branch: source.branch,
        subject: .pullRequests(of: comment.revision),
        body: ReportText.adding(text, to: comment.body)
      )
      return (comment, isDone, report)
    }
  }

  /// Whether it is certain that it can't be told: a pod that starts may not show a commit yet.
  private func isSettled(_ record: ComponentRecord, at now: Double) -> Bool {
    guard record.state == .unknown else { return false }
    return record.expected == nil || record.missingSince == nil || isOverdue(record, at: now)
  }

  // MARK: Numbers and words

  private var labels: [String] { ["repo", source.repository.description, "branch", source.branch] }

  private func count(_ records: [ComponentRecord], at now: Double) {
    for record in records {
      let place = labels + ["component", record.name]
      metrics.set(.componentLate, place, record.state == .late ? 1 : 0)
      metrics.set(.componentUnknown, place, record.state == .unknown ? 1 : 0)
      metrics.set(.componentWait, place, record.missingSince.map { max(0, now - $0) } ?? 0)
      if let took = record.took { metrics.set(.componentLoad, place, took) }
    }
    let names = Set(records.map(\.name))
    for component in components where !names.contains(component.name) {
      metrics.drop(labels + ["component", component.name], isAll: false)
    }
  }

  private func say(_ record: ComponentRecord) {
    let metadata: Logger.Metadata = [
      "component": "\(record.name)", "configMap": "\(record.target)",
      "revision": "\(record.expected ?? "none")", "reason": "\(record.note ?? "none")",
    ]
    switch record.state {
    case .loaded: logger.info("component has loaded what was applied", metadata: metadata)
    case .waiting: logger.info("component no longer shows what was applied", metadata: metadata)
    case .late: logger.error("component has not loaded what was applied", metadata: metadata)
    case .unknown:
      logger.warning("it can't be told what the component has loaded", metadata: metadata)
    }
  }
}
