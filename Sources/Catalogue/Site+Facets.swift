internal import Configs
internal import Diagnostics
internal import Machine
internal import Prow
internal import Reporting
internal import YAML

extension Site {
  /// The values of all facets, by the raw value of each.
  static func facets(
    _ jobs: [ResolvedJob],
    _ configuration: Configuration,
    workers: Int
  ) async -> [FacetIndex] {
    let presets = configuration.workspace.presets.presets
    return await ParallelMap.map(Facet.allCases, workers: workers) { facet in
      FacetIndex(
        facet,
        known: facet == .preset ? presets.map(value) : [],
        jobs: jobs.map { values(facet, of: $0) }
      )
    }
  }

  /// The values that a job has; each may be there more than once.
  private static func values(
    _ facet: Facet,
    of job: ResolvedJob
  ) -> [(key: String, name: String)] {
    if facet == .preset { return job.presets.map(value) }
    let names =
      switch facet {
      case .repository: job.job.repositories
      case .kind: [job.job.kind.rawValue]
      case .cluster: [job.job.cluster.string]
      case .image: images(of: job)
      case .secret: job.secrets.map(\.name)
      case .annotation: job.job[.annotations]?.entries.map(\.key.text.string) ?? []
      case .preset: [String]()
      }
    return names.map { ($0, $0) }
  }

  private static func value(_ preset: Preset) -> (key: String, name: String) {
    (key(preset), name(preset))
  }

  /// What tells a preset from all others, the same in each run.
  static func key(_ preset: Preset) -> String {
    "\(preset.node.file.path) \(preset.node.range.start)"
  }

  /// What a preset is called: its labels.
  static func name(_ preset: Preset) -> String {
    let labels = preset.labels.map { "\($0.name.text.string): \($0.value.convertedText)" }
    return labels.isEmpty ? "for every pod" : labels.joined(separator: ", ")
  }

  /// Of the containers and init containers that the job writes.
  private static func images(of job: ResolvedJob) -> [String] {
    let others = job.spec?["initContainers"].map { Array($0.items) } ?? []
    return (job.containers + others).compactMap { $0[.image]?.string?.string }
      .filter { !$0.isEmpty }
  }
}
