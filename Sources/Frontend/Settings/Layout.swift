package import Linting
package import Prow

/// The files of a run: what the command line, the settings and the usual places come to.
package struct Layout: Sendable {
  package var config: String?
  package var plugins: String?
  package var jobs: [String]
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  package var inRepo: String?
  /// The folder with the in-repo config to judge; its repository may be unknown.
  private let inRepoFolder: String?
  /// Whether these are all files of a configuration, not just some that the command line names.
  private let isWhole: Bool
  /// What files may be read that the command line does not name.
  private let bounds: RepositoryBounds
  /// What the command line names, and may be anywhere.
  private let trusted: Set<String>
  private let strayPath: FileError?

  package static let usualConfigs = [
    "config/prow/config.yaml", "config/config.yaml", "prow/config.yaml", "config.yaml",
  ]
  package static let usualJobs = ["config/jobs", "prow/jobs", "prowjobs", "jobs"]
  /// Where they are if the folder `.prow` holds a whole installation.
  private static let hiddenJobs = [".prow/jobs", ".prow"]

  /// Flags win over settings, settings over the usual places.
  ///
  /// `paths`: Files and folders that the command line names: job files, or the root of a
  /// repository with one of the usual layouts.
  package init(_ options: NamedFiles, paths: [String], settings: Settings) {
    let isRoot = paths.count == 1 && Layout.isRoot(paths[0])
    let root = isRoot ? paths[0] : settings.folder
    let isDiscovery = paths.isEmpty || isRoot
    let isHidden = Layout.isHidden(in: root)
    inRepo = options.prowYAMLRepo
    let inRepoFolder = Layout.inRepoFolder(options, isDiscovery ? [root] : paths)
    self.inRepoFolder = inRepoFolder
    isWhole = inRepo == nil && (isDiscovery || !options.jobs.isEmpty)
    config =
      options.config ?? settings.config
      ?? Layout.first(Layout.usualConfigs + (isHidden ? [".prow/config.yaml"] : []), in: root)
    plugins =
      options.plugins ?? settings.plugins
      ?? (options.config == nil ? Layout.sibling(of: config, named: "plugins.yaml") : nil)
    supplementalConfig = options.supplementalConfig
    supplementalPlugins = options.supplementalPlugins
    trusted = Set(
      [options.config, options.plugins].compactMap(\.self) + options.jobs
        + options.supplementalConfig + options.supplementalPlugins
        + (isDiscovery ? [] : paths)
    )
    let own = settings.file == nil ? [] : [settings.folder]
    bounds = RepositoryBounds(around: root, else: own + [""])
    // What a flag says is not read from the settings.
    let usesSettings =
      options.config == nil && settings.config != nil
      || options.plugins == nil && settings.plugins != nil
      || options.jobs.isEmpty && isDiscovery && !settings.jobs.isEmpty
    strayPath = usesSettings ? settings.strayPath : nil
    if !options.jobs.isEmpty {
      jobs = options.jobs
    } else if !isDiscovery {
      jobs = paths.filter { Layout.repository(ofFolder: $0) != inRepoFolder }
    } else if !settings.jobs.isEmpty {
      jobs = settings.jobs
    } else if inRepo != nil {
      jobs = []
    } else {
      let usual = Layout.usualJobs + (isHidden ? Layout.hiddenJobs : [])
      jobs = Layout.first(usual, in: root).map { [$0] } ?? []
    }
  }

  /// A folder that holds a configuration in one of the usual layouts, or has settings.
  package static func isRoot(_ path: String) -> Bool {
    guard FileReader.isFolder(path) else { return false }
    return FileReader.isFile(join(path, Settings.fileName)) || isHidden(in: path)
      || first(usualConfigs, in: path) != nil && first(usualJobs, in: path) != nil
  }

  /// Whether the repository has its own jobs, and nothing else.
  package var isInRepoOnly: Bool { inRepoFolder != nil && config == nil && jobs.isEmpty }

  /// Whether the folder `.prow` holds a whole installation.
  private static func isHidden(in folder: String) -> Bool {
    (try? InRepoConfig.holdsInstallation(join(folder, ".prow"))) ?? false
  }

  /// The one folder whose in-repo config is to be judged, unless flags say what else is.
  private static func inRepoFolder(_ options: NamedFiles, _ folders: [String]) -> String? {
    if options.prowYAMLRepo != nil { return "." }
    guard options.config == nil, options.jobs.isEmpty, folders.count == 1 else { return nil }
    let folder = repository(ofFolder: folders[0])
    return (try? InRepoConfig.isFound(in: folder)) ?? false ? folder : nil
  }

  /// The folder that a folder `.prow` is in, and any other folder as it is.
  private static func repository(ofFolder path: String) -> String {
    let path = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
    if path == ".prow" || path.isEmpty { return "." }
    return path.hasSuffix("/.prow") ? String(path.dropLast(6)) : path
  }

  package static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func first(_ names: [String], in folder: String) -> String? {
    names.map { join(folder, $0) }.first(where: FileReader.isTaken)
  }

  private static func sibling(of path: String?, named name: String) -> String? {
    guard let path else { return nil }
    let slash = path.lastIndex(of: "/")
    let sibling = slash.map { String(path[...$0]) + name } ?? name
    return FileReader.isTaken(sibling) ? sibling : nil
  }

  /// Tells the rules what the files alone do not show.
  package func describe(in options: inout LintOptions) {
    options.isWhole = isWhole
    options.supplementalConfig = supplementalConfig.map(Layout.prefix)
    options.supplementalPlugins = supplementalPlugins.map(Layout.prefix)
  }

  private static func prefix(_ folder: String) -> String {
    WorkingDirectory.shortName(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// All files to read.
  ///
  /// - Throws: `FileError` if a folder can't be read, or the settings name a file that is not of the
  ///   repository.
  package func inputs() throws(FileError) -> [Linter.Input] {
    if let strayPath { throw strayPath }
    var inputs: [Linter.Input] = []
    func add(_ file: FoundFile, _ role: LoadedFile.Role) {
      let name = WorkingDirectory.shortName(file.path)
      inputs.append(
        file.fault.map { .unread($0, name: name, role: role) }
          ?? .disk(path: file.path, name: name, role: role)
      )
    }
    if let config { add(found(config), .config) }
    if let plugins { add(found(plugins), .plugins) }
    for folder in supplementalConfig {
      for file in try files(below: folder) where file.path.hasSuffix("_prowconfig.yaml") {
        add(file, .supplementalConfig)
      }
    }
    for folder in supplementalPlugins {
      for file in try files(below: folder) where file.path.hasSuffix("_pluginconfig.yaml") {
        add(file, .supplementalPlugins)
      }
    }
    var seen: Set<String> = []
    for path in jobs {
      for file in try files(below: path)
      where file.path != config && file.path != plugins && seen.insert(file.path).inserted {
        let isInRepo = path == file.path && InRepoConfig.isFile(file.path)
        add(file, isInRepo ? .inRepo : .jobs)
      }
    }
    if let inRepoFolder {
      for file in try InRepoConfig.files(in: inRepoFolder) { add(file, .inRepo) }
    }
    return inputs
  }

  /// The bytes of a file that the configuration names; `nil` for one that is not there, or not of
  /// the repository.
  package func contents(_ path: String) -> [UInt8]? { bounds.contents(path) }

  private func found(_ path: String) -> FoundFile {
    FoundFile(
      path: path,
      fault: trusted.contains(path) || !FileReader.isTaken(path) ? nil : bounds.fault(of: path)
    )
  }

  private func files(below path: String) throws(FileError) -> [FoundFile] {
    if trusted.contains(path) || !FileReader.exists(path) {
      return try JobFileWalk.files(
        below: path,
        in: RepositoryBounds(around: FileReader.folder(of: path), else: [""])
      )
    }
    guard FileReader.isFolder(path) else { return [found(path)] }
    guard bounds.admits(path) else {
      throw FileError(
        path: path,
        reason: "it leads out of the repository; name it on the command line"
      )
    }
    return try JobFileWalk.files(below: path, in: bounds)
  }
}

/// The files that a command line names; what it does not name is found.
package struct NamedFiles: Sendable {
  package var config: String?
  package var plugins: String?
  package var jobs: [String] = []
  /// Folders.
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  /// `org/repo` whose in-repo config the working directory has.
  package var prowYAMLRepo: String?

  package init() {}
}
