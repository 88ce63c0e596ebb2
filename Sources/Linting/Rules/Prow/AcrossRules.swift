internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What jobs and files must not share.
  static let across: [Rule] = [
    duplicateFileName, duplicateJob, duplicatePeriodic, duplicateContext,
  ]

  static let duplicateFileName = Rule(
    id: "duplicate-file-name",
    summary: "two job files have the same name in different folders",
    why: "Job files end up as keys of ConfigMaps under their bare names, where one would replace "
      + "the other. Prow refuses the whole config.",
    help: "rename one of them",
    source: "Prow, `ReadJobConfig` in pkg/config/config.go",
    bad: Example(files: [
      ("app/tests.yaml", "presubmits: {}\n"), ("lib/tests.yaml", "presubmits: {}\n"),
    ]),
    good: Example(files: [
      ("app/app-tests.yaml", "presubmits: {}\n"), ("lib/lib-tests.yaml", "presubmits: {}\n"),
    ]),
    check: .workspace { scope, report in
      var first: [Substring: LoadedFile] = [:]
      for file in scope.workspace.jobFiles {
        let path = file.file.path
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = path[(slash.map(path.utf8.index(after:)) ?? path.startIndex)...]
        guard let other = first[name] else {
          first[name] = file
          continue
        }
        report(
          "another job file is called \(name)",
          in: file.file,
          related: [
            RelatedPlace(
              place: Place(file: other.file, range: .fileStart),
              message: "the first one"
            )
          ]
        )
      }
    }
  )

  static let duplicateJob = Rule(
    id: "duplicate-job",
    summary: "a repository has two jobs of one name on the same branch",
    why: "Prow finds a job by its name. Two presubmits, or two postsubmits, of a repository may "
      + "share one only if no branch runs both.",
    help: "rename one of them, or keep their branches apart",
    source: "Prow, `validatePresubmits` in pkg/config/config.go",
    bad: .jobs(
      """
      presubmits:
        acme/rocket:
        - name: unit
          spec: {containers: [{image: golang}]}
        - name: unit
          spec: {containers: [{image: golang}]}
      """
    ),
    good: .jobs(
      """
      presubmits:
        acme/rocket:
        - name: unit
          branches: [main]
          spec: {containers: [{image: golang}]}
        - name: unit
          branches: [release-1]
          spec: {containers: [{image: golang}]}
      """
    ),
    fix: .safe,
    check: .workspace { scope, report in
      var clashes = Clashes()
      for kind in [Job.Kind.presubmit, .postsubmit] {
        for (repo, jobs) in scope.jobsByRepo(kind) {
          clashes.forEach(in: jobs, sharing: { $0.job.nameKey }) { job, other in
            report.about(job.job)(
              "\(repo.isEmpty ? "this repository" : repo.short) has another \(kind.rawValue) called \"\(job.job.name.short)\" on the same branch",
              at: job.job.nameNode,
              related: [(other.job.nameNode, "the first one")],
              fix: .removeRepeat(of: other.job.node, with: job.job.node, inOneList: false)
            )
          }
        }
      }
    }
  )

  static let duplicatePeriodic = Rule(
    id: "duplicate-periodic",
    summary: "two periodics have the same name",
    why: "Prow finds a periodic by its name, which must be the only one in all files.",
    help: "rename one of them",
    source: "Prow, `validatePeriodics` in pkg/config/config.go",
    bad: .jobs(
      """
      periodics:
      - {name: nightly, interval: 24h, spec: {containers: [{image: golang}]}}
      - {name: nightly, interval: 24h, spec: {containers: [{image: golang}]}}
      """
    ),
    good: .jobs(
      """
      periodics:
      - {name: nightly, interval: 24h, spec: {containers: [{image: golang}]}}
      - {name: half-daily, interval: 12h, spec: {containers: [{image: golang}]}}
      """
    ),
    fix: .safe,
    check: .workspace { scope, report in
      var first: [HashedText: Job] = [:]
      first.reserveCapacity(scope.jobCount(.periodic))
      scope.forEachJob(.periodic) { job in
        let name = job.job.name
        guard !name.isEmpty else { return }
        guard let other = first[job.job.nameKey] else {
          first[job.job.nameKey] = job.job
          return
        }
        report.about(job.job)(
          "another periodic is called \"\(name.short)\"",
          at: job.job.nameNode,
          related: [(other.nameNode, "the first one")],
          fix: .removeRepeat(of: other.node, with: job.job.node, inOneList: false)
        )
      }
    }
  )

  static let duplicateContext = Rule(
    id: "duplicate-context",
    summary: "two jobs of a repository report under one context",
    why: "A context is a line among the checks of a pull request; two jobs would overwrite each "
      + "other's. A job without context has its name as one. Jobs that do not report count too.",
    help: "give one of them another context",
    source: "Prow, `validatePresubmits` in pkg/config/config.go",
    bad: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit, context: tests, spec: {containers: [{image: golang}]}}
        - {name: lint, context: tests, spec: {containers: [{image: golang}]}}
      """
    ),
    good: .jobs(
      """
      presubmits:
        acme/rocket:
        - {name: unit, context: unit tests, spec: {containers: [{image: golang}]}}
        - {name: lint, spec: {containers: [{image: golang}]}}
      """
    ),
    check: .workspace { scope, report in
      var clashes = Clashes()
      for kind in [Job.Kind.presubmit, .postsubmit] {
        for (_, jobs) in scope.jobsByRepo(kind) {
          clashes.forEach(
            in: jobs,
            sharing: { $0.job.contextKey },
            unlessSharing: { $0.job.nameKey }
          ) { job, other in
            report.about(job.job)(
              "\"\(job.job.context.short)\" is also the context of job \"\(other.job.name.short)\"",
              at: job.job[.context] ?? job.job.nameNode,
              related: [(other.job[.context] ?? other.job.nameNode, "the first one")]
            )
          }
        }
      }
    }
  )
}

/// Finds jobs that share a name or context and can run on the same branch.
struct Clashes {
  private var patterns = BranchFilter.SkipPatterns()

  /// Calls `body` for each job with the first one before it that clashes.
  ///
  /// Linear in jobs as long as few share the text.
  ///
  /// `other`: Jobs that share this text as well do not count.
  mutating func forEach(
    in jobs: [ResolvedJob],
    sharing text: (ResolvedJob) -> HashedText,
    unlessSharing other: ((ResolvedJob) -> HashedText)? = nil,
    _ body: (_ job: ResolvedJob, _ other: ResolvedJob) -> Void
  ) {
    var firsts: [HashedText: Int] = [:]
    firsts.reserveCapacity(jobs.count)
    // For the first job with a string, the jobs with the same string after it.
    var others: [Int: [Int]] = [:]
    for (position, job) in jobs.enumerated() {
      let key = text(job)
      if key.text.isEmpty { continue }
      guard let first = firsts[key] else {
        firsts[key] = position
        continue
      }
      let filter = BranchFilter(job.job)
      // Past a few hundred of one name the first clash has been told often enough.
      let earlier = [first] + (others[first] ?? []).prefix(500)
      let clash = earlier.lazy.map { jobs[$0] }.first { candidate in
        let isSameOther = other.map { $0(candidate) == $0(job) } ?? false
        return !isSameOther && filter.intersects(BranchFilter(candidate.job), &patterns)
      }
      if let clash { body(job, clash) }
      others[first, default: []].append(position)
    }
  }
}
