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
  /// Whether these are all files of a configuration, not just some that the command line names.
  private let isWhole: Bool

  package static let usualConfigs = [
    "config/prow/config.yaml", "config/config.yaml", "prow/config.yaml", "config.yaml",
  ]
  package static let usualJobs = ["config/jobs", "prow/jobs", "prowjobs", "jobs"]

  /// Flags win over settings, settings over the usual places.
  ///
  /// `paths`: Files and folders that the command line names: job files, or the root of a
  /// repository with one of the usual layouts.
  package init(_ options: NamedFiles, paths: [String], settings: Settings) {
    let root = paths.count == 1 && Layout.isRoot(paths[0]) ? paths[0] : settings.folder
    let isDiscovery = paths.isEmpty || paths.count == 1 && Layout.isRoot(paths[0])
    inRepo = options.prowYAMLRepo
    isWhole = inRepo == nil && (isDiscovery || !options.jobs.isEmpty)
    config = options.config ?? settings.config ?? Layout.first(Layout.usualConfigs, in: root)
    plugins =
      options.plugins ?? settings.plugins
      ?? (options.config == nil ? Layout.sibling(of: config, named: "plugins.yaml") : nil)
    supplementalConfig = options.supplementalConfig
    supplementalPlugins = options.supplementalPlugins
    if !options.jobs.isEmpty {
      jobs = options.jobs
    } else if !isDiscovery {
      jobs = paths
    } else if !settings.jobs.isEmpty {
      jobs = settings.jobs
    } else if inRepo != nil {
      jobs = []
    } else {
      jobs = Layout.first(Layout.usualJobs, in: root).map { [$0] } ?? []
    }
  }

  /// A folder that holds a configuration in one of the usual layouts, or has settings.
  package static func isRoot(_ path: String) -> Bool {
    guard FileReader.isFolder(path) else { return false }
    return FileReader.isFile(join(path, Settings.fileName))
      || first(usualConfigs, in: path) != nil && first(usualJobs, in: path) != nil
  }

  package static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func first(_ names: [String], in folder: String) -> String? {
    names.map { join(folder, $0) }.first { FileReader.isFile($0) || FileReader.isFolder($0) }
  }

  private static func sibling(of path: String?, named name: String) -> String? {
    guard let path else { return nil }
    let slash = path.lastIndex(of: "/")
    let sibling = slash.map { String(path[...$0]) + name } ?? name
    return FileReader.isFile(sibling) ? sibling : nil
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
  package func inputs() throws(FileError) -> [Linter.Input] {
    var inputs: [Linter.Input] = []
    func add(_ path: String, _ role: LoadedFile.Role) {
      inputs.append(.disk(path: path, name: WorkingDirectory.shortName(path), role: role))
    }
    if let config { add(config, .config) }
    if let plugins { add(plugins, .plugins) }
    for folder in supplementalConfig {
      for path in try JobFileWalk.files(below: folder) where path.hasSuffix("_prowconfig.yaml") {
        add(path, .supplementalConfig)
      }
    }
    for folder in supplementalPlugins {
      for path in try JobFileWalk.files(below: folder) where path.hasSuffix("_pluginconfig.yaml") {
        add(path, .supplementalPlugins)
      }
    }
    var seen: Set<String> = []
    for path in jobs {
      for file in try JobFileWalk.files(below: path)
      where file != config && file != plugins && seen.insert(file).inserted {
        add(file, .jobs)
      }
    }
    if inRepo != nil {
      for file in try InRepoConfig.files(in: ".") { add(file, .inRepo) }
    }
    return inputs
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
