internal import CEL
package import Configs
internal import Diagnostics
package import Files
package import Prow
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
  /// The paths of the files that Prow reads jobs from.
  let jobFilesValue: Value
  let documents: DocumentStore
  let repositories: RepositoryIndex
  /// The field tables, by the versions that judge.
  let schema: ProwSchema
  let pods: PodRenderer
  /// Makes the files of the repository.
  let tree: @Sendable () -> any FileTree

  /// A file with jobs.
  struct WorldFile: Sendable {
    let file: LoadedFile
    let path: String
    let jobs: [PolicyJob]
  }

  /// - Parameters:
  ///   - configuration: The files and their jobs.
  ///   - schema: The field tables that its files were checked against.
  ///   - folder: How the shown paths of the repository's files start; empty for none.
  ///   - tree: Makes the files of the repository.
  package init(
    _ configuration: Configuration,
    schema: ProwSchema,
    folder: String,
    tree: @escaping @Sendable () -> any FileTree
  ) {
    self.configuration = configuration
    self.schema = schema
    self.folder = folder
    self.tree = tree
    documents = DocumentStore(folder: folder, tree: tree)
    let users = PresetUsers(folder: folder)
    files = configuration.jobsByFile.map { file, jobs in
      let path = PolicyWorld.path(file.file.path, in: folder)
      let shared = StringValue(path)
      return WorldFile(
        file: file,
        path: path,
        jobs: jobs.map { PolicyJob($0, in: file, path: path, shared, users) }
      )
    }
    jobFilesValue = .list(StringsList(files.filter { $0.file.kind == .jobs }.map(\.path)))
    let jobs = files.flatMap(\.jobs)
    users.set(jobs)
    self.jobs = jobs
    self.users = users
    let workspace = configuration.workspace
    repositories = RepositoryIndex(workspace, jobs)
    pods = PodRenderer(workspace, schema)
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
  /// The paths of all files of the repository, sorted.
  var paths: [String] { documents.paths }

  /// Why the files of the repository can't be listed.
  package var listingFault: TreeError? { documents.listingFault }

  /// Whether a star with a step counts as a star in a cron line.
  var countsCronSteps: Bool { JobSchedule.countsSteps(schema.version) }

  /// What a variable holds that is not of the policy alone.
  func value(_ slot: Slot, of subject: Subject) -> Value {
    switch slot {
    case .job: subject.job.map { .map($0) } ?? .null
    case .written: subject.job.map { .map(WrittenMap(node: $0.job.node)) } ?? .null
    case .kind: subject.job.map { .string($0.job.kind.text) } ?? .null
    case .repo: subject.job.map { .string($0.job.repo) } ?? .null
    case .file: .string(subject.job?.pathText ?? StringValue(subject.path))
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
    case .files: documents.pathList
    case .jobFiles: jobFilesValue
    case .params: .map(ValueMap([]))
    default: .null
    }
  }
}
