internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let sharedContext = Rule(
    id: "same-context-on-a-branch",
    group: .hygiene,
    severity: .warning,
    summary: "two jobs report under one context on a branch that both match",
    why: "Prow compares branches as strings when it looks for jobs with one context, but the "
      + "strings are regular expressions: main and ^main$ differ and match the same branch, and "
      + "release-1.1 also matches release-1.12. Both jobs run there, and each overwrites the "
      + "other's status.",
    help: "anchor the branches with ^ and $ and keep them apart, or give one job another context",
    source: "Prow, `Brancher.Intersects` and `Brancher.ShouldRun` in pkg/config/jobs.go",
    bad: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit-new, branches: [main], context: unit, spec: {containers: [{image: golang}]}}
        - {name: unit, branches: [^main$], context: unit, spec: {containers: [{image: golang}]}}
      """
    ),
    good: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit-1, branches: [^release-1$], context: unit, spec: {containers: [{image: golang}]}}
        - {name: unit, branches: [^main$], context: unit, spec: {containers: [{image: golang}]}}
      """
    ),
    check: .workspace { scope, report in
      var overlaps = BranchOverlaps()
      for kind in [Job.Kind.presubmit, .postsubmit] {
        for (_, jobs) in scope.jobsByRepo(kind) {
          check(jobs, &overlaps, report)
        }
      }
    }
  )

  private static func check(
    _ jobs: [ResolvedJob],
    _ overlaps: inout BranchOverlaps,
    _ report: Report
  ) {
    // Jobs of one context form a chain, from the last back to the first.
    var last: [HashedText: Int] = [:]
    var previous = [Int](repeating: -1, count: jobs.count)
    for (index, job) in jobs.enumerated() where !job.job.isTrue(.skipReport) {
      guard job.job.has(.branches) || job.job.has(.skipBranches) else { continue }
      if job.job.context.isEmpty { continue }
      previous[index] = last.updateValue(index, forKey: job.job.contextKey) ?? -1
      // Past some hundred, those have told enough.
      var (at, steps) = (previous[index], 0)
      while at >= 0, steps < 200 {
        if let branch = commonBranch(job.job, jobs[at].job, &overlaps) {
          show(job.job, jobs[at].job, branch, report)
          break
        }
        (at, steps) = (previous[at], steps + 1)
      }
    }
  }

  /// A branch on which both jobs run, though Prow does not see it.
  private static func commonBranch(
    _ job: Job,
    _ other: Job,
    _ overlaps: inout BranchOverlaps
  ) -> String? {
    guard let branch = overlaps.unseenBranch(of: job, and: other), !areOpposites(job, other) else {
      return nil
    }
    return branch
  }

  private static func show(
    _ job: Job,
    _ other: Job,
    _ branch: String,
    _ report: Report
  ) {
    let what = job.name == other.name ? "another job" : "job \"\(other.name.short)\""
    report.about(job)(
      "\"\(job.context.short)\" is also the context of \(what) on branch \(branch.shortened)",
      at: job[.context] ?? job.nameNode,
      related: [(other[.context] ?? other.nameNode, "the other one")]
    )
  }

  /// Whether one job runs exactly where the other does not.
  private static func areOpposites(_ one: Job, _ other: Job) -> Bool {
    func isOpposite(_ one: Job, _ other: Job) -> Bool {
      guard let run = one.text(.runIfChanged), !run.isEmpty else { return false }
      return other.text(.skipIfOnlyChanged) == run
    }
    return isOpposite(one, other) || isOpposite(other, one)
  }
}
