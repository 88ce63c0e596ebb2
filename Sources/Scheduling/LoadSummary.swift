internal import Prow
internal import YAML

/// What all periodics come to, and which clusters and minutes stand out.
package struct LoadSummary: Sendable {
  /// All clusters together.
  package let whole: ClusterLoad
  /// By the names of the clusters.
  package let clusters: [Peaks]
  /// The minutes with the most starts, the worst first, with the names of the jobs in the order of the
  /// files; none with a single start.
  package let worst: [(minute: Int, jobs: [String])]

  /// - Parameters:
  ///   - timetable: What is added up.
  ///   - worstCount: How many of the worst minutes to name.
  package init(_ timetable: Timetable, worstCount: Int) {
    let window = timetable.window
    var whole = ClusterLoad("", minutes: window.minutes)
    var clusters: [Peaks] = []
    let byCluster = Dictionary(grouping: timetable.periodics) { $0.job.job.cluster.string }
    // One after the other: there may be many, and each has a figure for every minute.
    for (cluster, periodics) in byCluster.sorted(by: { $0.key < $1.key }) {
      let load = ClusterLoad(cluster, periodics, in: window)
      clusters.append(Peaks(of: load))
      whole.add(load)
    }
    self.whole = whole
    self.clusters = clusters
    worst = LoadSummary.worst(worstCount, whole, timetable)
  }

  package var peaks: Peaks { Peaks(of: whole) }

  private static func worst(
    _ count: Int,
    _ whole: ClusterLoad,
    _ timetable: Timetable
  ) -> [(minute: Int, jobs: [String])] {
    let minutes = whole.starts.indices.filter { whole.starts[$0] > 1 }
      .sorted { (-whole.starts[$0], $0) < (-whole.starts[$1], $1) }
      .prefix(count)
    var jobs = Dictionary(uniqueKeysWithValues: minutes.map { ($0, [String]()) })
    for periodic in timetable.periodics {
      periodic.forEachStart(in: timetable.window) { time in
        let minute = Int((time - timetable.window.start) / 60)
        if jobs[minute] != nil { jobs[minute]?.append(periodic.job.job.name.string) }
      }
    }
    return minutes.map { ($0, jobs[$0] ?? []) }
  }
}
