internal import GoFormats
internal import Prow
package import Scheduling

/// What the periodics of an installation come to over a day, a week or a month.
package struct ScheduleReport {
  let timetable: Timetable
  let summary: LoadSummary
  /// What a run takes of which nothing is known, as people write it; and whether that is a guess.
  let runTime: String
  let isGuess: Bool

  package static let worstCount = 10

  /// - Parameters:
  ///   - timetable: The periodics, and the time that is asked for.
  ///   - runTime: What a run takes of which nothing is known, such as `1h`.
  ///   - isGuess: Whether nobody said so.
  package init(_ timetable: Timetable, runTime: String, isGuess: Bool) {
    self.timetable = timetable
    self.runTime = runTime
    self.isGuess = isGuess
    summary = LoadSummary(timetable, worstCount: ScheduleReport.worstCount)
  }

  /// A minute of the window.
  func time(_ minute: Int) -> CivilTime {
    CivilTime(unixSeconds: timetable.window.start + Int64(minute) * 60)
  }

  /// The hours of the window.
  var hours: [Hour] {
    stride(from: 0, to: timetable.window.minutes, by: 60).map { Hour($0, summary.whole) }
  }

  /// What comes together in an hour.
  struct Hour {
    /// Its first minute in the window.
    let minute: Int
    var starts = 0
    /// The first minute with the most starts.
    var busiest = (minute: 0, starts: 0)
    /// The most at once, with the average of jobs at no fixed time; each figure has its own minute.
    var running = ClusterLoad.Running()

    init(_ minute: Int, _ load: ClusterLoad) {
      self.minute = minute
      busiest.minute = minute
      for minute in minute..<min(minute + 60, load.starts.count) {
        starts += load.starts[minute]
        if load.starts[minute] > busiest.starts { busiest = (minute, load.starts[minute]) }
        running.raise(to: load.running[minute])
      }
      running.runs += load.floating.runs
      running.request += load.floating.request
    }
  }
}

extension ClusterLoad.Running {
  fileprivate mutating func raise(to other: ClusterLoad.Running) {
    runs = max(runs, other.runs)
    request.milliCPU = max(request.milliCPU, other.request.milliCPU)
    request.memory = max(request.memory, other.request.memory)
  }
}

extension PodRequest {
  /// Cores, as people write them: `12`, `0.5`.
  var cores: String {
    let tenths = (milliCPU / 100).rounded()
    return tenths >= 100 || tenths.truncatingRemainder(dividingBy: 10) == 0
      // Many absurd requests together are more than a number can hold.
      ? "\(Int(min((milliCPU / 1_000).rounded(), 9e18)))" : "\(tenths / 10)"
  }

  /// Memory as Kubernetes writes it, in the largest unit of which there is at least one: `1.5Gi`.
  var memoryText: String {
    let units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"]
    var (amount, unit) = (memory, 0)
    while amount >= 1_024, unit + 1 < units.count { (amount, unit) = (amount / 1_024, unit + 1) }
    let tenths = (amount * 10).rounded() / 10
    let isWhole = tenths == tenths.rounded() || tenths >= 100
    return (isWhole ? "\(Int(tenths.rounded()))" : "\(tenths)") + units[unit]
  }
}
