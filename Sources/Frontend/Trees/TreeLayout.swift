package import ConfigMaps
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
    absoluteRoot = TreeLayout.absolute(root)
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
    let isNamed = paths.count == 1 && settings.file == nil && Layout.isRoot(paths[0])
    let root = plain(isNamed ? paths[0] : root(settings))
    return FolderTree(root, shownAs: WorkingDirectory.shortName(root))
  }

  /// The settings' folder; the top of the clone or the working directory, whichever has one of the
  /// usual layouts; the top of the clone.
  private static func root(_ settings: Settings) -> String {
    if settings.file != nil { return settings.folder }
    let top = topOfClone()
    if let top, Layout.isRoot(top) { return top }
    return Layout.isRoot(".") ? "" : top ?? ""
  }

  private static func topOfClone() -> String? {
    var folder = WorkingDirectory.path
    while !folder.isEmpty {
      if FileReader.isFolder(folder + "/.git") || FileReader.isFile(folder + "/.git") {
        return folder
      }
      guard let slash = folder.lastIndex(of: "/") else { break }
      folder = String(folder[..<slash])
    }
    return nil
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
    return try loadInside(try usualPlugins(in: tree), .plugins, tree, schema)
  }

  private func usualPlugins(in tree: some FileTree) throws -> String {
    let folder = try configPath(in: tree).flatMap { path in
      path.lastIndex(of: "/").map { String(path[...$0]) }
    }
    return (folder ?? "") + "plugins.yaml"
  }

  /// - Returns: `nil` if none is named and none of the usual places has one.
  package func config(in tree: some FileTree, _ schema: ProwSchema) throws -> LoadedFile? {
    guard let path = try config ?? configPath(in: tree) else { return nil }
    if config == nil { return try loadInside(path, .config, tree, schema) }
    return try load(path, .config, in: tree, schema)
  }

  /// Where jobs are in the tree.
  package func jobs(in tree: some FileTree, config: LoadedFile?) throws -> JobsDiff.Source {
    let named = jobs.compactMap(inside)
    let usual = try Layout.usualJobs.first { try tree.entry(at: $0) != nil }
    return JobsDiff.Source(
      tree: tree,
      roots: named.isEmpty ? usual.map { [$0] } ?? [] : named,
      config: config,
      excluded: Set(
        try [configPath(in: tree), plugins.map { inside($0) ?? $0 } ?? usualPlugins(in: tree)]
          .compactMap(\.self)
      )
    )
  }

  /// The usual place that has a file, from the root of the tree.
  private func configPath(in tree: some FileTree) throws -> String? {
    if let config { return inside(config) ?? config }
    return try Layout.usualConfigs.first { path in
      try tree.entry(at: path).map { $0.kind != .folder } ?? false
    }
  }

  /// A file by its name on disk: from the tree if it is there, so that a commit is read with its
  /// own configuration.
  private func load(
    _ path: String,
    _ role: LoadedFile.Role,
    in tree: some FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile {
    // A link that the command line names may lead anywhere.
    let isOnDisk = trusted.contains(path) && FileReader.isFile(path)
    if let inside = inside(path), try !isOnDisk || tree.file(at: inside) != nil,
      let file = try loadInside(inside, role, tree, schema)
    {
      return file
    }
    // In a bare clone there are no files to name but those of the commit.
    if !isTreeOnly, !FileReader.isFile(path), let file = try loadInside(path, role, tree, schema) {
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
    return try LoadedFile.load(path, name: name, role: role, schema: schema)
  }

  private func loadInside(
    _ path: String,
    _ role: LoadedFile.Role,
    _ tree: some FileTree,
    _ schema: ProwSchema
  ) throws -> LoadedFile? {
    guard let content = try tree.neededFile(at: path) else { return nil }
    return content.load(name: tree.displayName(of: path), role: role, schema: schema)
  }

  /// Where a file is in the tree; `nil` if it is not below the root.
  private func inside(_ path: String) -> String? {
    let absolute = TreeLayout.absolute(isTreeOnly ? "/" + path : path)
    guard absolute.hasPrefix(absoluteRoot + "/") else { return nil }
    return String(absolute.dropFirst(absoluteRoot.count + 1))
  }

  /// A path from `/`, without `.` and `..`.
  private static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : WorkingDirectory.path + "/" + path
    var segments: [Substring] = []
    for segment in whole.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return "/" + segments.joined(separator: "/")
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
