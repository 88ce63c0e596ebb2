internal import Files
package import Prow

/// The files in which images are moved.
package enum BumpFiles {
  /// Those that the autobumper would look at, from the working directory.
  ///
  /// `config`: Says which files.
  ///
  /// - Returns: Paths, each once.
  /// - Throws: `FileError` for one that is not there, as the autobumper stops there, or one that is not
  ///   in the repository; `TreeError` if a folder can't be read.
  ///
  /// Source: Prow, `updateReferences` in cmd/generic-autobumper/main.go.
  package static func paths(of config: AutobumpConfig) throws -> [String] {
    let bounds = RepositoryBounds(around: "", else: [""])
    let roots = config.paths(.includedConfigPaths)
    let extra = config.paths(.extraFiles)
    for path in roots + extra {
      try checkExists(path)
      guard bounds.admits(path) else {
        throw FileError(
          path: path,
          reason: "it is not in the repository, and only --in may name such files"
        )
      }
    }
    let excluded = config.paths(.excludedConfigPaths).filter { !$0.isEmpty }
    let included = try paths(at: roots).filter { path in
      path.hasSuffix(".yaml") && !excluded.contains { path.hasPrefix($0) }
    }
    return unique(included + extra)
  }

  /// The YAML files of folders, and files as they are named.
  ///
  /// - Throws: `FileError` for one that is not there; `TreeError` if a folder can't be read.
  package static func paths(at roots: [String]) throws -> [String] {
    var paths: [String] = []
    for root in roots {
      try checkExists(root)
      guard FileReader.isFolder(root) else {
        paths.append(root)
        continue
      }
      let folder = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
      let start = folder == "." ? "" : folder + "/"
      paths += try FolderTree(folder, shownAs: folder).entries(at: [""])
        .filter { $0.kind == .file && $0.path.hasSuffix(".yaml") }
        .map { start + $0.path }.sorted()
    }
    return unique(paths)
  }

  private static func checkExists(_ path: String) throws(FileError) {
    if FileReader.exists(path) { return }
    throw FileError(path: path, reason: "no such file or folder")
  }

  private static func unique(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }
}
