internal import ConfigMaps
internal import JobDiff

extension DiffWords {
  /// `2 ConfigMaps and 3 jobs differ`.
  static func summary(_ comparison: Comparison) -> String {
    if comparison.isEmpty { return "nothing differs" }
    if comparison.state.isEmpty, comparison.jobs.changes.isEmpty {
      return "nothing differs in what can be read"
    }
    let maps = count(comparison.state.configMaps.count, "ConfigMap")
    let jobs = count(comparison.jobs.changes.count, "job")
    return "\(maps) and \(jobs) differ"
  }

  /// What the diff says first; `nil` for files that Prow would load.
  ///
  /// `shown`: How the name of a commit is shown.
  static func refusal(
    _ comparison: Comparison,
    _ shown: (String) -> String = { $0 }
  ) -> String? {
    guard comparison.refusals > 0 else { return nil }
    let what = comparison.to.map(shown) ?? "the work tree"
    return "Prow would refuse \(what): \(count(comparison.refusals, "error"))"
  }

  /// `can't be read now; its jobs are not compared`.
  static func unread(_ file: JobsDiff.UnreadFile) -> String {
    let time = file.isNow && file.wasBefore ? "before or now" : file.isNow ? "now" : "before"
    return "can't be read \(time); its jobs are not compared"
  }
}
