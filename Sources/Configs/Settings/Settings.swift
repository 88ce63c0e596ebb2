internal import Diagnostics
package import Files
package import Kubernetes
package import Prow
internal import YAML

/// What `.plimsoll.yaml` says; its mistakes are findings like any other.
package struct Settings: Sendable {
  package static let fileName = ".plimsoll.yaml"

  /// The folder of the file, which its paths are relative to; empty for the working directory.
  package var folder = ""
  /// The file itself, checked against its type.
  package var file: LoadedFile?
  package var config: String?
  package var plugins: String?
  package var jobs: [String] = []
  /// Folders.
  package var supplementalConfig: [String] = []
  package var supplementalPlugins: [String] = []
  /// Files and folders with policies.
  package var policies: [String] = []
  /// Files of other programs, and globs of them.
  package var companions: [(kind: FileKind, patterns: [String])] = []

  /// The lists that name them.
  package static let companionLists: [(name: StaticString, kind: FileKind)] = [
    ("boskos", .boskos), ("autobump", .autobump),
  ]
  /// The first path of the file that leads out of its repository, where it was read from disk: no
  /// file is read that only the repository asks for.
  package private(set) var strayPath: FileError?
  package var version = ProwSchema.baseline
  /// Where the version comes from.
  package private(set) var versionSource = VersionSource.assumed

  package enum VersionSource: String, Sendable {
    case assumed
    case settings = "by .plimsoll.yaml"
    case images = "by its images"
  }
  package var kubernetes = KubernetesVersion.latest
  package var isStrict = false
  /// Whether only findings that a change brings count, where a CI system says what it starts from.
  package var takesNewFindingsOnly = false
  package var options = LintOptions()

  /// The field tables of the versions that are to judge.
  package var schema: ProwSchema { schema(kubernetes: kubernetes) }

  /// The field tables for another version of Kubernetes, and for Pod manifests if they are taken.
  package func schema(kubernetes: KubernetesVersion, takesManifests: Bool = false) -> ProwSchema {
    if version == ProwSchema.baseline, kubernetes == .latest, !takesManifests {
      return ProwSchema.standard
    }
    return ProwSchema(version: version, kubernetes: kubernetes, takesManifests: takesManifests)
  }

  package init() {}

  /// Reads the nearest settings file above a path.
  ///
  /// `overlay`: What counts in place of the bytes of some files.
  package static func nearest(
    to path: String?,
    overlay: FileOverlay? = nil
  ) throws(FileError) -> Settings {
    guard let found = find(from: path ?? ".") else { return Settings() }
    let folder = String(found.dropLast(fileName.utf8.count + 1))
    let bounds = RepositoryBounds(around: folder)
    let name = WorkingDirectory.shortName(found)
    // Without its settings a run would judge other files, or by other rules, than were meant.
    if let fault = bounds.fault(of: found) { throw FileError(path: name, reason: fault.reason) }
    let file = try InputFile.disk(path: found, name: name, kind: .settings)
      .replaced(by: overlay)
      .load(ProwSchema.standard)
    var settings = Settings()
    settings.folder = folder
    settings.file = file
    if let root = file.root {
      settings.read(root)
      settings.findStrayPath(root, bounds)
    }
    return settings
  }

  /// Reads the settings file at the root of a tree, if there is one.
  package static func inTree(_ tree: any FileTree) throws(TreeError) -> Settings {
    var settings = Settings()
    guard let content = try tree.file(at: fileName) else { return settings }
    let file = content.load(name: fileName, kind: .settings, schema: ProwSchema.standard)
    settings.file = file
    if let root = file.root { settings.read(root) }
    return settings
  }

  private static func find(from path: String) -> String? {
    var folder = path
    if FileReader.isFile(folder) {
      folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
    }
    if !folder.hasPrefix("/") {
      folder = folder == "." ? WorkingDirectory.path : WorkingDirectory.path + "/" + folder
    }
    while !folder.isEmpty {
      let candidate = folder + "/" + fileName
      if FileReader.isTaken(candidate) { return candidate }
      guard let slash = folder.lastIndex(of: "/") else { break }
      folder = String(folder[..<slash])
    }
    return nil
  }

  private mutating func findStrayPath(_ root: Node, _ bounds: RepositoryBounds) {
    let prow = root["prow"]
    var nodes = [prow?["config"], prow?["plugins"]].compactMap(\.self)
    for list in [prow?["jobs"], prow?["supplementalConfig"], prow?["supplementalPlugins"]] {
      if let list { nodes += list.items }
    }
    for node in nodes {
      guard let path = path(node), !bounds.admits(path) else { continue }
      let line = LineIndex(node.place.file).position(at: node.place.range.start).line
      strayPath = FileError(
        path: path,
        reason: "\(node.place.file.path):\(line) names it, and it is not in the repository; "
          + "name it on the command line"
      )
      return
    }
  }

  private mutating func read(_ root: Node) {
    let prow = root["prow"]
    config = path(prow?["config"])
    plugins = path(prow?["plugins"])
    jobs = paths(prow?["jobs"])
    supplementalConfig = paths(prow?["supplementalConfig"])
    supplementalPlugins = paths(prow?["supplementalPlugins"])
    policies = paths(root["policies"])
    for (name, kind) in Settings.companionLists { readCompanions(root[name], name, kind) }
    if let named = prow?["version"]?.word.flatMap({ ProwVersion($0.string) }) {
      version = named.date
      versionSource = .settings
    }
    kubernetes = root["kubernetes"]?.word.flatMap { KubernetesVersion($0.string) } ?? kubernetes
    isStrict = root["strict"]?.bool ?? false
    takesNewFindingsOnly = root["newFindingsOnly"]?.bool ?? false
    options.select = ruleNames(root["select"])
    options.ignore = ruleNames(root["ignore"])
    options.severity = severities(root["severity"])
    options.requiredAnnotations =
      root["requiredAnnotations"]?.items.compactMap { $0.word?.string } ?? []
    for (position, entry) in (root["paths"].map { Array($0.items) } ?? []).enumerated() {
      readPath(entry, position)
    }
  }

  private mutating func readCompanions(_ list: Node?, _ name: StaticString, _ kind: FileKind) {
    guard let list else { return }
    companions.append((kind, paths(list)))
    for (position, item) in list.items.enumerated() {
      guard let pattern = path(item), PathGlob.isPattern(pattern) else { continue }
      let glob = PathGlob(pattern)
      options.globs.append(
        LintOptions.Glob(list: name, position: position, matches: { glob.matches($0) })
      )
    }
  }

  private mutating func readPath(_ entry: Node, _ position: Int) {
    guard let pattern = entry["path"]?.word?.string else { return }
    let shown = WorkingDirectory.shortName(folder + "/")
    let glob = PathGlob(Layout.join(shown, pattern))
    options.paths.append(
      LintOptions.PathOptions(
        matches: { glob.matches($0) },
        select: ruleNames(entry["select"]),
        ignore: ruleNames(entry["ignore"]),
        severity: severities(entry["severity"]),
        position: position,
        mayMatchOthers: { [folder] in
          // Without a folder the files are those of a commit.
          folder.isEmpty
            || FolderTree(folder, shownAs: shown).hasFile(below: PathGlob.folder(of: pattern)) {
              glob.matches($0)
            }
        }
      )
    )
  }

  private func paths(_ list: Node?) -> [String] { list?.items.compactMap { path($0) } ?? [] }

  private func path(_ node: Node?) -> String? {
    guard let text = node?.word?.string, !text.isEmpty else { return nil }
    return WorkingDirectory.shortName(Layout.join(folder, text))
  }

  private func ruleNames(_ list: Node?) -> [String] {
    list?.items.compactMap { $0.word?.string } ?? []
  }

  private func severities(_ map: Node?) -> [String: SeveritySetting] {
    var result: [String: SeveritySetting] = [:]
    for entry in map.map({ Array($0.entries) }) ?? [] {
      if let setting = SeveritySetting(entry.value) { result[entry.key.text.string] = setting }
    }
    return result
  }
}

extension Settings {
  /// Takes the version of Prow from the images that config.yaml names, unless the file says which
  /// it is.
  ///
  /// `config`: The path of config.yaml, if there is one.
  package mutating func findVersion(in config: String?) throws(FileError) {
    use(try versionOfImages(in: config))
  }

  /// What `findVersion` finds, for those who can do something else meanwhile.
  ///
  /// `overlay`: What counts in place of the bytes of some files.
  package func versionOfImages(
    in config: String?,
    overlay: FileOverlay? = nil
  ) throws(FileError) -> ProwVersion? {
    guard versionSource == .assumed, let config else { return nil }
    let file: SourceFile
    if let bytes = overlay?[config] {
      file = SourceFile(path: config, bytes: bytes)
    } else {
      (file, _) = SourceFile.decoding(path: config, adopting: try FileReader.read(config))
    }
    return ProwVersion(utilityImagesOf: LoadedFile.document(of: file, as: .config))
  }

  package mutating func use(_ found: ProwVersion?) {
    guard let found else { return }
    version = found.date
    versionSource = .images
  }
}
