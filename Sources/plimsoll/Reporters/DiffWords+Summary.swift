import ConfigMaps
import Frontend

extension DiffWords {
  /// `2 ConfigMaps and 3 jobs differ`.
  static func summary(_ comparison: Comparison) -> String {
    if comparison.isEmpty { return "nothing differs" }
    let maps = count(comparison.state.configMaps.count, "ConfigMap")
    let jobs = count(comparison.jobs.changes.count, "job")
    return "\(maps) and \(jobs) differ"
  }
}
