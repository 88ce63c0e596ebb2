/// The most that comes together in a cluster.
package struct Peaks: Sendable {
  package let cluster: String
  package let jobCount: Int
  package let floatingJobCount: Int
  /// Starts in the window, by the clock.
  package let starts: Int
  /// The first minute with the most starts, and how many these are; `nil` if none is due.
  package let busiest: (minute: Int, starts: Int)?
  /// The most that runs at once, with the average of those at no fixed time; each figure has its own
  /// minute.
  package let running: ClusterLoad.Running

  init(of load: ClusterLoad) {
    cluster = load.cluster
    jobCount = load.jobCount
    floatingJobCount = load.floatingJobCount
    starts = load.starts.reduce(0, +)
    var best: (minute: Int, starts: Int)?
    for (minute, count) in load.starts.enumerated() where count > best?.starts ?? 0 {
      best = (minute, count)
    }
    busiest = best
    var most = ClusterLoad.Running()
    for running in load.running {
      most.runs = max(most.runs, running.runs)
      most.request.milliCPU = max(most.request.milliCPU, running.request.milliCPU)
      most.request.memory = max(most.request.memory, running.request.memory)
    }
    most += load.floating
    running = most
  }
}
