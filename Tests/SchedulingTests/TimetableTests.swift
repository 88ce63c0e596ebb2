import Configs
import Diagnostics
import GoFormats
import Prow
import Testing
import YAML

@testable import Scheduling

/// Periodics that are read from the text of a job file.
struct Periodics {
  let jobs: [ResolvedJob]

  init(_ text: String) {
    let file = LoadedFile.load(
      SourceFile(path: "jobs.yaml", text: text),
      kind: .jobs,
      schema: ProwSchema()
    )
    // Nodes live as long as their document, and tests keep only what they look at.
    _ = Unmanaged.passRetained(file.document)
    let workspace = Workspace([file]) { _ in nil }
    jobs = workspace.jobs(of: file).map(workspace.resolve)
  }

  /// Monday 2 March 2026.
  static let monday: Int64 = 1_772_409_600

  func timetable(
    minutes: Int = 24 * 60,
    runTimes: RunTimes = RunTimes(usual: 3_600),
    version: String = "2026-08-21"
  ) -> Timetable {
    Timetable(
      jobs,
      in: TimeWindow(start: Periodics.monday, minutes: minutes),
      runTimes,
      version: version
    )
  }

  /// The minutes of the first day at which the first job starts.
  func starts(version: String = "2026-08-21") -> [Int] {
    let timetable = timetable(version: version)
    var minutes: [Int] = []
    timetable.periodics[0].forEachStart(in: timetable.window) {
      minutes.append(Int(($0 - Periodics.monday) / 60))
    }
    return minutes
  }
}

@Suite("When periodics start")
struct TimetableTests {
  private func starts(_ cron: String, version: String = "2026-08-21") -> [Int] {
    Periodics("periodics: [{name: nightly, cron: '\(cron)'}]").starts(version: version)
  }

  @Test(
    arguments: [
      ("0 3 * * *", [180]), ("*/30 1-2 * * *", [60, 90, 120, 150]), ("@daily", [0]),
      ("15 6 * * 1", [375]), ("15 6 * * 2", []), ("0 0 2 3 *", [0]), ("0 0 31 2 *", []),
      // Horologium looks once a minute, so that seconds don't count.
      ("*/10 5 4 * * *", [245]), ("@every 2h", []), ("no line", []),
    ] as [(String, [Int])]
  )
  func aCronLineStartsJobsAtItsMinutes(_ cron: String, _ expected: [Int]) {
    #expect(starts(cron) == expected)
  }

  @Test("a star with a step leaves the days to the other field until Prow has cron v3")
  func starsWithAStep() {
    // The day is the 2nd, a Monday.
    #expect(starts("0 0 */2 * 1", version: "2026-02-27").isEmpty)
    #expect(starts("0 0 */2 * 1", version: "2026-05-21") == [0])
  }

  @Test("jobs by interval start at no fixed time, and wait for the end of a run")
  func intervals() throws {
    let times = Periodics(
      """
      periodics:
      - {name: a, interval: 6h}
      - {name: b, interval: 10m}
      - {name: c, minimum_interval: 10m}
      - {name: d, cron: '@every 1s'}
      - {name: e}
      """
    ).timetable().periodics.map(\.times)
    let seconds = times.map { times -> Double in
      if case .floating(let seconds) = times { seconds } else { -1 }
    }
    #expect(seconds == [21_600, 3_600, 4_200, 60, -1])
  }

  @Test("no run is longer than its timeout, and known run times win over the usual one")
  func runTimes() {
    let jobs = Periodics(
      """
      periodics:
      - {name: a, cron: '0 0 * * *'}
      - {name: b, cron: '0 0 * * *', decorate: true, decoration_config: {timeout: 20m}}
      - {name: c, cron: '0 0 * * *', decorate: true, decoration_config: {timeout: 20m}}
      """
    )
    let times = RunTimes(usual: 3_600, known: ["c": 90])
    #expect(jobs.timetable(runTimes: times).periodics.map(\.runTime) == [3_600, 1_200, 90])
  }

  @Test("a pod asks for the sum of its containers, or for its largest init container")
  func requests() {
    let request = Periodics(
      """
      periodics:
      - name: a
        cron: '0 0 * * *'
        spec:
          initContainers:
          - {name: i, resources: {requests: {cpu: "4", memory: 1Ki}}}
          containers:
          - {name: x, resources: {requests: {cpu: 500m, memory: 1Gi}}}
          - {name: y, resources: {limits: {cpu: 1, memory: 512Mi}}}
          - {name: z, resources: {requests: {cpu: much}}}
      """
    ).timetable().periodics[0].request
    #expect(request == PodRequest(milliCPU: 4_000, memory: 1_610_612_736))
  }
}

@Suite("What runs at the same time")
struct ClusterLoadTests {
  private func load(_ periodics: String, minutes: Int = 24 * 60) -> ClusterLoad {
    LoadSummary(Periodics(periodics).timetable(minutes: minutes), worstCount: 3).whole
  }

  @Test(
    "a start is left out while the last run goes on, and counts all the same as one that is due"
  )
  func overlap() {
    let load = load("periodics: [{name: a, cron: '*/30 * * * *'}]", minutes: 180)
    #expect(load.starts.indices.filter { load.starts[$0] == 1 } == [0, 30, 60, 90, 120, 150])
    #expect(Set(load.running.map(\.runs)) == [1])
  }

  @Test("runs that started before the window go on in it")
  func earlierRuns() {
    let load = load("periodics: [{name: a, cron: '30 23 * * *'}]", minutes: 120)
    #expect(load.running.map(\.runs) == (0..<120).map { $0 < 30 ? 1 : 0 })
    #expect(load.starts.allSatisfy { $0 == 0 })
  }

  @Test("jobs at no fixed time count by their average")
  func floating() {
    let load = load(
      "periodics: [{name: a, interval: 4h, spec: {containers: [{resources: {requests: {cpu: 2}}}]}}]"
    )
    #expect(load.floatingStarts == 1.0 / 240)
    #expect(load.floating.runs == 0.25)
    #expect(load.floating.request.milliCPU == 500)
  }

  @Test("the worst minutes and the clusters are named")
  func summary() throws {
    let periodics = Periodics(
      """
      periodics:
      - {name: a, cron: '0 0 * * *'}
      - {name: b, cron: '0 0,5 * * *', cluster: build}
      - {name: c, cron: '0 5 * * *', cluster: build}
      - {name: d, cron: '0 0 * * *', cluster: build}
      """
    )
    let summary = LoadSummary(periodics.timetable(), worstCount: 3)
    #expect(summary.worst.map(\.minute) == [0, 300])
    #expect(summary.worst.map(\.jobs) == [["a", "b", "d"], ["b", "c"]])
    #expect(summary.clusters.map(\.cluster) == ["build", "default"])
    #expect(summary.clusters.map(\.starts) == [4, 1])
    #expect(summary.clusters.map { $0.busiest?.starts } == [2, 1])
    #expect(summary.peaks.running.runs == 3)
  }
}
