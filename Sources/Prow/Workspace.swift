internal import Diagnostics
internal import YAML

/// A whole configuration in memory: what Prow would load together.
///
/// Keeps all files alive, and with them every `Node`, `Text` and `Job` that looks into them.
package final class Workspace: Sendable {
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
  /// Files of other programs.
  package let companions: [LoadedFile]
  /// `nil` if config.yaml is not known or not readable: rules that need it are silent.
  package let prow: ProwConfig?
  package let presets: PresetTable
  /// Holds the text that `Job.repo` of in-repo jobs points at.
  private let inRepoText: SourceFile

  /// `read`: Gives the bytes of a file that config.yaml names.
  package convenience init(
    _ files: [LoadedFile],
    inRepoName: String? = nil,
    read: (String) -> [UInt8]?
  ) {
    self.init(files, inRepoName: inRepoName, replacing: nil, read: read)
  }

  private convenience init(
    _ files: [LoadedFile],
    inRepoName: String?,
    replacing former: Workspace?,
    read: (String) -> [UInt8]?
  ) {
    let config = files.first { $0.kind == .config && $0.isReadable }
    self.init(
      files,
      inRepoName: inRepoName,
      inRepoText: SourceFile(path: "", text: inRepoName ?? ""),
      prow: config.map { config in
        let clusters = BuildClusters(config: config, read: read)
        return former?.prow?.replaced(by: config.root, buildClusters: clusters)
          ?? ProwConfig(config.root, buildClusters: clusters)
      },
      presets: PresetTable(
        Preset.all(in: Workspace.withPresets(files), replacing: former?.presets.presets ?? [])
      )
    )
  }

  private init(
    _ files: [LoadedFile],
    inRepoName: String?,
    inRepoText: SourceFile,
    prow: ProwConfig?,
    presets: PresetTable
  ) {
    config = files.first { $0.kind == .config }
    plugins = files.first { $0.kind == .plugins }
    jobFiles = files.filter { $0.kind == .jobs }
    inRepoFiles = files.filter { $0.kind == .inRepo }
    supplementalConfig = files.filter { $0.kind == .supplementalConfig }
    supplementalPlugins = files.filter { $0.kind == .supplementalPlugins }
    manifests = files.filter { $0.kind == .pod }
    companions = files.filter(\.kind.isCompanion)
    self.inRepoName = inRepoName
    self.inRepoText = inRepoText
    self.prow = prow
    self.presets = presets
  }

  /// The files that define presets, in the order in which Prow reads them.
  private static func withPresets(_ files: [LoadedFile]) -> [LoadedFile] {
    let config = files.first { $0.kind == .config }.map { [$0] } ?? []
    let all =
      config + files.filter { $0.kind == .jobs } + files.filter { $0.kind == .inRepo }
    return all.filter { $0.root?[.presets] != nil }
  }

  /// The configuration with other files in place of some.
  ///
  /// - Parameters:
  ///   - files: All of them; those that are the same share their documents with `self`.
  ///   - read: Gives the bytes of a file that config.yaml names.
  /// - Returns: The configuration, and whether a job of a file that is the same is what it was: no
  ///   default and no preset is another one.
  package func replacing(
    _ files: [LoadedFile],
    read: (String) -> [UInt8]?
  ) -> (workspace: Workspace, keepsJobs: Bool) {
    let documents = Workspace.withPresets(files).map { ObjectIdentifier($0.document) }
    let own = Workspace.withPresets(self.files).map { ObjectIdentifier($0.document) }
    let config = files.first { $0.kind == .config }
    let clusters = config.flatMap { BuildClusters(config: $0, read: read) }
    guard config?.document === self.config?.document, documents == own,
      clusters == prow?.buildClusters
    else {
      return (Workspace(files, inRepoName: inRepoName, replacing: self, read: read), false)
    }
    let workspace = Workspace(
      files,
      inRepoName: inRepoName,
      inRepoText: inRepoText,
      prow: prow,
      presets: presets
    )
    return (workspace, true)
  }

  /// All files, config first.
  package var files: [LoadedFile] {
    (config.map { [$0] } ?? []) + (plugins.map { [$0] } ?? []) + supplementalConfig
      + supplementalPlugins + companions + manifests + jobFiles + inRepoFiles
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
