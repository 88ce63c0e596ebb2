package import ConfigMaps

/// Finds Prow's files in a tree by what they hold, whatever they are called.
package struct InstallationFinder {
  /// What a search takes at most, so that it ends soon in any tree.
  private enum Limits {
    static let files = 200_000
    /// YAML files of one folder that are read.
    static let samples = 3
    static let reads = 20_000
  }

  private let tree: any FileTree
  /// Folder that people are in, from the root of the tree; empty for the root.
  private let place: String

  /// `place`: Of several installations the one of this folder is taken.
  package init(_ tree: some FileTree, from place: String = "") {
    self.tree = tree
    self.place = place
  }

  /// - Returns: What was found, which may be nothing.
  /// - Throws: `AmbiguousInstallation`, and `TreeError` if the tree can't be read.
  package func find() throws -> Installation {
    let files = try tree.files(skipping: InstallationFinder.isSkipped, most: Limits.files)
      .filter { $0.kind == .file }.map(\.path)
    let charts = Set(files.filter { $0.hasSuffix("Chart.yaml") }.map(JobFolders.parent))
    let named = files.filter { path in
      InstallationFinder.isYAML(path) && !isTest(path) && !isTemplate(path, charts)
    }
    let guesses = InstallationFinder.withoutInRepoConfig(try guesses(named))
    var folders = JobFolders()
    for (path, guess) in guesses { folders.add(path, guess) }
    let configs = onePerFolder(guesses.compactMap { $0.guess == .config ? $0.path : nil })
    let plugins = guesses.compactMap { $0.guess == .plugins ? $0.path : nil }
    let jobFolders = folders.candidates()
    var all = configs.map { config in
      Installation(
        config: config,
        plugins: nearest(plugins, to: config),
        jobs: jobFolder(jobFolders, for: config).map { [$0] } ?? []
      )
    }
    let taken = Set(all.flatMap(\.jobs))
    for folder in jobFolders where !taken.contains(folder.path) {
      all.append(Installation(jobs: [folder.path]))
    }
    var found = try chosen(all)
    found.supplementalConfig = folder(of: named.filter { $0.hasSuffix("_prowconfig.yaml") })
    found.supplementalPlugins = folder(of: named.filter { $0.hasSuffix("_pluginconfig.yaml") })
    return found
  }

  /// Whether the tree has a config.yaml, of one installation or of several.
  package func hasConfig() throws(TreeError) -> Bool {
    let files = try tree.files(skipping: InstallationFinder.isSkipped, most: Limits.files)
    for file in files where file.kind == .file && InstallationFinder.isYAML(file.path) {
      guard InstallationFinder.isLikely(file.path), !isTest(file.path),
        let content = try? tree.contents(of: [file]).first
      else { continue }
      if case .config = FileGuess(path: file.path, content.bytes) { return true }
    }
    return false
  }

  // MARK: Files

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

  /// Whether a file is in a folder of tests or examples, and people are not.
  private func isTest(_ path: String) -> Bool {
    if !place.isEmpty, path.hasPrefix(place + "/") { return false }
    return path.split(separator: "/").dropLast().contains {
      InstallationFinder.tests.contains(String($0))
    }
  }

  private func isTemplate(_ path: String, _ charts: Set<String>) -> Bool {
    if charts.isEmpty { return false }
    var folder = JobFolders.parent(of: path)
    while !folder.isEmpty {
      let parent = JobFolders.parent(of: folder)
      if folder.hasSuffix("templates"), charts.contains(parent) { return true }
      folder = parent
    }
    return false
  }

  /// What files hold; of a folder with many, what some of them hold.
  private func guesses(
    _ paths: [String]
  ) throws(TreeError) -> [(path: String, guess: FileGuess)] {
    var seen: [String: Int] = [:]
    var read: [TreeEntry] = []
    var unread: [String] = []
    for path in paths.sorted() {
      if path.hasSuffix("_prowconfig.yaml") || path.hasSuffix("_pluginconfig.yaml") { continue }
      let folder = JobFolders.parent(of: path)
      let isLikely = InstallationFinder.isLikely(path)
      guard read.count < Limits.reads, isLikely || seen[folder, default: 0] < Limits.samples else {
        unread.append(path)
        continue
      }
      if !isLikely { seen[folder, default: 0] += 1 }
      if let entry = try tree.entry(at: path) { read.append(entry) }
    }
    var found: [(path: String, guess: FileGuess)] = []
    var jobFolders: [String: Int] = [:]
    for entry in read {
      guard let content = try? tree.contents(of: [entry]).first else { continue }
      let guess = FileGuess(path: entry.path, content.bytes)
      if case .jobs = guess { jobFolders[JobFolders.parent(of: entry.path), default: 0] += 1 }
      found.append((entry.path, guess))
    }
    // The rest of a folder is like its samples.
    for path in unread {
      let folder = JobFolders.parent(of: path)
      let isJobs = jobFolders[folder, default: 0] * 2 > seen[folder, default: 0]
      found.append((path, isJobs ? .jobs : .other))
    }
    return found
  }

  // MARK: Choices

  /// Of several files in one folder the one with the usual name, else the first.
  private func onePerFolder(_ paths: [String]) -> [String] {
    Dictionary(grouping: paths, by: JobFolders.parent).values.compactMap { files in
      files.first { $0.hasSuffix("/config.yaml") || $0 == "config.yaml" } ?? files.min()
    }.sorted()
  }

  /// The one installation; of several, the one that people are in.
  private func chosen(_ all: [Installation]) throws(AmbiguousInstallation) -> Installation {
    let near = place.isEmpty ? [] : all.filter(isHere)
    if near.count == 1 { return near[0] }
    let candidates = near.isEmpty ? all : near
    let withConfig = candidates.filter { $0.config != nil }
    if withConfig.count > 1 {
      throw AmbiguousInstallation(
        configs: withConfig.compactMap(\.config).sorted().map(tree.displayName)
      )
    }
    // Without a config.yaml, the folder with most jobs comes first.
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

  /// The file with the fewest folders between it and another.
  private func nearest(_ paths: [String], to other: String) -> String? {
    paths.min { (distance($0, other), $0) < (distance($1, other), $1) }
  }

  private func distance(_ one: String, _ other: String) -> Int {
    let (first, second) = (folders(of: one), folders(of: other))
    let shared = zip(first, second).prefix { $0 == $1 }.count
    return first.count + second.count - 2 * shared
  }

  private func folders(of path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  }

  /// The folder of the jobs that belong to a config.yaml.
  private func jobFolder(_ folders: [JobFolders.Candidate], for config: String) -> String? {
    guard let most = folders.first?.jobFiles else { return nil }
    // A folder with a few is something else: a template, or what was left behind.
    let likely = folders.filter { $0.jobFiles * 10 >= most }
    return likely.min { one, other in
      (shared(config, one.path), one.jobFiles) > (shared(config, other.path), other.jobFiles)
    }?.path
  }

  /// How many folders two paths have in common.
  private func shared(_ config: String, _ folder: String) -> Int {
    zip(folders(of: config), folder.split(separator: "/")).prefix { $0 == $1 }.count
  }

  /// The folder that all files are in, if there are any.
  private func folder(of paths: [String]) -> [String] {
    guard var common = paths.first.map(folders(of:)) else { return [] }
    for path in paths {
      common = Array(zip(common, folders(of: path)).prefix { $0 == $1 }.map(\.0))
    }
    return [common.isEmpty ? "." : common.joined(separator: "/")]
  }
}
