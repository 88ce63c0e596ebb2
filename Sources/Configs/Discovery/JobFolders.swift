/// The folders of a repository that hold job files and hardly anything else in YAML.
package struct JobFolders {
  struct Candidate: Sendable {
    /// From the root of the tree.
    var path: String
    /// Estimated.
    var jobFiles: Int
  }

  private struct Folder {
    var jobFiles = 0
    var otherFiles = 0
    /// Whether Prow's own configuration is in it or below.
    var hasConfig = false
    var ownJobFiles = 0
    var children: Set<String> = []
  }

  private var folders: [String: Folder] = ["": Folder()]

  mutating func add(_ path: String, _ guess: FileGuess) {
    var folder = JobFolders.parent(of: path)
    if case .jobs = guess { folders[folder, default: Folder()].ownJobFiles += 1 }
    while true {
      switch guess {
      case .jobs: folders[folder, default: Folder()].jobFiles += 1
      case .presets: return
      case .foreign, .other: folders[folder, default: Folder()].otherFiles += 1
      case .config, .plugins: folders[folder, default: Folder()].hasConfig = true
      }
      if folder.isEmpty { return }
      let parent = JobFolders.parent(of: folder)
      folders[parent, default: Folder()].children.insert(folder)
      folder = parent
    }
  }

  package static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The outermost of these folders, the one with most job files first.
  func candidates() -> [Candidate] {
    var found: [Candidate] = []
    collect("", into: &found)
    return found.sorted { ($1.jobFiles, $0.path) < ($0.jobFiles, $1.path) }
  }

  private func collect(_ path: String, into found: inout [Candidate]) {
    guard let folder = folders[path], folder.jobFiles > 0 else { return }
    let isMostlyJobs = folder.jobFiles * 3 >= folder.otherFiles * 7
    if isMostlyJobs, !folder.hasConfig {
      found.append(Candidate(path: narrowed(path), jobFiles: folder.jobFiles))
    } else {
      for child in folder.children.sorted() { collect(child, into: &found) }
      // Job files next to others: Prow reads all YAML of the folder that it is given.
      if folder.ownJobFiles > 0, folder.hasConfig || isMostlyJobs {
        found.append(Candidate(path: path, jobFiles: folder.ownJobFiles))
      }
    }
  }

  /// The folder that people would name: not one above it that holds nothing else.
  private func narrowed(_ path: String) -> String {
    var path = path
    while let folder = folders[path], folder.ownJobFiles == 0,
      !path.split(separator: "/").contains(where: { $0.lowercased().contains("job") }),
      folder.children.count == 1, let only = folder.children.first
    {
      path = only
    }
    return path
  }
}
