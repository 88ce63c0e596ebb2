/// Which of the files that were found belong together: each to the config.yaml that is nearest.
struct InstallationGroups {
  let configs: [String]
  let plugins: [String]
  /// The one with most job files first.
  let jobs: [JobFolders.Candidate]
  let supplementalConfig: [String]
  let supplementalPlugins: [String]

  /// One for each config.yaml; without any, one for all that was found.
  var installations: [Installation] {
    let candidates = likely(jobs)
    if configs.isEmpty {
      let found = Installation(
        plugins: plugins.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) },
        jobs: candidates.map(\.path).sorted(),
        supplementalConfig: shared(supplementalConfig),
        supplementalPlugins: shared(supplementalPlugins)
      )
      return found.isEmpty ? [] : [found]
    }
    let owners = Dictionary(grouping: candidates) { owner(of: $0.path + "/") }
    let (ofConfig, ofPlugins) = (byOwner(supplementalConfig), byOwner(supplementalPlugins))
    let pluginFiles = byOwner(plugins)
    return configs.map { config in
      Installation(
        config: config,
        plugins: pluginFiles[config]?.min {
          (distance($0, config), $0) < (distance($1, config), $1)
        },
        jobs: nearest(owners[config] ?? [], to: config),
        supplementalConfig: shared(ofConfig[config] ?? []),
        supplementalPlugins: shared(ofPlugins[config] ?? [])
      )
    }
  }

  /// Without the folders with few job files: templates, or what was left behind.
  private func likely(_ folders: [JobFolders.Candidate]) -> [JobFolders.Candidate] {
    let most = folders.first?.jobFiles ?? 0
    return folders.filter { $0.jobFiles * 10 >= most }
  }

  private func byOwner(_ paths: [String]) -> [String?: [String]] {
    Dictionary(grouping: paths, by: owner)
  }

  /// The config.yaml that is nearest to a path.
  private func owner(of path: String) -> String? {
    configs.min { (distance($0, path), $0) < (distance($1, path), $1) }
  }

  /// Those that share most folders with config.yaml.
  private func nearest(_ folders: [JobFolders.Candidate], to config: String) -> [String] {
    func depth(_ folder: JobFolders.Candidate) -> Int {
      zip(parts(config), parts(folder.path + "/")).prefix { $0 == $1 }.count
    }
    let most = folders.map(depth).max()
    return folders.filter { depth($0) == most }.map(\.path).sorted()
  }

  /// How many folders are between two files.
  private func distance(_ one: String, _ other: String) -> Int {
    let (first, second) = (parts(one), parts(other))
    let shared = zip(first, second).prefix { $0 == $1 }.count
    return first.count + second.count - 2 * shared
  }

  /// The folders that a file is in.
  private func parts(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  }

  /// The folder that all files are in, if there are any.
  private func shared(_ paths: [String]) -> [String] {
    guard var common = paths.first.map(parts) else { return [] }
    for path in paths {
      common = Array(zip(common, parts(path)).prefix { $0 == $1 }.map(\.0))
    }
    return [common.isEmpty ? "." : common.joined(separator: "/")]
  }
}
