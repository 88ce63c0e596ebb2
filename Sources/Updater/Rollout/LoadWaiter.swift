/// Asks components until they have loaded what was applied, for `apply --wait`.
package struct LoadWaiter: Sendable {
  private let components: [Rollout.Component]
  private let ask: @Sendable (Rollout.Component, Duration) async -> ComponentAnswer
  private let timekeeper: Timekeeper
  /// In place of the time of each component.
  private let limit: Duration?

  private static let pause = Duration.seconds(1)
  /// What an answer may take if hardly any time is left.
  private static let leastTime = Duration.seconds(20)

  /// - Parameters:
  ///   - components: Whom to ask.
  ///   - limit: How long each may take, in place of its own time.
  ///   - timekeeper: Tells the time.
  ///   - ask: Asks one, within a time.
  package init(
    _ components: [Rollout.Component],
    limit: Duration? = nil,
    timekeeper: Timekeeper = .system,
    ask: @escaping @Sendable (Rollout.Component, Duration) async -> ComponentAnswer = {
      await ComponentClient().ask($0, atMost: $1)
    }
  ) {
    self.components = components
    self.limit = limit
    self.timekeeper = timekeeper
    self.ask = ask
  }

  /// Waits until each has loaded what it should, or its time is over.
  ///
  /// - Returns: What is known of each, in the order of `expectations`; `loaded`, `late` or `unknown`.
  package func wait(for expectations: [ComponentExpectation]) async -> [ComponentRecord] {
    var records = begin(expectations)
    while true {
      await look(at: &records)
      if !records.contains(where: isOpen) || Task.isCancelled { return records }
      try? await timekeeper.sleep(LoadWaiter.pause)
    }
  }

  /// Watches that components which have loaded it go on to show it.
  ///
  /// - Parameters:
  ///   - records: All of them loaded.
  ///   - time: For how long.
  /// - Returns: The same at the end, or when one no longer shows it.
  package func watch(_ records: [ComponentRecord], for time: Duration) async -> [ComponentRecord] {
    var records = records
    let end = timekeeper.elapsed() + time
    while true {
      await look(at: &records, again: true)
      let left = end - timekeeper.elapsed()
      if left <= .zero || records.contains(where: { $0.state != .loaded }) { return records }
      try? await timekeeper.sleep(min(left, .seconds(5)))
    }
  }

  private func begin(_ expectations: [ComponentExpectation]) -> [ComponentRecord] {
    let now = timekeeper.wall()
    return expectations.map { expectation in
      var record = ComponentRecord(
        source: "",
        name: expectation.name,
        target: expectation.target,
        since: now
      )
      record.expect(expectation, at: now)
      return record
    }
  }

  private func look(at records: inout [ComponentRecord], again: Bool = false) async {
    let open = records.filter { again || isOpen($0) }
    let times = Dictionary(open.map { ($0.name, timeLeft(of: $0)) }) { first, _ in first }
    let answers = await withTaskGroup(of: (String, ComponentAnswer).self) { group in
      for component in components {
        guard let time = times[component.name] else { continue }
        group.addTask { (component.name, await ask(component, time)) }
      }
      return await group.reduce(into: [String: ComponentAnswer]()) { $0[$1.0] = $1.1 }
    }
    let now = timekeeper.wall()
    for index in records.indices {
      guard let answer = answers[records[index].name] else { continue }
      records[index].heard(answer, limit: limit(of: records[index].name).seconds, at: now)
    }
  }

  private func limit(of name: String) -> Duration {
    limit ?? components.first { $0.name == name }?.limit ?? .zero
  }

  /// What an answer may take, so that the end does not come later than it should.
  private func timeLeft(of record: ComponentRecord) -> Duration {
    let missing = record.missingSince.map { timekeeper.wall() - $0 } ?? 0
    return max(LoadWaiter.leastTime, limit(of: record.name) - .seconds(missing))
  }

  /// Whether another answer may tell more.
  private func isOpen(_ record: ComponentRecord) -> Bool {
    switch record.state {
    case .loaded, .late: return false
    case .waiting: return true
    case .unknown:
      // A pod that starts may not show a commit yet.
      guard record.expected != nil, let missing = record.missingSince else { return false }
      return timekeeper.wall() - missing <= limit(of: record.name).seconds
    }
  }
}
