internal import Diagnostics
internal import YAML

/// A whole configuration in memory: what Prow would load together.
///
/// Keeps all files alive, and with them every `Node`, `Text` and `Job` that looks into them.
package struct Workspace: Sendable {
  package let config: LoadedFile?
  package let plugins: LoadedFile?
  /// Central job files, in the order of their paths.
  package let jobFiles: [LoadedFile]
  /// The in-repo config of `inRepoName`: `.prow.yaml`, or the files of the folder `.prow`.
  package let inRepoFiles: [LoadedFile]
  /// `org/repo` whose in-repo config it is.
  package let inRepoName: String?
  package let supplementalConfig: [LoadedFile]
  package let supplementalPlugins: [LoadedFile]
  /// Plain Pod manifests.
  package let manifests: [LoadedFile]
  /// `nil` if config.yaml is not known or not readable: rules that need it are silent.
  package let prow: ProwConfig?
  package let presets: PresetTable
  /// Holds the text that `Job.repo` of in-repo jobs points at.
  private let inRepoText: SourceFile

  /// `read`: Gives the bytes of a file that config.yaml names.
  package init(
    _ files: [LoadedFile],
    inRepoName: String? = nil,
    read: (String) -> [UInt8]?
  ) {
    config = files.first { $0.kind == .config }
    plugins = files.first { $0.kind == .plugins }
    jobFiles = files.filter { $0.kind == .jobs }
    inRepoFiles = files.filter { $0.kind == .inRepo }
    supplementalConfig = files.filter { $0.kind == .supplementalConfig }
    supplementalPlugins = files.filter { $0.kind == .supplementalPlugins }
    manifests = files.filter { $0.kind == .pod }
    self.inRepoName = inRepoName
    inRepoText = SourceFile(path: "", text: inRepoName ?? "")
    prow = config.flatMap {
      $0.isReadable
        ? ProwConfig($0.root, buildClusters: BuildClusters(config: $0, read: read)) : nil
    }
    let central = (config.map { [$0] } ?? []) + jobFiles
    presets = PresetTable((central + inRepoFiles).flatMap { Preset.all(in: $0) })
  }

  /// All files, config first.
  package var files: [LoadedFile] {
    (config.map { [$0] } ?? []) + (plugins.map { [$0] } ?? []) + supplementalConfig
      + supplementalPlugins + manifests + jobFiles + inRepoFiles
  }

  /// The files that can hold jobs.
  package var filesWithJobs: [LoadedFile] {
    (config.map { [$0] } ?? []) + jobFiles + inRepoFiles
  }

  /// Where the jobs of one of the workspace's files stand, in the order written.
  package func jobs(of file: LoadedFile) -> [JobPlace] {
    guard file.kind.holdsJobs else { return [] }
    return JobPlace.all(in: file.root, inRepo: file.kind == .inRepo ? inRepoKey : nil)
  }

  /// A job of the workspace with defaults, presets and decoration.
  package func resolve(_ place: JobPlace) -> ResolvedJob {
    ResolvedJob(Job(place), config: prow, presets: presets)
  }

  private var inRepoKey: Text { Text(inRepoText.bytes) }
}
