package import YAML

/// A job with what Prow adds before it checks: defaults, presets and decoration.
///
/// A class, since rules pass it around by the thousand.
///
/// Source: Prow, `finalizeJobConfig` in pkg/config/config.go and what it calls.
package final class ResolvedJob: Sendable {
  package let job: Job
  /// `nil` if config.yaml is not known; rules that need it are silent then.
  package let config: ProwConfig?
  /// As Prow's `agent`, `kubernetes` by default.
  package let agent: Agent
  /// Whether the pod utilities are added; `decorate_all_jobs` counts if the job says nothing.
  package let isDecorated: Bool
  /// Set for decorated jobs, and for others that have a `decoration_config`, which is then checked
  /// as it is written.
  package let decoration: Decoration?
  /// The job's own containers, without init containers.
  package let containers: [Node]
  /// The word after `/test` that starts the job, if its trigger and command are like those that Prow
  /// makes.
  ///
  /// See `Job.usualTestWord`.
  package let usualTestWord: Text?
  /// The presets that apply; none for jobs without pod spec.
  package let presetSet: PresetSet
  /// Whether it has labels that are not the first one of a preset that applies.
  package let hasOtherLabels: Bool

  package enum Agent: Sendable, Equatable {
    case kubernetes, jenkins, tekton
    /// Any other text, which Prow lets through with a log line.
    case other
  }

  package init(_ job: Job, config: ProwConfig?, presets: PresetTable) {
    self.job = job
    self.config = config
    agent = ResolvedJob.agent(job.text(.agent))
    let decorates = job[.decorate].map { $0.bool == true } ?? config?.decoratesAllJobs ?? false
    isDecorated = decorates
    decoration = ResolvedJob.decoration(of: job, isDecorated: decorates, config: config)
    usualTestWord = job.usualTestWord
    containers = job[.spec]?[.containers].map { Array($0.items) } ?? []
    (presetSet, hasOtherLabels) =
      job.has(.spec) ? presets.matching(job[.labels]) : (.none, job.has(.labels))
  }

  /// The presets that apply, in their order.
  package var presets: [Preset] { presetSet.presets }

  private static func agent(_ text: Text?) -> Agent {
    guard let text, !text.isEmpty, text != "kubernetes" else { return .kubernetes }
    return text == "jenkins" ? .jenkins : text == "tekton-pipeline" ? .tekton : .other
  }

  private static func decoration(
    of job: Job,
    isDecorated: Bool,
    config: ProwConfig?
  ) -> Decoration? {
    let own = job[.decorationConfig]
    guard isDecorated else { return own.map { Decoration(layers: [$0]) } }
    var layers = own.map { [$0] } ?? []
    let cluster = job.cluster
    // Most entries are for every repository, so that the name is not even made.
    lazy var repo = job.defaultsRepo
    for entry in (config?.decorationDefaults ?? []).reversed()
    where RepoKey.matches(entry.cluster, cluster: cluster) {
      let isForAll = entry.repo.map { $0.isEmpty || $0 == "*" } ?? true
      if isForAll || RepoKey.matches(entry.repo, repo: repo) { layers.append(entry.config) }
    }
    return Decoration(layers: layers)
  }
}

extension Job {
  /// The build cluster, `default` unless set.
  ///
  /// Source: Prow, `defaultJobBase` in pkg/config/config.go.
  package var cluster: Text {
    text(.cluster).flatMap { $0.isEmpty ? nil : $0 } ?? .default
  }

  /// The repository whose defaults count: the key, or for a periodic its first extra ref.
  package var defaultsRepo: String {
    if kind != .periodic { return repo.string }
    guard let first = self[.extraRefs]?.items.first(where: { _ in true }) else { return "" }
    return "\(first.text(.org)?.string ?? "")/\(first.text(.repo)?.string ?? "")"
  }
}

extension Job {
  /// What people write to run a presubmit again.
  ///
  /// Sources: Prow, `defaultPresubmitFields` and `DefaultRerunCommandFor` in pkg/config/config.go.
  package var rerunCommand: String {
    let own = self[.rerunCommand]?.convertedText ?? ""
    let trigger = self[.trigger]?.convertedText ?? ""
    return own.isEmpty && trigger.isEmpty ? "/test \(name.string)" : own
  }

  /// The pattern of comments that start a presubmit.
  ///
  /// Sources: Prow, `defaultPresubmitFields` and `DefaultTriggerFor` in pkg/config/config.go.
  package var resolvedTrigger: String {
    let own = self[.trigger]?.convertedText ?? ""
    let command = self[.rerunCommand]?.convertedText ?? ""
    return own.isEmpty && command.isEmpty
      ? "(?m)^/test( | .* )\(name.string),?($|\\s.*)" : own
  }
}
