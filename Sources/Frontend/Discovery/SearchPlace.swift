internal import ConfigMaps
internal import Prow

/// Where a run looks for an installation.
struct SearchPlace {
  /// The folder that is searched: that of the settings, the top of the clone, or the folder that
  /// the command line names; empty for the working directory.
  let root: String
  /// Where people are, from the root; empty for the root.
  private let place: String
  /// Whether the command line names the root itself.
  let isNamed: Bool

  init(paths: [String], settings: Settings) {
    isNamed = paths.count == 1 && SearchPlace.isRoot(paths[0])
    let start = paths.first.map { FileReader.isFolder($0) ? $0 : FileReader.folder(of: $0) } ?? ""
    if isNamed {
      root = paths[0]
    } else if settings.file != nil {
      root = settings.folder
    } else {
      let top = RepositoryBounds.topOfClone(around: start)
      root = top == WorkingDirectory.path ? "" : top ?? (start.hasPrefix("/") ? start : "")
    }
    let (inside, whole) = (WorkingDirectory.absolute(start), WorkingDirectory.absolute(root))
    place = inside.hasPrefix(whole + "/") ? String(inside.dropFirst(whole.utf8.count + 1)) : ""
  }

  /// A folder that holds an installation, or has settings.
  static func isRoot(_ path: String) -> Bool {
    guard FileReader.isFolder(path) else { return false }
    if FileReader.isFile(Layout.join(path, Settings.fileName)) { return true }
    return (try? InstallationFinder(FolderTree(path, shownAs: path)).hasConfig()) ?? false
  }

  /// The installation that the place is in; an empty one if there is none, or it is not clear which.
  func installationAround() throws -> Installation {
    do {
      return try installation()
    } catch is AmbiguousInstallation {
      return Installation()
    }
  }

  /// What is found, with paths as people see them.
  func installation() throws -> Installation {
    let tree = FolderTree(root, shownAs: WorkingDirectory.shortName(root))
    var found =
      try UsualPlaces.installation(in: tree, from: place)
      ?? InstallationFinder(tree, from: place).find()
    func shown(_ path: String) -> String {
      let isRoot = path.isEmpty || path == "."
      return isRoot
        ? root.isEmpty ? "." : root : WorkingDirectory.shortName(Layout.join(root, path))
    }
    found.config = found.config.map(shown)
    found.plugins = found.plugins.map(shown)
    found.jobs = found.jobs.map(shown)
    found.supplementalConfig = found.supplementalConfig.map(shown)
    found.supplementalPlugins = found.supplementalPlugins.map(shown)
    return found
  }
}
