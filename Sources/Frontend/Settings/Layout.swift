package import Linting
package import Prow

/// The files of a run: what the command line, the settings and the usual places come to.
package struct Layout: Sendable {
  package var config: String?
  package var plugins: String?
  package var jobs: [String]
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  /// `org/repo` of the in-repo config, if it is known.
  package let inRepo: String?
  /// The folder with the in-repo config to judge; its repository may be unknown.
  let inRepoFolder: String?
  /// Whether these are all files of a configuration, not just some that the command line names.
  private let isWhole: Bool
  /// What files may be read that the command line does not name.
  private let bounds: RepositoryBounds
  /// What the command line names, and may be anywhere.
  private let trusted: Set<String>
  private let strayPath: FileError?
  /// The folder that was searched, from `/`.
  package let searched: String
  /// Who says where a file is.
  package enum Source: String, Sendable {
    case flag = "a flag"
    case settings = ".plimsoll.yaml"
    case found
  }
  package let sourceOfConfig: Source
  package let sourceOfPlugins: Source
  package let sourceOfJobs: Source
  /// Text that counts in place of what a file has on disk, if it is there at all.
  private let overlay: Overlay?

  package struct Overlay: Sendable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    fileprivate func isOf(_ path: String) -> Bool {
      WorkingDirectory.absolute(path) == WorkingDirectory.absolute(self.path)
    }
  }

  /// Files and folders whose findings are shown, if not all are.
  package let focus: [String]

  /// Flags win over settings, settings over what is found.
  ///
  /// - Parameters:
  ///   - options: What the command line names.
  ///   - paths: Files and folders to judge: those of an installation, or the root of a repository
  ///     with one.
  ///   - settings: Those that count for the paths.
  ///   - overlay: Text of the one file that is named.
  /// - Throws: `AmbiguousInstallation`, `TreeError` if the repository can't be searched, or `FileError`
  ///   if nothing is at a path.
  package init(
    _ options: NamedFiles,
    paths: [String],
    settings: Settings,
    overlay: Overlay? = nil
  ) throws {
    self.overlay = overlay
    for path in paths where overlay == nil && !FileReader.exists(path) {
      throw FileError(path: path, reason: "no such file or folder")
    }
    let place = SearchPlace(paths: paths, settings: settings)
    searched = WorkingDirectory.absolute(place.root)
    let isRoot = place.isNamed
    let isDiscovery = paths.isEmpty || isRoot
    let inRepoFolder = Layout.inRepoFolder(options, isDiscovery ? [place.root] : paths)
    self.inRepoFolder = inRepoFolder
    inRepo = options.prowYAMLRepo ?? inRepoFolder.flatMap(RemoteRepository.name)
    // With a flag, the paths are all that is to be judged.
    let isWithin = !isDiscovery && options.namesNothing && inRepoFolder == nil
    let knowsJobs =
      !options.jobs.isEmpty || !settings.jobs.isEmpty || options.prowYAMLRepo != nil
      || !isDiscovery && !isWithin
    let knowsConfig = options.config != nil || settings.config != nil
    let found =
      knowsJobs && knowsConfig
      ? Installation()
      : isWithin ? try place.installationAround() : try place.installation()
    config = options.config ?? settings.config ?? found.config
    plugins =
      options.plugins ?? settings.plugins
      ?? (options.config == nil
        ? found.plugins ?? Layout.sibling(of: config, named: "plugins.yaml") : nil)
    let isOfFound = options.config == nil && settings.config == nil
    let ofConfig = isOfFound ? found.supplementalConfig : []
    let ofPlugins = isOfFound ? found.supplementalPlugins : []
    supplementalConfig =
      [options.supplementalConfig, settings.supplementalConfig].first { !$0.isEmpty } ?? ofConfig
    supplementalPlugins =
      [options.supplementalPlugins, settings.supplementalPlugins].first { !$0.isEmpty } ?? ofPlugins
    var jobs = options.jobs
    if jobs.isEmpty, isDiscovery || isWithin {
      jobs =
        options.prowYAMLRepo != nil ? [] : settings.jobs.isEmpty ? found.jobs : settings.jobs
    }
    focus = isWithin ? paths : []
    // What is judged within a whole must be a part of it.
    let hasWhole = config != nil || !jobs.isEmpty && jobs != ["."]
    let isPart = isWithin && hasWhole && Layout.areInside(paths, jobs, config, plugins)
    if !isDiscovery, options.jobs.isEmpty, !isPart {
      jobs = paths.filter { Layout.repository(ofFolder: $0) != inRepoFolder }
    }
    self.jobs = jobs
    func source(_ isFlag: Bool, _ isSetting: Bool) -> Source {
      isFlag ? .flag : isSetting ? .settings : .found
    }
    sourceOfConfig = source(options.config != nil, settings.config != nil)
    sourceOfPlugins = source(options.plugins != nil, settings.plugins != nil)
    sourceOfJobs = source(!options.jobs.isEmpty || !isDiscovery, !settings.jobs.isEmpty)
    isWhole =
      options.prowYAMLRepo == nil && (isDiscovery || isPart || !options.jobs.isEmpty)
    trusted = Set(
      [options.config, options.plugins].compactMap(\.self) + options.jobs
        + options.supplementalConfig + options.supplementalPlugins
        + (isDiscovery ? [] : paths)
    )
    let own = settings.file == nil ? [] : [settings.folder]
    bounds = RepositoryBounds(around: place.root, else: own + [""])
    // What a flag says is not read from the settings.
    let usesSettings =
      options.config == nil && settings.config != nil
      || options.plugins == nil && settings.plugins != nil
      || options.jobs.isEmpty && (isDiscovery || isWithin) && !settings.jobs.isEmpty
      || options.supplementalConfig.isEmpty && !settings.supplementalConfig.isEmpty
      || options.supplementalPlugins.isEmpty && !settings.supplementalPlugins.isEmpty
    strayPath = usesSettings ? settings.strayPath : nil
  }

  /// Whether paths are files of an installation, or folders with some.
  private static func areInside(
    _ paths: [String],
    _ jobs: [String],
    _ config: String?,
    _ plugins: String?
  ) -> Bool {
    let whole = (jobs + [config, plugins].compactMap(\.self)).map(WorkingDirectory.absolute)
    return paths.allSatisfy { path in
      let path = WorkingDirectory.absolute(path)
      return whole.contains { path == $0 || path.hasPrefix($0 + "/") || $0.hasPrefix(path + "/") }
    }
  }

  /// Where was looked for files, and what to do where nothing was found.
  package var nothingFound: String {
    "no job files found in \(searched): no YAML file below it looks like Prow's config.yaml, or has "
      + "presubmits, postsubmits or periodics; name files or folders, or use --config and --jobs"
  }

  /// Whether jobs are judged without the config.yaml that they belong to.
  package var isWithoutConfig: Bool { config == nil && !isInRepoOnly && !jobs.isEmpty }

  /// Whether the repository has its own jobs, and nothing else.
  package var isInRepoOnly: Bool { inRepoFolder != nil && config == nil && jobs.isEmpty }

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

  private static func sibling(of path: String?, named name: String) -> String? {
    guard let path else { return nil }
    let slash = path.lastIndex(of: "/")
    let sibling = slash.map { String(path[...$0]) + name } ?? name
    return FileReader.isTaken(sibling) ? sibling : nil
  }

  /// Whether a file is one of those that the command line asks about.
  ///
  /// `path`: As findings show it.
  package func isAskedFor(_ path: String) -> Bool {
    if focus.isEmpty { return true }
    let path = WorkingDirectory.absolute(path)
    return focus.lazy.map(WorkingDirectory.absolute).contains {
      path == $0 || path.hasPrefix($0 + "/")
    }
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
    var hasOverlay = false
    func add(_ file: FoundFile, _ role: LoadedFile.Role) {
      let name = WorkingDirectory.shortName(file.path)
      if let overlay, overlay.isOf(file.path) {
        hasOverlay = true
        return inputs.append(.bytes(overlay.bytes, name: name, role: role))
      }
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
    // A file that is not there yet.
    if let overlay, !hasOverlay {
      add(FoundFile(path: overlay.path), InRepoConfig.isFile(overlay.path) ? .inRepo : .jobs)
    }
    for path in focus where overlay == nil && !inputs.contains(where: { isWithin(path, $0) }) {
      // Nothing that is asked for is passed over, such as what a .prowignore lists.
      guard FileReader.isFile(path) else {
        throw FileError(path: path, reason: "no job files are in it")
      }
      add(FoundFile(path: path), .jobs)
    }
    return inputs
  }

  private func isWithin(_ path: String, _ input: Linter.Input) -> Bool {
    let (path, name) = (WorkingDirectory.absolute(path), WorkingDirectory.absolute(input.name))
    return name == path || name.hasPrefix(path + "/")
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
    if let overlay, overlay.isOf(path) { return [FoundFile(path: path)] }
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

  /// Whether no option says where files are.
  var namesNothing: Bool {
    config == nil && plugins == nil && jobs.isEmpty && supplementalConfig.isEmpty
      && supplementalPlugins.isEmpty && prowYAMLRepo == nil
  }
}
