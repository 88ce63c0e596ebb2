package import GoFormats
package import Prow

/// The periodics of an installation, and when Prow starts them.
///
/// Source: Prow, `sync` in cmd/horologium/main.go, and pkg/cron/cron.go.
package struct Timetable: Sendable {
  package let window: TimeWindow
  /// In the order of the files.
  package let periodics: [Periodic]

  /// A periodic and its schedule.
  package struct Periodic: Sendable {
    package let job: ResolvedJob
    /// `nil` without `cron`, `interval` and `minimum_interval`.
    package let schedule: JobSchedule?
    package let times: Times
    /// Seconds that a run takes.
    package let runTime: Int64
    package let request: PodRequest
  }

  /// When runs start.
  package enum Times: Sendable {
    /// By the clock.
    case clock(CronTimes)
    /// At no fixed time, once in so many seconds, run time included where Prow waits for the end of a run.
    case floating(seconds: Double)
    /// Never.
    case never
  }

  /// - Parameters:
  ///   - jobs: Those that are no periodics are left out.
  ///   - window: The time that is asked for.
  ///   - runTimes: How long runs take.
  ///   - version: Prow's, as YYYY-MM-DD.
  package init(_ jobs: [ResolvedJob], in window: TimeWindow, _ runTimes: RunTimes, version: String)
  {
    self.window = window
    periodics = jobs.filter { $0.job.kind == .periodic }.map { job in
      let schedule = JobSchedule(job.job, after: window.start, count: 0, version: version)
      let runTime = runTimes.seconds(of: job)
      return Periodic(
        job: job,
        schedule: schedule,
        times: schedule.map { Times($0, runTime: runTime, version: version) } ?? .never,
        runTime: runTime,
        request: PodRequest(job)
      )
    }
  }
}

extension Timetable.Times {
  fileprivate init(_ schedule: JobSchedule, runTime: Int64, version: String) {
    switch schedule.kind {
    case .cron:
      let times = CronTimes(schedule.text, countsSteps: JobSchedule.countsSteps(version))
      self = times.map { .clock($0) } ?? .never
    // Horologium looks once a minute.
    case .every(let span): self = .floating(seconds: max(60, span.seconds))
    case .interval(let span): self = .floating(seconds: max(60, Double(runTime), span.seconds))
    case .minimumInterval(let span):
      self = .floating(seconds: max(60, Double(runTime) + max(0, span.seconds)))
    case .broken: self = .never
    }
  }
}

extension GoDuration {
  fileprivate var seconds: Double { Double(nanoseconds) / 1e9 }
}

extension Timetable.Periodic {
  /// Calls `body` with each minute at which a run is due, as seconds since 1970; not for those at no fixed
  /// time.
  ///
  /// Seconds in a cron line don't count: horologium looks once a minute.
  package func forEachStart(in window: TimeWindow, _ body: (Int64) -> Void) {
    guard case .clock(let times) = times else { return }
    times.forEachMinute(from: window.start, count: window.minutes, body)
  }
}
