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
      // The most frequent kind is looked up among the others, which are few.
      let kinds = Job.Kind.allCases.sorted { scope.jobCount($0) < scope.jobCount($1) }
      var known: [HashedText: [Job]] = [:]
      var reported: Set<HashedText> = []
      for kind in kinds {
        let isLast = kind == kinds.last
        if isLast, known.isEmpty { return }
        scope.forEachJob(kind) { job in
          let (job, name) = (job.job, job.job.nameKey)
          let clash = known[name]?.first {
            $0.kind != job.kind && ($0.hasMostConcurrency || job.hasMostConcurrency)
          }
          if let clash, reported.insert(name).inserted { reportPair(job, clash, report) }
          if !isLast, !name.text.isEmpty { known[name, default: []].append(job) }
        }
      }
    }
  )

  private static func reportPair(_ one: Job, _ other: Job, _ report: Report) {
    let (limited, other) = one.hasMostConcurrency ? (one, other) : (other, one)
    report.about(limited)(
      "max_concurrency of the \(limited.kind.rawValue) \"\(limited.name.short)\" also counts runs of "
        + "the \(other.kind.rawValue) of the same name",
      at: limited[.maxConcurrency] ?? limited.nameNode,
      related: [(other.nameNode, "the \(other.kind.rawValue)")]
    )
  }
}

extension Job {
  fileprivate var hasMostConcurrency: Bool { (self[.maxConcurrency]?.wholeNumber ?? 0) > 0 }
}
