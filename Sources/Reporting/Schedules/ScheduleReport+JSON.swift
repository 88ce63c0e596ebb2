internal import Diagnostics
internal import Formats
internal import GoFormats
internal import Prow
internal import Scheduling
internal import YAML

extension ScheduleReport {
  /// For programs: all periodics with their starts, all hours, and the minutes of all clusters together.
  package var json: [UInt8] {
    var object = JSONObject()
    object.add("from", time(0).rfc3339)
    object.add("minutes", timetable.window.minutes)
    object.addRaw("periodics", ScheduleReport.list(timetable.periodics.map(json)))
    object.addRaw("clusters", ScheduleReport.list(summary.clusters.map(json)))
    object.addRaw("hours", ScheduleReport.list(hours.map(json)))
    object.addRaw(
      "startsByMinute",
      ScheduleReport.list(summary.whole.starts.map { Array("\($0)".utf8) })
    )
    object.addRaw("worst", ScheduleReport.list(summary.worst.map(json)))
    return JSONObject.inert(object.bytes) + [UInt8(ascii: "\n")]
  }

  private static func list(_ items: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + items.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
  }

  private func json(_ periodic: Timetable.Periodic) -> [UInt8] {
    let place = periodic.job.job.nameNode.place
    var object = JSONObject()
    object.add("name", periodic.job.job.name.string)
    object.add("file", place.file.path)
    object.add("line", Int(LineIndex(place.file).position(at: place.range.start).line))
    object.add("cluster", periodic.job.job.cluster.string)
    object.add("kind", kind(periodic))
    object.add("schedule", periodic.schedule?.text)
    object.add("runSeconds", Int(periodic.runTime))
    add(periodic.request, to: &object)
    if case .floating(let seconds) = periodic.times {
      object.add("secondsBetweenStarts", Int(min(seconds, 1e15)))
    }
    var starts: [String] = []
    periodic.forEachStart(in: timetable.window) {
      starts.append(CivilTime(unixSeconds: $0).rfc3339)
    }
    object.addRaw("starts", JSONObject.texts(starts))
    return object.bytes
  }

  private func kind(_ periodic: Timetable.Periodic) -> String {
    switch periodic.schedule?.kind {
    case .cron: "cron"
    case .every: "every"
    case .interval: "interval"
    case .minimumInterval: "minimum_interval"
    case .broken, nil: "never"
    }
  }

  private func json(_ peaks: Peaks) -> [UInt8] {
    var object = JSONObject()
    object.add("cluster", peaks.cluster)
    object.add("periodics", peaks.jobCount)
    object.add("atNoFixedTime", peaks.floatingJobCount)
    object.add("starts", peaks.starts)
    object.add("busiestMinute", peaks.busiest.map { time($0.minute).rfc3339 })
    object.add("startsInIt", peaks.busiest?.starts ?? 0)
    add(peaks.running, to: &object)
    return object.bytes
  }

  private func json(_ hour: Hour) -> [UInt8] {
    var object = JSONObject()
    object.add("from", time(hour.minute).rfc3339)
    object.add("starts", hour.starts)
    object.add("busiestMinute", time(hour.busiest.minute).rfc3339)
    object.add("startsInIt", hour.busiest.starts)
    add(hour.running, to: &object)
    return object.bytes
  }

  private func json(_ worst: (minute: Int, jobs: [String])) -> [UInt8] {
    var object = JSONObject()
    object.add("at", time(worst.minute).rfc3339)
    object.addRaw("jobs", JSONObject.texts(worst.jobs))
    return object.bytes
  }

  private func add(_ running: ClusterLoad.Running, to object: inout JSONObject) {
    object.add("running", Int(running.runs.rounded()))
    add(running.request, to: &object)
  }

  private func add(_ request: PodRequest, to object: inout JSONObject) {
    object.add("milliCPU", ScheduleReport.whole(request.milliCPU))
    object.add("memoryBytes", ScheduleReport.whole(request.memory))
  }

  /// Sums of what jobs ask for may be more than a number can hold.
  private static func whole(_ amount: Double) -> Int { Int(min(amount.rounded(), 9e18)) }
}
