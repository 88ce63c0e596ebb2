internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let sharedMaxConcurrency = Rule(
    id: "shared-max-concurrency",
    group: .hygiene,
    severity: .warning,
    summary: "jobs of different kinds share max_concurrency, as they have one name",
    why: "Prow counts the unfinished runs of a job by the job's name alone. A presubmit and a "
      + "postsubmit of one name count together: while pull requests are tested, the postsubmit "
      + "with a limit of 1 waits.",
    help: "give the jobs different names if each should have a limit of its own",
    source: "Prow, `canExecuteConcurrentlyPerJob` in pkg/plank/reconciler.go",
    bad: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit, spec: {containers: [{image: golang}]}}
      postsubmits:
        acme/rocket:
        - {name: unit, max_concurrency: 1, spec: {containers: [{image: golang}]}}
      """
    ),
    good: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit, spec: {containers: [{image: golang}]}}
      postsubmits:
        acme/rocket:
        - {name: post-unit, max_concurrency: 1, spec: {containers: [{image: golang}]}}
      """
    ),
    check: .workspace { scope, report in
      // Only jobs with a limit can be held up, and few have one.
      var limited: [Text: Job] = [:]
      for (_, jobs) in scope.jobsByFile {
        for job in jobs where (job.job[.maxConcurrency]?.wholeNumber ?? 0) > 0 {
          if limited[job.job.name] == nil { limited[job.job.name] = job.job }
        }
      }
      if limited.isEmpty { return }
      for (_, jobs) in scope.jobsByFile {
        for other in jobs {
          guard let job = limited[other.job.name], job.kind != other.job.kind, !job.name.isEmpty
          else { continue }
          limited[other.job.name] = nil
          report.about(job)(
            "max_concurrency of the \(job.kind.rawValue) \"\(job.name.short)\" also counts runs of "
              + "the \(other.job.kind.rawValue) of the same name",
            at: job[.maxConcurrency] ?? job.nameNode,
            related: [(other.job.nameNode, "the \(other.job.kind.rawValue)")]
          )
        }
      }
    }
  )
}
