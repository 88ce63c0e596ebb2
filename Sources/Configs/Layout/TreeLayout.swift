package import Files
package import Prow

/// Finds the root of a tree, and Prow's files in it or next to it.
package struct TreeLayout: Sendable {
  /// The folder that globs start from; empty for the working directory.
  package let root: String
  private let config: String?
  private let plugins: String?
  private let jobs: [String]
  private let absoluteRoot: String
  /// Whether files are never read from disk, whatever their names.
  private let isTreeOnly: Bool
  /// What the command line names, and may be outside of the repository.
  private let trusted: Set<String>
  private let bounds: RepositoryBounds?

  /// Flags win over settings, settings over the usual places.
  package init(_ options: NamedTree, jobs: [String] = [], settings: Settings) {
    root = TreeLayout.plain(options.root ?? TreeLayout.root(settings))
    config = options.config ?? settings.config
    plugins = options.plugins ?? settings.plugins
    self.jobs = jobs.isEmpty ? settings.jobs : jobs
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
    absoluteRoot = ""
    isTreeOnly = true
    trusted = []
    bounds = nil
  }

  /// The tree that the paths of a lint run belong to.
  package static func folder(paths: [String], settings: Settings) -> FolderTree {
    let isNamed =
      paths.count == 1 && settings.file == nil
      && SearchPlace(paths: paths, settings: settings).isNamed
    let root = plain(isNamed ? paths[0] : root(settings))
    return FolderTree(root, shownAs: WorkingDirectory.shortName(root))
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

  /// - Returns: `nil` if no file is named and there is none next to config.yaml.
  package func plugins(in tree: some FileTree, _ schema: ProwSchema) throws -> LoadedFile? {
    if let plugins { return try load(plugins, .plugins, in: tree, schema) }
    return try loadInside(try pluginsPath(in: tree), .plugins, tree, schema)
  }

  private func pluginsPath(in tree: some FileTree) throws -> String {
    if config == nil, let found = try found(in: tree).plugins { return found }
    let folder = try configPath(in: tree).flatMap { path in
      path.lastIndex(of: "/").map { String(path[...$0]) }
    }
    return (folder ?? "") + "plugins.yaml"
  }

  private func found(in tree: some FileTree) throws -> Installation {
    try UsualPlaces.installation(in: tree) ?? InstallationFinder(tree).find()
  }

  /// - Returns: `nil` if none is named and none is found.
  package func config(in tree: some FileTree, _ schema: ProwSchema) throws -> LoadedFile? {
    guard let path = try config ?? configPath(in: tree) else { return nil }
    if config == nil { return try loadInside(path, .config, tree, schema) }
    return try load(path, .config, in: tree, schema)
  }

  /// Where jobs are in the tree.
  package func jobs(in tree: some FileTree, config: LoadedFile?) throws -> TreeJobs {
    let named = jobs.compactMap(inside)
    return TreeJobs(
      tree: tree,
      roots: named.isEmpty ? try found(in: tree).jobs : named,
      config: config,
      excluded: Set(
        try [configPath(in: tree), plugins.map { inside($0) ?? $0 } ?? pluginsPath(in: tree)]
          .compactMap(\.self)
      )
    )
  }

  /// From the root of the tree.
  private func configPath(in tree: some FileTree) throws -> String? {
    if let config { return inside(config) ?? config }
    return try found(in: tree).config
  }

  /// A file by its name on disk: from the tree if it is there, so that a commit is read with its
  /// own configuration.
  private func load(
    _ path: String,
    _ kind: FileKind,
    in tree: some FileTree,
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
    if isTreeOnly { throw TreeError("there is no file \(path) in the commit") }
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
    _ tree: some FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile? {
    guard let content = try tree.neededFile(at: path) else { return nil }
    return content.load(name: tree.displayName(of: path), kind: kind, schema: schema)
  }

  /// Where a file is in the tree; `nil` if it is not below the root.
  private func inside(_ path: String) -> String? {
    let absolute = WorkingDirectory.absolute(isTreeOnly ? "/" + path : path)
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

  package init(root: String? = nil, config: String? = nil, plugins: String? = nil) {
    self.root = root
    self.config = config
    self.plugins = plugins
  }
}
