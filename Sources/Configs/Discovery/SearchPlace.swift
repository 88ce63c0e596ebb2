internal import Files
internal import Prow

/// Where a run looks for an installation.
struct SearchPlace {
  /// The folder that is searched: that of the settings, the top of the clone, or the folder that
  /// the command line names; empty for the working directory.
  let root: String
  /// Whether the command line names the root itself.
  let isNamed: Bool
  /// Where people are, from the root; empty for the root.
  private let place: String
  /// Whether the root is a folder that may be searched: not any folder of the machine with one file
  /// to judge.
  private let isSearched: Bool

  init(paths: [String], settings: Settings) {
    let start = SearchPlace.existingFolder(paths.first ?? "")
    let base = SearchPlace.base(start, settings)
    let folder = paths.count == 1 && FileReader.isFolder(paths[0]) ? paths[0] : nil
    let isNamed = folder.map { SearchPlace.isInstallation($0, in: base) } ?? false
    self.isNamed = isNamed
    let root = isNamed ? paths[0] : base ?? start
    self.root = root
    isSearched = isNamed || base != nil
    place = isNamed ? "" : SearchPlace.path(start, from: root)
  }

  /// The nearest folder above a path that is there.
  private static func existingFolder(_ path: String) -> String {
    var folder = path
    while !folder.isEmpty, !FileReader.isFolder(folder) {
      guard let slash = folder.lastIndex(of: "/") else { return "" }
      folder = String(folder[..<slash])
      if folder.isEmpty { return "/" }
    }
    return folder
  }

  /// The folder that an installation around another folder would be in.
  private static func base(_ start: String, _ settings: Settings) -> String? {
    if settings.file != nil {
      return settings.folder == WorkingDirectory.path ? "" : settings.folder
    }
    if let top = RepositoryBounds.topOfClone(around: start) {
      return top == WorkingDirectory.path ? "" : top
    }
    let place = WorkingDirectory.absolute(start)
    let isBelow = place == WorkingDirectory.path || place.hasPrefix(WorkingDirectory.path + "/")
    return isBelow ? "" : nil
  }

  /// Whether a folder that the command line names is a whole installation, and not a part of one.
  private static func isInstallation(_ folder: String, in base: String?) -> Bool {
    if FileReader.isFile(Layout.join(folder, Settings.fileName)) { return true }
    guard let base else { return holdsConfig(folder) }
    let place = path(folder, from: base)
    if place.isEmpty { return true }
    let tree = FolderTree(base, shownAs: base)
    guard let found = try? SearchPlace.installation(in: tree, from: place, config: nil) else {
      return holdsConfig(folder)
    }
    let parts =
      found.jobs + found.supplementalConfig + found.supplementalPlugins
      + [found.plugins].compactMap(\.self)
    guard let config = found.config else { return false }
    return ([config] + parts).allSatisfy { $0 == place || $0.hasPrefix(place + "/") }
  }

  /// Whether a folder has a config.yaml somewhere.
  static func holdsConfig(_ folder: String) -> Bool {
    (try? InstallationFinder(FolderTree(folder, shownAs: folder)).hasConfig()) ?? false
  }

  /// A path from a folder that it is in; empty for the folder itself, and for a path elsewhere.
  private static func path(_ path: String, from folder: String) -> String {
    let (inside, whole) = (RepositoryBounds.real(path), RepositoryBounds.real(folder))
    guard inside.hasPrefix(whole + "/") else { return "" }
    return inside.droppingFirst(whole.utf8.count + 1)
  }

  /// The installation of a tree, in a usual place or elsewhere.
  ///
  /// - Parameters:
  ///   - tree: What is searched.
  ///   - place: Of several installations the one of this folder is taken.
  ///   - config: Of several installations the one with this config.yaml is taken.
  /// - Returns: An empty one if there is none.
  /// - Throws: `AmbiguousInstallation`, or `TreeError`.
  static func installation(
    in tree: some FileTree,
    from place: String,
    config: String?
  ) throws -> Installation {
    if let usual = UsualPlaces.installation(in: tree, from: place),
      config == nil || config == usual.config
    {
      return usual
    }
    return try InstallationFinder(tree, from: place, config: config).find()
  }

  /// What is found, with paths as people see them.
  ///
  /// - Parameters:
  ///   - config: config.yaml, if it is named.
  ///   - jobs: Job files and folders, if they are named.
  /// - Returns: An empty one if nothing is found.
  /// - Throws: `AmbiguousInstallation` if several are found and nothing is named, or `TreeError`.
  func installation(config: String?, jobs: [String]) throws -> Installation {
    guard isSearched else { return Installation() }
    let tree = FolderTree(root, shownAs: WorkingDirectory.shortName(root))
    let named = config.map { SearchPlace.path($0, from: root) }.flatMap { $0.isEmpty ? nil : $0 }
    let near = jobs.first.map { SearchPlace.path(SearchPlace.existingFolder($0), from: root) }
    do {
      let found = try SearchPlace.installation(in: tree, from: near ?? place, config: named)
      return shown(found)
    } catch let error as AmbiguousInstallation {
      if config == nil, jobs.isEmpty { throw error }
      return Installation()
    }
  }

  private func shown(_ found: Installation) -> Installation {
    func shown(_ path: String) -> String {
      let isRoot = path.isEmpty || path == "."
      return isRoot
        ? root.isEmpty ? "." : root : WorkingDirectory.shortName(Layout.join(root, path))
    }
    return Installation(
      config: found.config.map(shown),
      plugins: found.plugins.map(shown),
      jobs: found.jobs.map(shown),
      supplementalConfig: found.supplementalConfig.map(shown),
      supplementalPlugins: found.supplementalPlugins.map(shown)
    )
  }
}
