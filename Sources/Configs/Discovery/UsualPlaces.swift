package import Files
internal import Prow

/// Where most repositories have Prow's files, so that no search is needed.
package enum UsualPlaces {
  private static let configs = [
    "config/prow/config.yaml", "config/config.yaml", "prow/config.yaml",
  ]
  private static let jobs = ["config/jobs", "prow/jobs"]

  /// An installation in a usual place, which wins over others elsewhere.
  ///
  /// `place`: Where people are, from the root of the tree.
  package static func installation(
    in tree: some FileTree,
    from place: String = ""
  ) -> Installation? {
    guard let (config, jobs) = configAndJobs(in: tree) else { return nil }
    let folder = JobFolders.parent(of: config)
    guard place.isEmpty || isInside(place, folder) || isInside(place, jobs) else { return nil }
    let top = config.split(separator: "/").first.map(String.init) ?? folder
    let files = (try? tree.entries(at: [top])) ?? []
    let isSupplemented = files.contains {
      FileKind.named($0.path) != nil
    }
    if isSupplemented { return nil }
    let plugins = folder + "/plugins.yaml"
    return Installation(
      config: config,
      plugins: mayBeProws(plugins, in: tree) ? plugins : nil,
      jobs: [jobs]
    )
  }

  /// Whether one config.yaml and one folder of jobs are in usual places, alone or with others
  /// elsewhere.
  static func areTaken(in tree: some FileTree) -> Bool { configAndJobs(in: tree) != nil }

  private static func configAndJobs(in tree: some FileTree) -> (config: String, jobs: String)? {
    let configs = configs.filter { mayBeProws($0, in: tree) }
    let folders = jobs.filter { isThere($0, in: tree) }
    guard configs.count == 1, folders.count == 1 else { return nil }
    return (configs[0], folders[0])
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder + "/")
  }

  private static func isThere(_ path: String, in tree: some FileTree) -> Bool {
    (try? tree.entry(at: path)) ?? nil != nil
  }

  /// Whether a file is there that does not look like another one: a broken file in a usual place is
  /// Prow's all the same.
  private static func mayBeProws(_ path: String, in tree: some FileTree) -> Bool {
    guard let entry = (try? tree.entry(at: path)) ?? nil, entry.kind != .folder else {
      return false
    }
    guard entry.kind == .file, let content = try? tree.contents(of: [entry]).first else {
      return true
    }
    let guess = FileGuess(path: path, content.bytes)
    return guess != .jobs && guess != .foreign
  }
}
