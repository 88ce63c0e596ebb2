package import Configs
package import Diagnostics
package import Prow
internal import YAML

/// A job or a preset, for lists in editors.
package struct FileSymbol: Sendable {
  package let name: String
  /// `presubmit of acme/rocket`.
  package let detail: String
  package let isPreset: Bool
  /// What has the name.
  package let place: Place
  /// All of it.
  package let range: SourceRange

  /// The jobs and presets of a file, in their order.
  package static func all(in file: LoadedFile, _ configuration: Configuration) -> [FileSymbol] {
    let jobs = configuration.jobsByFile.first { $0.file.document === file.document }?.jobs ?? []
    let symbols = Preset.all(in: file).map(FileSymbol.init) + jobs.map { FileSymbol($0.job) }
    return symbols.sorted { $0.range.start < $1.range.start }
  }

  /// Those of all files.
  package static func all(_ configuration: Configuration) -> [FileSymbol] {
    configuration.jobsByFile.flatMap { all(in: $0.file, configuration) }
  }

  private init(_ job: Job) {
    name = job.name.isEmpty ? "(no name)" : job.name.string
    let repo = job.repo.string
    detail = repo.isEmpty ? job.kind.rawValue : "\(job.kind.rawValue) of \(repo)"
    isPreset = false
    place = job.nameNode.place
    range = job.node.range
  }

  private init(_ preset: Preset) {
    let labels = preset.labels.map { "\($0.name.text.string): \($0.value.convertedText)" }
    name = labels.isEmpty ? "(every pod)" : labels.joined(separator: ", ")
    detail = "preset"
    isPreset = true
    place = preset.place.place
    range = preset.node.range
  }
}
