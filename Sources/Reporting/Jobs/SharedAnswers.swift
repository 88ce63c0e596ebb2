package import Configs
internal import Prow
internal import Synchronization
internal import YAML

/// A configuration, with what questions about many of its jobs have in common: each is worked out once,
/// and when it is first asked for.
package final class SharedAnswers: Sendable {
  package let configuration: Configuration
  private let known = Mutex(Known())

  private struct Known {
    /// The presubmits and postsubmits by repository.
    var jobs: [Text: [Job]]?
    var repositories: RepositoryJobs?
    var merges: [Text: BranchMerges] = [:]
    var names: NearNames?
    var hasOneCluster: Bool?
  }

  package init(_ configuration: Configuration) { self.configuration = configuration }

  private var all: some Sequence<Job> {
    configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job)
  }

  /// Branches by whether merges into them wait for a job; none for all but presubmits.
  func merges(of job: Job) -> [BranchMerges.Group] {
    guard job.kind == .presubmit else { return [] }
    let repo = job.repo
    let merges = known.withLock { known in
      if let merges = known.merges[repo] { return merges }
      let jobs = known.jobs ?? Dictionary(grouping: all.filter { $0.kind != .periodic }, by: \.repo)
      let merges = BranchMerges(
        configuration.workspace,
        repo: repo.string,
        jobs[repo] ?? []
      )
      known.jobs = jobs
      known.merges[repo] = merges
      return merges
    }
    return merges.of(job)
  }

  /// The jobs by repository.
  var repositoryJobs: RepositoryJobs {
    known.withLock { known in
      let jobs = known.repositories ?? RepositoryJobs(Array(all))
      known.repositories = jobs
      return jobs
    }
  }

  /// The names of all jobs.
  var names: NearNames {
    known.withLock { known in
      let names = known.names ?? NearNames(all.map(\.name))
      known.names = names
      return names
    }
  }

  /// Whether all jobs run in one build cluster.
  var hasOneCluster: Bool {
    known.withLock { known in
      let first = all.first { _ in true }?.cluster
      let hasOne = known.hasOneCluster ?? all.allSatisfy { $0.cluster == first }
      known.hasOneCluster = hasOne
      return hasOne
    }
  }
}
