internal import Prow

/// What the periodics of one build cluster come to, minute by minute.
package struct ClusterLoad: Sendable {
  /// Empty for all clusters together.
  package let cluster: String
  package private(set) var jobCount = 0
  /// Starts that are due in each minute of the window.
  package private(set) var starts: [Int]
  /// What runs in each minute, of jobs by the clock.
  package private(set) var running: [Running]
  /// Starts a minute, of jobs at no fixed time.
  package private(set) var floatingStarts = 0.0
  /// What runs on average, of jobs at no fixed time.
  package private(set) var floating = Running()
  package private(set) var floatingJobCount = 0

  /// Runs that go on at the same time.
  package struct Running: Sendable {
    package var runs = 0.0
    package var request = PodRequest()

    package init(runs: Double = 0, request: PodRequest = PodRequest()) {
      self.runs = runs
      self.request = request
    }

    static func += (left: inout Running, right: Running) {
      left.runs += right.runs
      left.request += right.request
    }
  }

  init(_ cluster: String, minutes: Int) {
    self.cluster = cluster
    starts = Array(repeating: 0, count: minutes)
    running = Array(repeating: Running(), count: minutes)
  }

  /// `periodics`: Those of the cluster.
  package init(_ cluster: String, _ periodics: [Timetable.Periodic], in window: TimeWindow) {
    self.init(cluster, minutes: window.minutes)
    for periodic in periodics { add(periodic, in: window) }
    for minute in running.indices.dropFirst() { running[minute] += running[minute - 1] }
  }

  /// Until all are added, `running` holds what changes in a minute.
  private mutating func add(_ periodic: Timetable.Periodic, in window: TimeWindow) {
    jobCount += 1
    let length = max(1, Int((periodic.runTime + 59) / 60))
    if case .floating(let seconds) = periodic.times {
      floatingJobCount += 1
      floatingStarts += 60 / seconds
      let share = min(1, Double(periodic.runTime) / seconds)
      floating += Running(
        runs: share,
        request: PodRequest(
          milliCPU: share * periodic.request.milliCPU,
          memory: share * periodic.request.memory
        )
      )
    }
    // Runs that started before go on in the window.
    let before = min(length, 7 * 24 * 60)
    var freeFrom = -before
    let wider = TimeWindow(
      start: window.start - Int64(before) * 60,
      minutes: window.minutes + before
    )
    periodic.forEachStart(in: wider) { time in
      let minute = Int((time - window.start) / 60)
      if minute >= 0 { starts[minute] += 1 }
      // Prow leaves a start out while the last run goes on.
      guard minute >= freeFrom else { return }
      freeFrom = minute + length
      change(max(0, minute), by: periodic.request, 1)
      change(freeFrom, by: periodic.request, -1)
    }
  }

  private mutating func change(_ minute: Int, by request: PodRequest, _ sign: Double) {
    guard running.indices.contains(minute) else { return }
    running[minute] += Running(
      runs: sign,
      request: PodRequest(milliCPU: sign * request.milliCPU, memory: sign * request.memory)
    )
  }

  /// Adds what another cluster comes to.
  mutating func add(_ other: ClusterLoad) {
    jobCount += other.jobCount
    floatingJobCount += other.floatingJobCount
    floatingStarts += other.floatingStarts
    floating += other.floating
    for minute in starts.indices {
      starts[minute] += other.starts[minute]
      running[minute] += other.running[minute]
    }
  }
}
