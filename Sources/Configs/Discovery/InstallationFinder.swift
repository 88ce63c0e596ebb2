package import Files
internal import Prow

/// Finds Prow's files in a tree by what they hold, whatever they are called.
package struct InstallationFinder {
  /// What a search takes at most, so that it ends soon in any tree.
  private enum Limits {
    static let files = 100_000
    /// YAML files of one folder that are read.
    static let samples = 3
    static let reads = 20_000
    static let bytesOfFile = 16 << 20
    static let bytes = 1 << 30
  }

  private let tree: any FileTree
  /// Folder that people are in, from the root of the tree; empty for the root.
  private let place: String
  /// config.yaml, if it is named already.
  private let config: String?

  /// - Parameters:
  ///   - tree: What is searched.
  ///   - place: Of several installations the one of this folder is taken.
  ///   - config: Of several installations the one with this config.yaml is taken.
  package init(_ tree: some FileTree, from place: String = "", config: String? = nil) {
    self.tree = tree
    self.place = place
    self.config = config
  }

  /// - Returns: What was found, which may be nothing.
  /// - Throws: `AmbiguousInstallation`, and `TreeError` if the tree can't be read.
  package func find() throws -> Installation {
    let names = try yamlFiles()
    let guesses = InstallationFinder.withoutInRepoConfig(guesses(names))
    var configs = outsideOfTests(guesses.filter { $0.guess == .config }.map(\.path))
    if let config, !configs.contains(config) { configs.append(config) }
    configs = onePerFolder(configs)
    let plugins = outsideOfTests(guesses.filter { $0.guess == .plugins }.map(\.path))
    var folders = JobFolders()
    for (path, guess) in guesses { folders.add(path, guess) }
    let candidates = folders.candidates()
    let shown = outsideOfTests(candidates.map(\.path))
    return try chosen(
      InstallationGroups(
        configs: configs,
        plugins: plugins,
        jobs: candidates.filter { shown.contains($0.path) },
        supplementalConfig: names.filter { FileKind.named($0) == .supplementalConfig },
        supplementalPlugins: names.filter { FileKind.named($0) == .supplementalPlugins }
      ).installations
    )
  }

  /// Whether the tree has a config.yaml, of one installation or of several.
  package func hasConfig() throws(TreeError) -> Bool {
    let likely = try yamlFiles().filter(InstallationFinder.isLikely)
    return guesses(likely).contains { $0.guess == .config }
  }

  // MARK: Files

  /// In the order of their paths.
  private func yamlFiles() throws(TreeError) -> [String] {
    let files = try tree.files(
      named: InstallationFinder.isYAML,
      skipping: InstallationFinder.isSkipped,
      most: Limits.files
    )
    let paths = files.map(\.path).sorted()
    let charts = Set(paths.filter { $0.hasSuffix("Chart.yaml") }.map(JobFolders.parent))
    return charts.isEmpty ? paths : paths.filter { !isTemplate($0, charts) }
  }

  /// The folder `.prow` holds in-repo config, unless a config.yaml is in it.
  private static func withoutInRepoConfig(
    _ guesses: [(path: String, guess: FileGuess)]
  ) -> [(path: String, guess: FileGuess)] {
    func isHidden(_ path: String) -> Bool { path.split(separator: "/").contains(".prow") }
    let isInstallation = guesses.contains { isHidden($0.path) && $0.guess == .config }
    return isInstallation ? guesses : guesses.filter { !isHidden($0.path) }
  }

  /// Whether the name is one that config.yaml or plugins.yaml may have.
  private static func isLikely(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return name.contains("config") || name.contains("plugin") || name.contains("prow")
  }

  /// Whether a file is YAML that its name does not hide.
  private static func isYAML(_ path: String) -> Bool {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"),
      let name = path.split(separator: "/").last, !name.hasPrefix(".")
    else { return false }
    // Prow's own repository lists all fields with their meanings in such files.
    return !name.contains("-documented.")
  }

  /// Folders of other people's files, and hidden ones.
  private static func isSkipped(_ folder: String) -> Bool {
    let name = folder.split(separator: "/").last ?? ""
    return name.hasPrefix(".") && name != ".prow" || others.contains(String(name))
  }

  private static let others: Set<String> = ["vendor", "node_modules", "third_party", "testdata"]
  private static let tests: Set<String> = [
    "test", "tests", "integration", "e2e", "fixtures", "example", "examples", "docs", "doc",
    "samples",
  ]

  /// The paths that are in no folder of tests or examples, unless people are in it; all of them if
  /// there are no others.
  private func outsideOfTests(_ paths: [String]) -> [String] {
    let outside = paths.filter { path in
      var folder = ""
      for segment in path.split(separator: "/").dropLast() {
        folder += folder.isEmpty ? segment : "/" + segment
        let isTest = InstallationFinder.tests.contains(String(segment))
        if isTest, place != folder, !place.hasPrefix(folder + "/") { return false }
      }
      return true
    }
    return outside.isEmpty ? paths : outside
  }

  private func isTemplate(_ path: String, _ charts: Set<String>) -> Bool {
    var folder = JobFolders.parent(of: path)
    while !folder.isEmpty {
      let parent = JobFolders.parent(of: folder)
      if folder.hasSuffix("templates"), charts.contains(parent) { return true }
      folder = parent
    }
    return false
  }

  /// What files hold; of a folder with many, what some of them hold.
  private func guesses(_ paths: [String]) -> [(path: String, guess: FileGuess)] {
    var seen: [String: Int] = [:]
    var (read, unread): ([String], [String]) = ([], [])
    // Those with likely names come first where there are too many.
    for isLikely in [true, false] {
      for path in paths where InstallationFinder.isLikely(path) == isLikely {
        if FileKind.named(path) != nil { continue }
        let folder = JobFolders.parent(of: path)
        let isSample = isLikely || seen[folder, default: 0] < Limits.samples
        if !isLikely, isSample { seen[folder, default: 0] += 1 }
        if isSample, read.count < Limits.reads { read.append(path) } else { unread.append(path) }
      }
    }
    var found: [(path: String, guess: FileGuess)] = []
    var jobFolders: [String: Int] = [:]
    var bytes = 0
    for path in read {
      guard bytes < Limits.bytes, let content = content(path) else {
        found.append((path, .other))
        continue
      }
      bytes += content.count
      let guess = FileGuess(path: path, content)
      if guess == .jobs { jobFolders[JobFolders.parent(of: path), default: 0] += 1 }
      found.append((path, guess))
    }
    // The rest of a folder is like its samples.
    for path in unread {
      let folder = JobFolders.parent(of: path)
      let isJobs = jobFolders[folder, default: 0] * 2 > seen[folder, default: 0]
      found.append((path, isJobs ? .jobs : .other))
    }
    return found
  }

  /// The bytes of a file, links inside the tree followed; `nil` if it can't be read or is very long.
  private func content(_ path: String) -> [UInt8]? {
    guard let entry = (try? tree.entry(at: path)) ?? nil else { return nil }
    if entry.kind == .file {
      guard let size = (try? tree.sizes(of: [entry]))?.first, size <= Limits.bytesOfFile else {
        return nil
      }
    }
    return ((try? tree.file(at: path)) ?? nil)?.bytes
  }

  // MARK: Choices

  /// Of several files in one folder the one with the usual name, if one has it.
  private func onePerFolder(_ paths: [String]) -> [String] {
    Dictionary(grouping: paths, by: JobFolders.parent).values.flatMap { files in
      let usual =
        files.first { $0 == config }
        ?? files.first { path in
          path.split(separator: "/").last == "config.yaml"
        }
      return usual.map { [$0] } ?? files
    }.sorted()
  }

  /// The one installation; of several, the one that is named or that people are in.
  private func chosen(_ all: [Installation]) throws(AmbiguousInstallation) -> Installation {
    if let config { return all.first { $0.config == config } ?? Installation() }
    let near = place.isEmpty ? [] : all.filter(isHere)
    if near.count == 1 { return near[0] }
    let candidates = near.isEmpty ? all : near
    let withConfig = candidates.filter { $0.config != nil }
    if withConfig.count > 1 {
      throw AmbiguousInstallation(
        configs: withConfig.compactMap(\.config).sorted().map(tree.displayName)
      )
    }
    return withConfig.first ?? candidates.first ?? Installation()
  }

  /// Whether people are in one of an installation's folders, or have one below them.
  private func isHere(_ installation: Installation) -> Bool {
    let folders =
      installation.jobs
      + [installation.config, installation.plugins].compactMap(\.self)
      .map(JobFolders.parent)
    return folders.contains { folder in
      isInside(folder, place) || !folder.isEmpty && isInside(place, folder)
    }
  }

  private func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder + "/")
  }
}
