internal import Configs
internal import Diagnostics
internal import Files
internal import Machine
internal import Prow
internal import YAML

/// Parses as few job files as a comparison needs.
struct JobLoader {
  private let old: JobFiles
  private let new: JobFiles
  private let schema: ProwSchema
  private let workers: Int
  /// Files of which the trees have different bytes.
  private let changed: Set<String>

  /// The jobs of one tree that may differ, and what keeps their text alive.
  struct Side {
    let workspace: Workspace
    var jobs: [ResolvedJob]
    /// Names of files that were to be compared and can't be read.
    let unread: Set<String>
  }

  init(old: JobFiles, new: JobFiles, schema: ProwSchema, workers: Int) {
    self.old = old
    self.new = new
    self.schema = schema
    self.workers = workers
    let paths = Set(old.contents.keys).union(new.contents.keys)
    changed = paths.filter { path in
      guard let before = old.contents[path], let after = new.contents[path] else { return true }
      return before !== after && before.bytes != after.bytes
    }
  }

  mutating func load(
    _ oldSource: TreeJobs,
    _ newSource: TreeJobs
  ) async -> (old: Side, new: Side) {
    var oldLoaded = await load(needed(old), of: old, oldSource, sharing: [:])
    var newLoaded = await load(needed(new), of: new, newSource, sharing: oldLoaded)
    let isForAll =
      JobLoader.defaults(oldSource.config) != JobLoader.defaults(newSource.config)
      || presets(oldLoaded) != presets(newLoaded)
    if isForAll {
      oldLoaded = await load(Set(old.contents.keys), of: old, oldSource, sharing: oldLoaded)
      let known = oldLoaded.merging(newLoaded) { _, own in own }
      newLoaded = await load(Set(new.contents.keys), of: new, newSource, sharing: known)
    }
    return (
      side(oldLoaded, oldSource.config, isForAll: isForAll),
      side(newLoaded, newSource.config, isForAll: isForAll)
    )
  }

  /// What changed, and what may hold presets.
  private func needed(_ files: JobFiles) -> Set<String> {
    Set(
      files.contents.filter { changed.contains($0.key) || $0.value.mentions("presets") }.keys
    )
  }

  /// `known`: Files that are loaded; those that did not change are the same on both sides.
  private func load(
    _ paths: Set<String>,
    of files: JobFiles,
    _ source: TreeJobs,
    sharing known: [String: LoadedFile]
  ) async -> [String: LoadedFile] {
    var loaded = known.filter { paths.contains($0.key) && !changed.contains($0.key) }
    let missing = paths.filter { loaded[$0] == nil }.sorted(by: TreePaths.precedes)
    let schema = schema
    let items = missing.compactMap { path in
      files.contents[path].map {
        (path: path, name: source.tree.displayName(of: path), content: $0)
      }
    }
    let made = await ParallelMap.map(items, workers: workers) { item in
      item.content.load(name: item.name, kind: .jobs, schema: schema)
    }
    for (item, file) in zip(items, made) { loaded[item.path] = file }
    return loaded
  }

  private func side(
    _ loaded: [String: LoadedFile],
    _ config: LoadedFile?,
    isForAll: Bool
  ) -> Side {
    let files = loaded.sorted { TreePaths.precedes($0.key, $1.key) }
    // Other files that config.yaml names don't change a job.
    let workspace = Workspace(
      (config.map { [$0] } ?? []) + files.map(\.value),
      read: { _ in nil }
    )
    let judged =
      files.filter { isForAll || changed.contains($0.key) }.map(\.value)
      + (config.map { [$0] } ?? [])
    return Side(
      workspace: workspace,
      jobs: judged.flatMap { workspace.jobs(of: $0).map(workspace.resolve) },
      unread: Set(judged.filter { !$0.holdsJobs }.map(\.file.path))
    )
  }

  /// The jobs that may differ between two configurations that share what is the same.
  static func sides(_ old: Configuration, _ new: Configuration) -> (old: Side, new: Side) {
    func documents(_ configuration: Configuration) -> Set<ObjectIdentifier> {
      Set(configuration.workspace.filesWithJobs.map { ObjectIdentifier($0.document) })
    }
    let shared = documents(old).intersection(documents(new))
    let isForAll =
      defaults(old.workspace.config) != defaults(new.workspace.config)
      || presets(old.workspace.filesWithJobs) != presets(new.workspace.filesWithJobs)
    func side(_ configuration: Configuration) -> Side {
      let judged = configuration.jobsByFile.filter {
        isForAll || !shared.contains(ObjectIdentifier($0.file.document))
      }
      return Side(
        workspace: configuration.workspace,
        jobs: judged.flatMap(\.jobs),
        unread: Set(judged.map(\.file).filter { !$0.holdsJobs }.map(\.file.path))
      )
    }
    return (side(old), side(new))
  }

  // MARK: What all jobs depend on

  private func presets(_ loaded: [String: LoadedFile]) -> [[UInt8]] {
    JobLoader.presets(
      loaded.sorted { TreePaths.precedes($0.key, $1.key) }.map(\.value)
    )
  }

  private static func presets(_ files: [LoadedFile]) -> [[UInt8]] {
    files.compactMap { $0.root?[.presets].flatMap { JSONProjection.text(of: $0) } }
  }

  private static func defaults(_ config: LoadedFile?) -> [[UInt8]?] {
    let fields: [Field] = [.presets, .plank, .podNamespace, .decorateAllJobs]
    return fields.map { field in config?.root?[field].flatMap { JSONProjection.text(of: $0) } }
  }
}

extension LoadedFile {
  /// Whether the file can be read as one of jobs, be there any or none.
  fileprivate var holdsJobs: Bool {
    guard isReadable else { return false }
    guard let top = document.root, !top.isNull else { return true }
    guard top.isMapping else { return false }
    let byRepo = [top[.presubmits], top[.postsubmits]].compactMap(\.self).filter { !$0.isNull }
    guard byRepo.allSatisfy(\.isMapping) else { return false }
    let lists = byRepo.flatMap { $0.entries.map(\.value) } + [top[.periodics]].compactMap(\.self)
    return lists.allSatisfy { $0.isNull || $0.isSequence }
  }
}
