internal import Configs
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
  package static func all(in file: LoadedFile, _ answers: SharedAnswers) -> [JobLens] {
    answers.configuration.jobs(of: file.document).map { JobLens($0, answers) }
  }

  private init(_ job: ResolvedJob, _ answers: SharedAnswers) {
    place = job.job.nameNode.place
    // Without config.yaml nobody knows what merges wait for.
    let knowsMerges = answers.configuration.workspace.prow != nil
    let merges =
      knowsMerges
      ? answers.merges(of: job.job).map { "merges \($0.line.withoutAsides)" } : []
    let powers = JobGain.all(of: job, hasOneCluster: answers.hasOneCluster).filter {
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
}
