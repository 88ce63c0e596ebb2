package import Files
package import Prow

/// The files of a run, by the command line, the settings, and what is found.
package struct Layout: Sendable {
  package var config: String?
  package var plugins: String?
  package var jobs: [String]
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  /// Files of other programs.
  package let companions: [CompanionFiles.Found]
  /// `org/repo` of the in-repo config, if it is known.
  package let inRepo: String?
  /// The folder with the in-repo config to judge; its repository may be unknown.
  package let inRepoFolder: String?
  /// Whether these are all files of a configuration, not just some that the command line names.
  private let isWhole: Bool
  /// Whether what a file holds may say what it is, and not only where it is.
  private let looksIntoFiles: Bool
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
  /// Several installations were found, and the paths belong to none of them.
  package let ambiguity: AmbiguousInstallation?
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
  /// The same ones from `/`.
  private let absoluteFocus: Set<String>

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
    for path in paths where overlay == nil && !FileReader.isTaken(path) {
      throw FileError(path: path, reason: "no such file or folder")
    }
    let asked = LayoutRequest(options, paths: paths, settings: settings)
    searched = WorkingDirectory.absolute(asked.place.root)
    inRepoFolder = asked.inRepoFolder
    inRepo =
      asked.options.prowYAMLRepo
      ?? asked.inRepoFolder.flatMap { RemoteRepository.name(of: $0) ?? options.repositoryOfCI }
    let (found, ambiguity) = try asked.found()
    self.ambiguity = ambiguity
    config = asked.config ?? found.config
    plugins = asked.plugins(found, config: config)
    supplementalConfig = asked.supplementalConfig(found)
    supplementalPlugins = asked.supplementalPlugins(found)
    let jobs = asked.jobs(found)
    focus = asked.isWithin ? paths : []
    absoluteFocus = Set(focus.map(WorkingDirectory.absolute))
    // What is judged within a whole must be a part of it.
    let hasWhole = config != nil || !jobs.isEmpty && jobs != ["."]
    let companions =
      asked.isDiscovery || asked.isWithin || asked.namesJobs
      ? try Layout.companions(settings, near: config) : []
    let whole =
      jobs + supplementalConfig + supplementalPlugins + [config, plugins].compactMap(\.self)
      + companions.map(\.path)
    let isPart = asked.isWithin && hasWhole && Layout.areInside(paths, whole)
    self.jobs = asked.isDiscovery || asked.namesJobs || isPart ? jobs : asked.jobsAmongPaths
    sourceOfConfig = asked.source(asked.options.config != nil, settings.config != nil)
    sourceOfPlugins = asked.source(asked.options.plugins != nil, settings.plugins != nil)
    sourceOfJobs = asked.source(asked.namesJobs || !asked.isDiscovery, !settings.jobs.isEmpty)
    isWhole =
      asked.options.prowYAMLRepo == nil && (asked.isDiscovery || isPart || asked.namesJobs)
    looksIntoFiles = asked.isWithin && !isPart
    self.companions = isWhole ? companions : []
    trusted = asked.trusted
    bounds = asked.bounds
    strayPath = asked.strayPath
  }

  /// Whether paths are files of an installation, or folders with some.
  private static func areInside(_ paths: [String], _ whole: [String]) -> Bool {
    let parts = Set(whole.map(WorkingDirectory.absolute))
    let above = Set(parts.flatMap(WorkingDirectory.foldersAbove))
    return paths.allSatisfy { path in
      let path = WorkingDirectory.absolute(path)
      return parts.contains(path) || above.contains(path)
        || WorkingDirectory.foldersAbove(path).contains(where: parts.contains)
    }
  }

  /// Those that the settings name, and of the kinds that they do not name those next to config.yaml.
  private static func companions(
    _ settings: Settings,
    near config: String?
  ) throws(TreeError) -> [CompanionFiles.Found] {
    var companions: [CompanionFiles.Found] = []
    for (kind, patterns) in settings.companions {
      for pattern in patterns {
        let folder = PathGlob.folder(of: pattern)
        let start = folder.isEmpty || !PathGlob.isPattern(pattern) ? "" : folder + "/"
        let inside = String(pattern.dropFirst(start.count))
        companions += try CompanionFiles.matches(
          of: inside,
          in: FolderTree(start.isEmpty ? "" : folder, shownAs: start)
        ).map { CompanionFiles.Found(path: start + $0, kind: kind) }
      }
    }
    guard let config else { return companions }
    let folder = JobFolders.parent(of: config)
    let tree = FolderTree(folder, shownAs: folder)
    let named = Set(settings.companions.map(\.kind))
    let found = try CompanionFiles.near(
      config.split(separator: "/").last.map(String.init) ?? "",
      in: tree
    )
    return companions
      + found.filter { !named.contains($0.kind) }
      .map { CompanionFiles.Found(path: Layout.join(folder, $0.path), kind: $0.kind) }
  }

  /// Where files were looked for, and what to do if there are none.
  package var nothingFound: String {
    "no job files found in \(searched): no YAML file below it looks like Prow's config.yaml, or has "
      + "presubmits, postsubmits or periodics; name files or folders, or use --config and --jobs"
  }

  /// Whether jobs are judged without the config.yaml that they belong to.
  package var isWithoutConfig: Bool { config == nil && !isInRepoOnly && !jobs.isEmpty }

  /// Whether an installation has no plugins.yaml.
  package var isWithoutPlugins: Bool {
    plugins == nil && supplementalPlugins.isEmpty && isWhole && !isInRepoOnly && !jobs.isEmpty
  }

  /// Whether these are the files of a repository, and not just some that the paths name.
  package var isOfRepository: Bool { isWhole || inRepoFolder != nil }

  /// Whether the repository has its own jobs, and nothing else.
  package var isInRepoOnly: Bool { inRepoFolder != nil && config == nil && jobs.isEmpty }

  package static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Whether a file is one of those that the command line asks about.
  ///
  /// `path`: As findings show it.
  package func isAskedFor(_ path: String) -> Bool {
    if focus.isEmpty { return true }
    let path = WorkingDirectory.absolute(path)
    return absoluteFocus.contains(path)
      || WorkingDirectory.foldersAbove(path).contains(where: absoluteFocus.contains)
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
  package func inputs() throws(FileError) -> [InputFile] {
    if let strayPath { throw strayPath }
    var inputs: [InputFile] = []
    var hasOverlay = false
    var seen: Set<String> = []
    func add(_ file: FoundFile, _ kind: FileKind) {
      guard seen.insert(WorkingDirectory.absolute(file.path)).inserted else { return }
      let name = WorkingDirectory.shortName(file.path)
      if let overlay, overlay.isOf(file.path) {
        hasOverlay = true
        return inputs.append(.bytes(overlay.bytes, name: name, kind: kind))
      }
      inputs.append(
        file.fault.map { .unread($0, name: name, kind: kind) }
          ?? .disk(path: file.path, name: name, kind: kind)
      )
    }
    if let config { add(found(config), .config) }
    if let plugins { add(found(plugins), .plugins) }
    for folder in supplementalConfig {
      for file in try files(below: folder) where FileKind.named(file.path) == .supplementalConfig {
        add(file, .supplementalConfig)
      }
    }
    for folder in supplementalPlugins {
      for file in try files(below: folder) where FileKind.named(file.path) == .supplementalPlugins {
        add(file, .supplementalPlugins)
      }
    }
    for file in companions { add(found(file.path), file.kind) }
    for path in jobs {
      for file in try files(below: path) {
        let isInRepo = path == file.path && InRepoConfig.isFile(file.path)
        add(file, isInRepo ? .inRepo : companionKind(of: file) ?? .jobs)
      }
    }
    if let inRepoFolder {
      for file in try InRepoConfig.files(in: inRepoFolder) { add(file, .inRepo) }
    }
    // A file that is not there yet.
    if let overlay, !hasOverlay {
      add(FoundFile(path: overlay.path), Layout.kind(of: overlay.path))
    }
    if overlay == nil { for path in focus { try addRest(of: path) } }
    return inputs

    /// Adds what is asked for and not a part of the rest, such as a file that a .prowignore lists.
    func addRest(of path: String) throws(FileError) {
      guard FileReader.isFolder(path) else {
        let kind = FileReader.contents(path).flatMap { CompanionFiles.kind(of: path, $0) }
        return add(FoundFile(path: path), kind ?? Layout.kind(of: path))
      }
      for file in try files(below: path) {
        let bytes = file.fault == nil ? FileReader.contents(file.path) : nil
        if let kind = bytes.flatMap({ CompanionFiles.kind(of: file.path, $0) }) {
          add(file, kind)
        } else if bytes.map({ FileGuess(path: file.path, $0) == .jobs }) ?? true {
          add(file, Layout.kind(of: file.path))
        }
      }
      let place = WorkingDirectory.absolute(path)
      if !seen.contains(where: { $0.hasPrefix(place + "/") }) {
        throw FileError(path: path, reason: "no job files are in it")
      }
    }
  }

  /// All files, read, and their jobs.
  ///
  /// - Throws: `FileError` if a folder or a file can't be read.
  package func configuration(
    _ schema: ProwSchema,
    workers: Int
  ) async throws(FileError) -> Configuration {
    try await Configuration.load(
      try inputs(),
      inRepoName: inRepo,
      schema: schema,
      workers: workers,
      read: contents
    )
  }

  /// What a file is by its name alone.
  private static func kind(of path: String) -> FileKind {
    FileKind.named(path) ?? (InRepoConfig.isFile(path) ? .inRepo : .jobs)
  }

  /// The kind of a file of another program, where the command line names files alone.
  private func companionKind(of file: FoundFile) -> FileKind? {
    guard looksIntoFiles, file.fault == nil else { return nil }
    let unsaved = overlay.flatMap { $0.isOf(file.path) ? $0.bytes : nil }
    return (unsaved ?? FileReader.contents(file.path)).flatMap {
      CompanionFiles.kind(of: file.path, $0)
    }
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
