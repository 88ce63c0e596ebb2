package import Cluster
internal import Formats
internal import Synchronization

/// One run of a pod, from its creation to its end.
package final class PodRun: Sendable {
  private let client: ClusterClient
  private let pod: RunnablePod
  private let options: Options
  private let report: @Sendable (Event) -> Void
  private let state = Mutex<PodState?>(nil)

  package struct Options: Sendable {
    /// How long the pod may take until a container of it runs.
    package var startLimit: Duration
    /// How long to wait between two looks at the pod.
    package var pause: Duration

    package init(startLimit: Duration = .seconds(600), pause: Duration = .seconds(1)) {
      self.startLimit = startLimit
      self.pause = pause
    }
  }

  /// What happens, for people.
  package enum Event: Sendable, Equatable {
    /// A line that a container printed, with its line feed.
    case line(container: String, [UInt8])
    /// Why nothing goes on, such as `container test: ErrImagePull: ...`.
    case waiting(String)
    case ended(container: String, code: Int, reason: String)
  }

  package enum Outcome: Sendable, Equatable {
    /// The containers of the job have ended: 0, or the first other status of theirs.
    case ended(code: Int)
    /// The job has not run to its end, and why.
    case failed(String)
  }

  /// - Parameters:
  ///   - pod: What runs.
  ///   - client: Where.
  ///   - options: How patient it is.
  ///   - report: Is told what happens, from several tasks.
  package init(
    _ pod: RunnablePod,
    on client: ClusterClient,
    options: Options = Options(),
    report: @escaping @Sendable (Event) -> Void
  ) {
    self.pod = pod
    self.client = client
    self.options = options
    self.report = report
  }

  /// Follows the pod, which is there already, until the job has ended and its results are stored.
  ///
  /// - Throws: `ClusterError`, or `CancellationError` if the task is cancelled.
  package func follow() async throws -> Outcome {
    try await follow(
      pod.shownContainers,
      until: { self.outcome(of: $0) },
      line: { [report] in report(.line(container: $0, $1)) }
    )
  }

  /// Has the collector give out what the job has left, after `follow`.
  ///
  /// - Returns: An archive of all results, as `tar -c -z` makes it.
  /// - Throws: `ResultFault`, `ClusterError`, or `CancellationError` if the task is cancelled.
  package func results() async throws -> [UInt8] {
    try await client.merge(
      ["metadata": ["annotations": [RunnablePod.collectAnnotation: "now"]]],
      into: .pods,
      pod.name
    )
    let archive = Mutex(ResultArchive())
    let end = try await follow(
      [RunnablePod.collector],
      until: { state -> Outcome? in
        if let gone = self.ending(state) { return gone }
        guard case .ended(let code, _) = state.containers[RunnablePod.collector] else { return nil }
        return .ended(code: code)
      },
      line: { _, line in archive.withLock { $0.add(line) } }
    )
    if case .failed(let reason) = end { throw ResultFault(reason: reason) }
    return try archive.withLock { archive throws(ResultFault) in try archive.whole() }
  }

  // MARK: Following

  /// Looks at the pod again and again, and follows the logs of containers that have started.
  private func follow(
    _ containers: [String],
    until outcome: @escaping @Sendable (PodState) -> Outcome?,
    line: @escaping @Sendable (String, [UInt8]) -> Void
  ) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var followed: Set<String> = []
      let watch = StartWatch(limit: options.startLimit)
      while true {
        guard let json = try await client.object(.pods, pod.name) else {
          group.cancelAll()
          return .failed("somebody has deleted the pod")
        }
        let now = PodState(json)
        let before = state.withLock { known in
          defer { known = now }
          return known
        }
        tell(now, before)
        for container in containers where now.hasStarted(container) {
          guard followed.insert(container).inserted else { continue }
          group.addTask { try await self.followLog(of: container, line) }
        }
        if let outcome = outcome(now) {
          if case .failed = outcome, now.isBeingDeleted { group.cancelAll() }
          try await group.waitForAll()
          return outcome
        }
        if let late = watch.look(at: now, containers) {
          group.cancelAll()
          return .failed(late)
        }
        try await Task.sleep(for: options.pause)
      }
    }
  }

  private func followLog(
    of container: String,
    _ line: @escaping @Sendable (String, [UInt8]) -> Void
  ) async throws {
    let lines = Mutex(LogLines())
    var failures = 0
    while true {
      let hadEnded = state.withLock { $0?.hasEnded(container) ?? false }
      let since = lines.withLock { lines in
        lines.begin()
        return lines.since
      }
      do throws(ClusterError) {
        try await client.followLog(of: container, in: pod.name, since: since) { bytes in
          for whole in lines.withLock({ $0.add(bytes) }) { line(container, whole) }
        }
        if let rest = lines.withLock({ $0.finish() }) { line(container, rest) }
        // A container that ended before the answer began has said all.
        if hadEnded { return }
        failures = 0
      } catch {
        failures += 1
        try Task.checkCancellation()
        if failures > 5 || !error.isTransient && hadEnded { throw error }
      }
      try await Task.sleep(for: options.pause)
    }
  }

  // MARK: What a state means

  private func outcome(of state: PodState) -> Outcome? {
    if let ending = ending(state) { return ending }
    for name in pod.initContainers {
      if case .ended(let code, let reason) = state.containers[name], code != 0 {
        return .failed(
          "init container \(name) ended with \(code)\(reason.isEmpty ? "" : ", \(reason)")"
        )
      }
    }
    var status = 0
    for name in pod.testContainers {
      guard case .ended(let code, _) = state.containers[name] else {
        return state.phase == "Failed" ? .failed(state.failure) : nil
      }
      if status == 0 { status = code }
    }
    if let sidecar = pod.sidecar, !state.hasEnded(sidecar) { return nil }
    return .ended(code: status)
  }

  /// What ends a pod from outside.
  private func ending(_ state: PodState) -> Outcome? {
    if state.isBeingDeleted { return .failed("somebody deletes the pod") }
    return state.phase == "Failed" && state.containers.isEmpty ? .failed(state.failure) : nil
  }

  private func tell(_ state: PodState, _ before: PodState?) {
    if let reason = state.unscheduled, reason != before?.unscheduled {
      report(.waiting("no node takes the pod: \(reason)"))
    }
    for name in pod.shownContainers {
      let (new, old) = (state.containers[name], before?.containers[name])
      if new == old { continue }
      switch new {
      case .waiting(let reason) where !StartWatch.isUsual(reason):
        report(.waiting("container \(name): \(reason)"))
      case .ended(let code, let reason):
        report(.ended(container: name, code: code, reason: reason))
      default: break
      }
    }
  }
}

extension PodState {
  fileprivate var failure: String {
    "the pod has failed: \(reason.isEmpty ? "no reason is given" : reason)"
  }
}

/// How long a pod may take to start.
private struct StartWatch {
  let limit: Duration
  private let start = ContinuousClock.now

  init(limit: Duration) { self.limit = limit }

  /// What every container says before it starts.
  static func isUsual(_ reason: String) -> Bool {
    ["", "ContainerCreating", "PodInitializing"].contains(reason)
  }

  /// Why the pod has had its time; `nil` while it has some, or where one of the containers has started.
  func look(at state: PodState, _ containers: [String]) -> String? {
    guard !containers.contains(where: state.hasStarted), ContinuousClock.now - start >= limit else {
      return nil
    }
    let waiting = containers.compactMap { name -> String? in
      guard case .waiting(let reason) = state.containers[name], !reason.isEmpty else { return nil }
      return "container \(name): \(reason)"
    }
    let reason = state.unscheduled.map { "no node takes it: \($0)" } ?? waiting.first
    return "the pod has not started within \(limit.components.seconds) s: "
      + (reason ?? "its phase is \(state.phase)")
  }
}
