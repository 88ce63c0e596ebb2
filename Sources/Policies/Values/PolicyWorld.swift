internal import CEL
package import Configs
internal import Diagnostics
internal import Prow
internal import YAML

/// What all policies of a run look at: jobs, presets, config.yaml, plugins.yaml, files.
package final class PolicyWorld: Sendable {
  package let configuration: Configuration
  let files: [WorldFile]
  /// The jobs of all files, in their order.
  let jobs: [PolicyJob]
  let presets: [Preset]
  /// The values of the variables that do not depend on the subject.
  let jobsValue: Value
  let presetsValue: Value
  let configValue: Value
  let pluginsValue: Value
  let users: PresetUsers
  private let folder: String
  /// The paths of all files of the repository, sorted.
  let paths: [String]
  let pathsValue: Value
  /// The paths of the files that Prow reads jobs from.
  let jobFilesValue: Value
  let documents: DocumentStore

  /// A file with jobs.
  struct WorldFile: Sendable {
    let file: LoadedFile
    let path: String
    let jobs: [PolicyJob]
  }

  /// - Parameters:
  ///   - configuration: The files and their jobs.
  ///   - folder: How the shown paths of the repository's files start; empty for none.
  ///   - paths: All files of the repository, from its root, sorted.
  ///   - read: Gives the bytes of a file of the repository.
  package init(
    _ configuration: Configuration,
    folder: String,
    paths: [String],
    read: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.configuration = configuration
    self.folder = folder
    self.paths = paths
    pathsValue = .list(StringsList(paths))
    documents = DocumentStore(folder: folder, read: read)
    let users = PresetUsers(folder: folder)
    files = configuration.jobsByFile.map { file, jobs in
      let path = PolicyWorld.path(file.file.path, in: folder)
      return WorldFile(
        file: file,
        path: path,
        jobs: jobs.map { PolicyJob($0, in: file, path: path, users) }
      )
    }
    jobFilesValue = .list(StringsList(files.filter { $0.file.kind == .jobs }.map(\.path)))
    let jobs = files.flatMap(\.jobs)
    users.set(jobs)
    self.jobs = jobs
    self.users = users
    let workspace = configuration.workspace
    presets = workspace.presets.presets
    jobsValue = .list(JobList(jobs))
    presetsValue = .list(PresetList(presets, users))
    configValue = PolicyWorld.object(workspace.config, PolicyShapes.all.config)
    pluginsValue = PolicyWorld.object(workspace.plugins, PolicyShapes.all.plugins)
  }

  deinit { users.clear() }

  private static func object(_ file: LoadedFile?, _ shape: ObjectShape) -> Value {
    .map(NodeObject(node: file?.root, shape: shape, origin: .job))
  }

  /// A shown path from the root of the repository.
  func path(_ shown: String) -> String { PolicyWorld.path(shown, in: folder) }

  static func path(_ shown: String, in folder: String) -> String {
    shown.hasPrefix(folder) ? String(shown.dropFirst(folder.count)) : shown
  }

  /// Where a finding about a file as a whole goes.
  func place(_ path: String) -> Place {
    Place(file: documents.file(at: path), range: .fileStart)
  }
}

extension PolicyWorld {
  /// What a variable holds that is not of the policy alone.
  func value(_ slot: Slot, of subject: Subject) -> Value {
    switch slot {
    case .job: subject.job.map { .map(JobObject(owner: $0)) } ?? .null
    case .written: subject.job.map { .map(WrittenMap(node: $0.job.node)) } ?? .null
    case .kind: subject.job.map { .string($0.job.kind.text) } ?? .null
    case .repo: subject.job.map { .string($0.job.repo) } ?? .null
    case .file: .string(subject.path)
    case .subject: subject.value
    case .container: subject.container
    default: constant(slot)
    }
  }

  /// What a variable holds that is the same for all subjects and policies; null for any other.
  func constant(_ slot: Slot) -> Value {
    switch slot {
    case .jobs: jobsValue
    case .presets: presetsValue
    case .config: configValue
    case .plugins: pluginsValue
    case .files: pathsValue
    case .jobFiles: jobFilesValue
    case .params: .map(ValueMap([]))
    default: .null
    }
  }
}
