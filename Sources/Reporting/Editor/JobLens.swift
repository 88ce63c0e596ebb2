package import Configs
package import Diagnostics
internal import Formats
internal import JobDiff
package import Prow
internal import YAML

/// What is to be read above a job: what starts it, whether merges wait for it, and what it may do.
package struct JobLens {
  /// The job's name.
  package let place: Place
  /// In the words of `plimsoll jobs NAME` and `plimsoll review`, one after the other.
  package let titles: [String]

  /// The jobs of a file, in their order.
  package static func all(in file: LoadedFile, _ configuration: Configuration) -> [JobLens] {
    let jobs = configuration.jobs(of: file.document)
    if jobs.isEmpty { return [] }
    var makings = Makings(configuration)
    return jobs.map { JobLens($0, &makings) }
  }

  private init(_ job: ResolvedJob, _ makings: inout Makings) {
    place = job.job.nameNode.place
    let merges = makings.merges(of: job.job).map { "merges \($0.line.withoutAsides)" }
    let powers = JobGain.all(of: job, hasOneCluster: makings.hasOneCluster).filter {
      $0 != .blocksMerges
    }
    titles =
      [JobLens.start(of: job.job)] + merges
      + (powers.isEmpty ? [] : ["power: \(JobLens.words(powers))"])
  }

  private static func start(of job: Job) -> String {
    let places = PlaceWords(home: job.node.file)
    guard job.kind == .periodic else {
      return "starts \(StartWords(places).line(job).withoutAsides)"
    }
    // It shows no times, and so needs no clock.
    let schedule = JobSchedule(job, after: 0, count: 1, version: "")
    return "starts \(schedule.map { ScheduleWords(places).line($0).withoutAsides } ?? "never")"
  }

  /// `reads 2 secrets, runs in the trusted cluster default`.
  private static func words(_ powers: [JobGain]) -> String {
    let secrets = powers.filter { $0.words == JobGain.readsSecret }
    let others = powers.filter { $0.words != JobGain.readsSecret }.map(\.text)
    let words =
      secrets.count < 2 ? secrets.map(\.text) : ["reads \(secrets.count) secrets"]
    return (words + others).joined(separator: ", ")
  }

  /// What jobs of one file have in common.
  private struct Makings {
    let configuration: Configuration
    let hasOneCluster: Bool
    private var byRepo: [Text: BranchMerges] = [:]

    init(_ configuration: Configuration) {
      self.configuration = configuration
      let clusters = configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job.cluster)
      let first = clusters.first
      hasOneCluster = clusters.allSatisfy { $0 == first }
    }

    mutating func merges(of job: Job) -> [BranchMerges.Group] {
      guard job.kind == .presubmit, configuration.workspace.prow != nil else { return [] }
      if let known = byRepo[job.repo] { return known.of(job) }
      let others = configuration.jobsByFile.flatMap(\.jobs).map(\.job).filter {
        $0.kind != .periodic && $0.repo == job.repo
      }
      let merges = BranchMerges(configuration.workspace, repo: job.repo.string, others)
      byRepo[job.repo] = merges
      return merges.of(job)
    }
  }
}
