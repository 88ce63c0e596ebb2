internal import Diagnostics
internal import Linting
internal import Machine
internal import Prow
internal import YAML

/// Jobs, and what is found in each of them alone.
struct CheckedJobs: Sendable {
  /// In the order in which Prow reads them.
  let jobs: [ResolvedJob]
  /// Of each job.
  private let findings: [[Diagnostic]]

  /// Jobs are resolved and checked in portions of like size, whatever files they are from, so that one
  /// large file keeps every worker busy.
  private static let portion = 64

  private static func portions<Item>(_ items: [Item]) -> [ArraySlice<Item>] {
    stride(from: 0, to: items.count, by: portion).map {
      items[$0..<min($0 + portion, items.count)]
    }
  }

  /// Resolves and checks jobs.
  init(_ places: [JobPlace], in workspace: Workspace, _ linter: Linter) async {
    let checked = await ParallelMap.map(CheckedJobs.portions(places), workers: linter.workers) {
      let jobs = $0.map(workspace.resolve)
      return (jobs: jobs, findings: linter.check(jobs))
    }
    jobs = checked.flatMap(\.jobs)
    findings = checked.flatMap(\.findings)
  }

  /// The jobs of some files, which may be versions of former ones.
  ///
  /// A job of a file that is the same keeps its findings if it gets the same from defaults and presets
  /// as before, and if nothing in them is a place in one of these, where the text may be another one.
  ///
  /// `files`: The jobs of each file; `former` says where they are among those of `self` if the file is
  /// the same.
  func replaced(
    by files: [(jobs: [ResolvedJob], former: Range<Int>?)],
    _ linter: Linter
  ) async -> CheckedJobs {
    let all = files.flatMap(\.jobs)
    var findings: [[Diagnostic]] = []
    findings.reserveCapacity(all.count)
    var others: [Int] = []
    for (jobs, former) in files {
      for (index, job) in jobs.enumerated() {
        if let former, keepsFindings(job, of: former.lowerBound + index) {
          findings.append(self.findings[former.lowerBound + index])
        } else {
          others.append(findings.count)
          findings.append([])
        }
      }
    }
    let checked = await ParallelMap.map(CheckedJobs.portions(others), workers: linter.workers) {
      linter.check($0.map { all[$0] })
    }
    for (position, found) in zip(others, checked.joined()) { findings[position] = found }
    return CheckedJobs(jobs: all, findings: findings)
  }

  private init(jobs: [ResolvedJob], findings: [[Diagnostic]]) {
    (self.jobs, self.findings) = (jobs, findings)
  }

  private func keepsFindings(_ job: ResolvedJob, of position: Int) -> Bool {
    let former = jobs[position]
    if job === former { return true }
    guard job.getsTheSame(as: former) else { return false }
    return findings[position].allSatisfy { finding in
      let file = job.job.node.place.file
      // A fix may look at anything that the job has.
      return finding.fix == nil && finding.place.file === file
        && finding.related.allSatisfy { $0.place.file === file }
    }
  }

  var diagnostics: [Diagnostic] { findings.flatMap(\.self) }
}
