internal import Prow
internal import YAML

/// The branch filters of many jobs, each compiled once.
struct BranchFilters {
  private var admissions: [BranchFilter: BranchFilter.Admission] = [:]

  mutating func admits(_ job: Job, _ branch: String) -> Bool {
    // Most jobs, which are spared the lists.
    if job[.branches] == nil, job[.skipBranches] == nil { return true }
    let filter = BranchFilter(job)
    if let known = admissions[filter] { return known.admits(branch) }
    let admission = BranchFilter.Admission(filter)
    admissions[filter] = admission
    return admission.admits(branch)
  }

  /// The jobs that can run on a branch.
  mutating func running(_ jobs: [Job], on branch: String) -> [Job] {
    var running: [Job] = []
    for job in jobs where admits(job, branch) { running.append(job) }
    return running
  }
}
