package import Files
internal import Prow

/// Finds the root of a tree, and Prow's files in it or next to it.
package struct TreeLayout: Sendable {
  /// The folder that globs start from; empty for the working directory.
  package let root: String
  private let config: String?
  private let plugins: String?
  private let jobs: [String]
  private let supplementalConfig: [String]
  private let supplementalPlugins: [String]
  /// Paths and globs, from the root of the tree.
  private let companions: [(kind: FileKind, patterns: [String])]
  private let absoluteRoot: String
  /// Whether files are never read from disk, whatever their names.
  private let isTreeOnly: Bool
  /// Of the settings: the first path that leads out of the repository, if one of its lists counts.
  private let strayPath: FileError?
  /// What the command line names, and may be outside of the repository.
  private let trusted: Set<String>
  private let bounds: RepositoryBounds?

  /// Flags win over settings, settings over the usual places.
  package init(_ options: NamedTree, jobs: [String] = [], settings: Settings) {
    root = TreeLayout.plain(options.root ?? TreeLayout.root(settings))
    config = options.config ?? settings.config
    plugins = options.plugins ?? settings.plugins
    self.jobs = jobs.isEmpty ? settings.jobs : jobs
    supplementalConfig =
      options.supplementalConfig.isEmpty
      ? settings.supplementalConfig : options.supplementalConfig
    supplementalPlugins =
      options.supplementalPlugins.isEmpty
      ? settings.supplementalPlugins : options.supplementalPlugins
    let usesLists =
      jobs.isEmpty && !settings.jobs.isEmpty || !settings.supplementalConfig.isEmpty
      || !settings.supplementalPlugins.isEmpty
    strayPath = usesLists ? settings.strayPath : nil
    companions = settings.companions
    absoluteRoot = WorkingDirectory.absolute(root)
    isTreeOnly = false
    trusted = Set([options.config, options.plugins].compactMap(\.self))
    let own = settings.file == nil ? [] : [settings.folder]
    bounds = RepositoryBounds(around: own.first ?? root, else: own + [""])
  }

  /// The layout of a tree that stands for itself: all files are those of the tree.
  ///
  /// `settings`: Those of the tree.
  package init(inTree settings: Settings) {
    root = ""
    config = settings.config
    plugins = settings.plugins
    jobs = settings.jobs
    supplementalConfig = settings.supplementalConfig
    supplementalPlugins = settings.supplementalPlugins
    strayPath = nil
    companions = settings.companions
    absoluteRoot = ""
    isTreeOnly = true
    trusted = []
    bounds = nil
  }

  /// The tree that the paths of a lint run belong to.
  ///
  /// `overlay`: What counts in place of the bytes of some files.
  package static func folder(
    paths: [String],
    settings: Settings,
    overlay: FileOverlay? = nil
  ) -> FolderTree {
    let root = root(paths, settings)
    return FolderTree(root, shownAs: WorkingDirectory.shortName(root), overlay: overlay)
  }

  /// Whether that tree is a whole clone.
  package static func isTopOfClone(paths: [String], settings: Settings) -> Bool {
    let root = root(paths, settings)
    return RepositoryBounds.topOfClone(around: root) == RepositoryBounds.real(root)
  }

  private static func root(_ paths: [String], _ settings: Settings) -> String {
    let isNamed =
      paths.count == 1 && settings.file == nil
      && SearchPlace(paths: paths, settings: settings).isNamed
    return plain(isNamed ? paths[0] : root(settings))
  }

  /// The settings' folder; the top of the clone or the working directory, whichever has one of the
  /// usual layouts; the top of the clone.
  private static func root(_ settings: Settings) -> String {
    if settings.file != nil { return settings.folder }
    let top = RepositoryBounds.topOfClone(around: "")
    for folder in [top, ""] {
      guard let folder else { continue }
      if UsualPlaces.areTaken(in: FolderTree(folder, shownAs: folder)) { return folder }
    }
    return top ?? ""
  }

  /// Without slash at the end; empty for the working directory.
  private static func plain(_ folder: String) -> String {
    var name = folder
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    return name == "." || name == WorkingDirectory.path ? "" : WorkingDirectory.shortName(name)
  }

  /// The root as findings show it.
  package var shownRoot: String { WorkingDirectory.shortName(root) }

  // MARK: Prow's files

  /// Finds Prow's files in a tree.
  ///
  /// - Throws: `AmbiguousInstallation`; `FileError` or `TreeError` for a folder that is not in the
  ///   tree, or if the tree can't be read.
  package func files(in tree: any FileTree) throws -> TreeFiles {
    if let strayPath { throw strayPath }
    let named = Installation(
      config: config.map { inside($0) ?? $0 },
      plugins: plugins.map { inside($0) ?? $0 },
      jobs: try jobs.map(insideOrThrow),
      supplementalConfig: try supplementalConfig.map(insideOrThrow),
      supplementalPlugins: try supplementalPlugins.map(insideOrThrow)
    )
    let found = try found(in: tree, named.jobs)
    let configPath = named.config ?? found.config
    let folder = configPath.flatMap { path in path.lastIndex(of: "/").map { path[...$0] } } ?? ""
    // What is found counts only with the config.yaml that is found.
    func folders(_ named: [String], _ found: [String]) -> [String] {
      named.isEmpty && config == nil ? found : named
    }
    return TreeFiles(
      tree: tree,
      layout: self,
      named: named,
      configPath: configPath,
      pluginsPath: named.plugins ?? found.plugins ?? folder + "plugins.yaml",
      jobs: named.jobs.isEmpty ? found.jobs : named.jobs,
      supplementalConfig: folders(named.supplementalConfig, found.supplementalConfig),
      supplementalPlugins: folders(named.supplementalPlugins, found.supplementalPlugins),
      companions: try companions(in: tree, near: configPath)
    )
  }

  /// Those that the settings name, and of the kinds that they do not name those next to config.yaml.
  private func companions(
    in tree: some FileTree,
    near config: String?
  ) throws(TreeError) -> [CompanionFiles.Found] {
    var found: [CompanionFiles.Found] = []
    for (kind, patterns) in companions {
      for pattern in patterns.compactMap(inside) {
        found += try CompanionFiles.matches(of: pattern, in: tree)
          .map { CompanionFiles.Found(path: $0, kind: kind) }
      }
    }
    guard let config, try tree.entry(at: config) != nil else { return found }
    let named = Set(companions.map(\.kind))
    return try found
      + CompanionFiles.near(config, in: tree).filter { !named.contains($0.kind) }
  }

  private func insideOrThrow(_ path: String) throws(TreeError) -> String {
    if let inside = inside(path) { return inside }
    throw TreeError(
      "\(path) is not below \(root.isEmpty ? WorkingDirectory.path : root), where the files are; "
        + "name a file or folder below it"
    )
  }

  private func found(in tree: any FileTree, _ namedJobs: [String]) throws -> Installation {
    if config != nil, !namedJobs.isEmpty { return Installation() }
    do {
      return try SearchPlace.installation(
        in: tree,
        from: namedJobs.first ?? "",
        config: config.flatMap(inside)
      )
    } catch let error as AmbiguousInstallation {
      if config == nil { throw error }
      return Installation()
    }
  }

  /// - Returns: `nil` if the file is not named and nothing is at the path.
  func loadPlugins(
    at path: String,
    in tree: any FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile? {
    if let plugins { return try load(plugins, .plugins, in: tree, schema) }
    return try loadInside(path, .plugins, tree, schema)
  }

  /// - Returns: `nil` if the file is not named and nothing is at the path.
  func loadConfig(
    at path: String?,
    in tree: any FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile? {
    if let config { return try load(config, .config, in: tree, schema) }
    return try path.flatMap { try loadInside($0, .config, tree, schema) }
  }

  /// A file by its name on disk: from the tree if it is there, so that a commit is read with its
  /// own configuration.
  private func load(
    _ path: String,
    _ kind: FileKind,
    in tree: any FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile {
    // A link that the command line names may lead anywhere.
    let isOnDisk = trusted.contains(path) && FileReader.isFile(path)
    if let inside = inside(path), try !isOnDisk || tree.file(at: inside) != nil,
      let file = try loadInside(inside, kind, tree, schema)
    {
      return file
    }
    // In a bare clone there are no files to name but those of the commit.
    if !isTreeOnly, !FileReader.isFile(path), let file = try loadInside(path, kind, tree, schema) {
      return file
    }
    if isTreeOnly {
      throw TreeError("there is no file \(path) in the commit", isOfContents: true)
    }
    if !trusted.contains(path), FileReader.exists(path), let fault = bounds?.fault(of: path) {
      throw TreeError(
        "can't read \(path): \(fault.reason); the settings name it, and only the command line may "
          + "name files outside of the repository"
      )
    }
    let name = WorkingDirectory.shortName(path)
    return try LoadedFile.load(path, name: name, kind: kind, schema: schema)
  }

  private func loadInside(
    _ path: String,
    _ kind: FileKind,
    _ tree: any FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile? {
    guard let content = try tree.neededFile(at: path) else { return nil }
    return content.load(name: tree.displayName(of: path), kind: kind, schema: schema)
  }

  /// Where a file is in the tree; `nil` if it is not below the root.
  func inside(_ path: String) -> String? {
    let absolute = WorkingDirectory.absolute(isTreeOnly ? "/" + path : path)
    if absolute == absoluteRoot || absolute == "/" && absoluteRoot.isEmpty { return "" }
    guard absolute.hasPrefix(absoluteRoot + "/") else { return nil }
    return String(absolute.dropFirst(absoluteRoot.count + 1))
  }
}

/// The tree that a command line names, and Prow's files in it or next to it.
package struct NamedTree: Sendable {
  /// The folder that globs start from.
  package var root: String?
  package var config: String?
  package var plugins: String?
  /// Folders.
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []

  package init(root: String? = nil, config: String? = nil, plugins: String? = nil) {
    self.root = root
    self.config = config
    self.plugins = plugins
  }
}
