package import Formats
package import Prow
internal import YAML

/// Jobs as a table, one a line.
package enum JobTableReporter {
  package static func render(_ jobs: [ResolvedJob]) -> TerminalText {
    let positions = PositionFinder()
    let rows = jobs.map { job in
      [
        job.job.kind.rawValue,
        job.job.repo.isEmpty ? "-" : job.job.repo.string,
        job.job.name.isEmpty ? "-" : job.job.name.string,
        job.job.cluster.string,
        when(job),
        positions.text(job.job.nameNode.place),
      ]
    }
    return TextTable.render([["TYPE", "REPO", "NAME", "CLUSTER", "RUNS", "DEFINED"]] + rows)
  }

  /// What starts the job, in a few words.
  private static func when(_ job: ResolvedJob) -> String {
    for field in [Field.cron, .interval, .minimumInterval] {
      if let value = job.job[field], !value.isEmpty {
        return "\(field.name) \(value.convertedText)"
      }
    }
    if let pattern = job.job.text(.runIfChanged), !pattern.isEmpty { return "if changed" }
    if let pattern = job.job.text(.skipIfOnlyChanged), !pattern.isEmpty { return "unless only" }
    switch (job.job.kind, job.job[.alwaysRun]?.bool) {
    case (.presubmit, true), (.postsubmit, nil), (.postsubmit, true): return "always"
    case (.presubmit, _): return "on demand"
    default: return "never"
    }
  }
}
