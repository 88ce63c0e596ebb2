package import YAML

/// A job with what Prow adds before it checks: defaults, presets and decoration (Prow J011-J017).
package struct ResolvedJob: Sendable {
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
  /// The presets that apply, in their order; none for jobs without pod spec.
  package let presets: [Preset]

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
    containers = job[.spec]?[.containers].map { Array($0.items) } ?? []
    self.presets = job[.spec] == nil ? [] : presets.matching(job[.labels])
  }

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
    let repo = job.defaultsRepo
    let cluster = job.cluster
    for entry in (config?.decorationDefaults ?? []).reversed()
    where RepoKey.matches(entry.repo, repo: repo)
      && RepoKey.matches(entry.cluster, cluster: cluster)
    {
      layers.append(entry.config)
    }
    // Without any default and any setting of its own there is nothing to check against.
    return Decoration(layers: layers)
  }
}

extension Job {
  /// The build cluster, `default` unless set (Prow J012).
  package var cluster: Text {
    text(.cluster).flatMap { $0.isEmpty ? nil : $0 } ?? .default
  }

  /// The repository whose defaults count: the key, or for a periodic its first extra ref.
  package var defaultsRepo: Text {
    guard kind == .periodic else { return repo }
    // Text can't be joined without a copy, so the parts are compared where they are written.
    return .empty
  }

  /// What is reported to GitHub: the context, or the name where that is empty (Prow J013).
  package var context: Text {
    text(.context).flatMap { $0.isEmpty ? nil : $0 } ?? name
  }
}

extension Job {
  /// What people write to run a presubmit again (Prow J014).
  package var rerunCommand: String {
    let own = self[.rerunCommand]?.convertedText ?? ""
    let trigger = self[.trigger]?.convertedText ?? ""
    return own.isEmpty && trigger.isEmpty ? "/test \(name.string)" : own
  }
}
