internal import Files

/// What a command line and the settings ask for, before anything is looked for.
struct LayoutRequest {
  let options: NamedFiles
  private let paths: [String]
  private let settings: Settings
  let place: SearchPlace
  /// Whether an installation is looked for: no path is named, or the root of a repository is.
  let isDiscovery: Bool
  /// The one folder whose in-repo config is to be judged.
  let inRepoFolder: String?

  init(_ options: NamedFiles, paths: [String], settings: Settings) {
    self.options = LayoutRequest.withPreferredConfig(options, paths)
    self.paths = paths
    self.settings = settings
    place = SearchPlace(paths: paths, settings: settings)
    isDiscovery = paths.isEmpty || place.isNamed
    inRepoFolder = LayoutRequest.inRepoFolder(
      self.options,
      isDiscovery ? [place.root] : paths
    )
  }

  /// Whether the paths may be a part of an installation, which is then judged with them.
  ///
  /// With a flag, the paths are all that is to be judged.
  var isWithin: Bool { !isDiscovery && options.namesNothing && inRepoFolder == nil }

  /// Whether a flag says where the jobs are.
  var namesJobs: Bool { !options.jobs.isEmpty }

  // MARK: Files

  /// config.yaml, if it is named.
  var config: String? { options.config ?? options.preferredConfig ?? settings.config }

  /// What is found where not all is named.
  ///
  /// - Returns: The installation, and which ones there are if a path belongs to none of several.
  /// - Throws: `AmbiguousInstallation`, or `TreeError` if the repository can't be searched.
  func found() throws -> (Installation, AmbiguousInstallation?) {
    let knowsJobs =
      namesJobs || !settings.jobs.isEmpty || options.prowYAMLRepo != nil
      || !isDiscovery && !isWithin
    if knowsJobs, config != nil { return (Installation(), nil) }
    do {
      let jobs = namesJobs ? options.jobs : settings.jobs
      return (try place.installation(config: config, jobs: jobs), nil)
    } catch let error as AmbiguousInstallation {
      // A file that belongs to none of them is judged alone.
      if isDiscovery { throw error }
      return (Installation(), error)
    }
  }

  /// `config`: config.yaml, whoever says where it is.
  func plugins(_ found: Installation, config: String?) -> String? {
    if let named = options.plugins ?? settings.plugins { return named }
    if options.config != nil { return nil }
    return found.plugins ?? LayoutRequest.sibling(of: config, named: "plugins.yaml")
  }

  func supplementalConfig(_ found: Installation) -> [String] {
    folders(options.supplementalConfig, settings.supplementalConfig, found.supplementalConfig)
  }

  func supplementalPlugins(_ found: Installation) -> [String] {
    folders(options.supplementalPlugins, settings.supplementalPlugins, found.supplementalPlugins)
  }

  /// What is found counts only with the config.yaml that is found.
  private func folders(_ flags: [String], _ settings: [String], _ found: [String]) -> [String] {
    [flags, settings].first { !$0.isEmpty } ?? (config == nil ? found : [])
  }

  func jobs(_ found: Installation) -> [String] {
    if namesJobs || !isDiscovery && !isWithin { return options.jobs }
    if options.prowYAMLRepo != nil { return [] }
    return settings.jobs.isEmpty ? found.jobs : settings.jobs
  }

  /// The paths that hold jobs, where they are no part of an installation.
  var jobsAmongPaths: [String] {
    paths.filter { LayoutRequest.repository(ofFolder: $0) != inRepoFolder }
  }

  // MARK: Who says so

  func source(_ isFlag: Bool, _ isSetting: Bool) -> Layout.Source {
    isFlag ? .flag : isSetting ? .settings : .found
  }

  /// What the command line names, and may be anywhere.
  var trusted: Set<String> {
    Set(
      [options.config, options.plugins].compactMap(\.self) + options.jobs
        + options.supplementalConfig + options.supplementalPlugins
        + (isDiscovery ? [] : paths)
    )
  }

  /// What files may be read that the command line does not name.
  var bounds: RepositoryBounds {
    let own = settings.file == nil ? [] : [settings.folder]
    return RepositoryBounds(around: place.root, else: own + [""])
  }

  /// A path of the settings that leads out of the repository, if they count: what a flag says is
  /// not read from them.
  var strayPath: FileError? {
    let counts =
      options.config == nil && settings.config != nil
      || options.plugins == nil && settings.plugins != nil
      || !namesJobs && (isDiscovery || isWithin) && !settings.jobs.isEmpty
      || options.supplementalConfig.isEmpty && !settings.supplementalConfig.isEmpty
      || options.supplementalPlugins.isEmpty && !settings.supplementalPlugins.isEmpty
    return counts ? settings.strayPath : nil
  }
}

// MARK: - Questions to the disk

extension LayoutRequest {
  /// Of several files that may be config.yaml, the one that is named as the only path is taken.
  private static func withPreferredConfig(_ options: NamedFiles, _ paths: [String]) -> NamedFiles {
    guard paths.count == 1, options.namesNothing, let bytes = FileReader.contents(paths[0]),
      FileGuess(path: paths[0], bytes) == .config
    else { return options }
    var options = options
    options.preferredConfig = paths[0]
    return options
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

  private static func sibling(of path: String?, named name: String) -> String? {
    guard let path else { return nil }
    let slash = path.lastIndex(of: "/")
    let sibling = slash.map { String(path[...$0]) + name } ?? name
    return FileReader.isTaken(sibling) ? sibling : nil
  }
}
