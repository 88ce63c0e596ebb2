internal import Diagnostics
package import Files
package import Prow

/// Prow's files in one tree.
package struct TreeFiles: Sendable {
  package let tree: any FileTree
  let layout: TreeLayout
  /// What the command line and the settings name.
  let named: Installation
  /// From the root of the tree, as all paths here; one that is named may be elsewhere.
  let configPath: String?
  let pluginsPath: String
  /// Files and folders.
  package let jobs: [String]
  /// Folders.
  let supplementalConfig: [String]
  let supplementalPlugins: [String]
  /// Files of other programs.
  let companions: [CompanionFiles.Found]

  /// plugins.yaml; `nil` if none is named and none is found.
  package func loadPlugins(_ schema: ProwSchema) throws -> LoadedFile? {
    try layout.loadPlugins(at: pluginsPath, in: tree, schema)
  }

  /// config.yaml; `nil` if none is named and none is found.
  package func loadConfig(_ schema: ProwSchema) throws -> LoadedFile? {
    try layout.loadConfig(at: configPath, in: tree, schema)
  }

  /// The version of Prow by the images that config.yaml names; `nil` if the settings say which it is.
  package func versionOfImages(_ settings: Settings) throws -> ProwVersion? {
    guard settings.versionSource == .assumed else { return nil }
    return try loadConfig(settings.schema).flatMap { ProwVersion(utilityImagesOf: $0.document) }
  }

  /// Where the jobs are.
  package func jobs(config: LoadedFile?) -> TreeJobs {
    TreeJobs(tree: tree, roots: jobs, config: config, excluded: ownPaths)
  }

  private var ownPaths: Set<String> { Set([configPath, pluginsPath].compactMap(\.self)) }

  /// The files that Prow reads besides config.yaml and plugins.yaml: supplemental ones, then jobs by
  /// their paths.
  ///
  /// `requiresNamed`: Whether something that is named and not in the tree is an error.
  ///
  /// - Returns: They, and for what can't be read the reason.
  /// - Throws: `TreeError` if the tree can't be read, or something that is required is not in it.
  package func others(requiresNamed: Bool = true) throws(TreeError) -> [InputFile] {
    let paths = named.jobs + named.supplementalConfig + named.supplementalPlugins
    for path in paths where requiresNamed && !path.isEmpty {
      if try tree.entry(at: path) == nil {
        throw TreeError(
          "\(tree.displayName(of: path)): no such file or folder",
          isOfContents: true
        )
      }
    }
    var seen = ownPaths.union(companions.map(\.path))
    var inputs: [InputFile] = []
    for (folders, kind) in [
      (supplementalConfig, FileKind.supplementalConfig),
      (supplementalPlugins, .supplementalPlugins), (jobs, .jobs),
    ] where !folders.isEmpty {
      let files = try JobFiles(in: tree, at: folders, except: seen) { path in
        kind == .jobs || FileKind.named(path) == kind
      }
      seen.formUnion(files.paths)
      inputs += self.inputs(files, kind)
    }
    return inputs
  }

  /// The files of other programs, but those that `others` gives.
  package func companionInputs() throws(TreeError) -> [InputFile] {
    var inputs: [InputFile] = []
    for kind in FileKind.companions {
      let paths = companions.filter { $0.kind == kind }.map(\.path)
      if paths.isEmpty { continue }
      inputs += self.inputs(try JobFiles(in: tree, at: paths, except: []), kind)
    }
    return inputs
  }

  /// The tree's version of the settings file.
  package func settings(like file: LoadedFile, _ schema: ProwSchema) throws -> LoadedFile? {
    guard let path = layout.inside(file.file.path), let content = try tree.file(at: path) else {
      return nil
    }
    return content.load(name: file.file.path, kind: .settings, schema: schema)
  }

  /// The in-repo config of a folder: what is in `.prow`, else the file `.prow.yaml`.
  ///
  /// `folder`: As people see it; none of it is in the tree if the folder is elsewhere.
  ///
  /// Source: Prow, `ReadProwYAML` in pkg/config/inrepoconfig.go.
  package func inRepoFiles(in folder: String) throws(TreeError) -> [InputFile] {
    guard let inside = layout.inside(folder) else { return [] }
    let start = inside.isEmpty ? "" : inside + "/"
    let files = try JobFiles(in: tree, at: [start + ".prow"], except: [])
    let found =
      files.paths.isEmpty
      ? try JobFiles(in: tree, at: [start + ".prow.yaml"], except: []) : files
    return inputs(found, .inRepo)
  }

  private func inputs(_ files: JobFiles, _ kind: FileKind) -> [InputFile] {
    files.paths.compactMap { path in
      let name = tree.displayName(of: path)
      if let content = files.contents[path] {
        return .bytes(content.bytes, name: name, kind: kind)
      }
      return files.faults[path].map { .unread($0, name: name, kind: kind) }
    }
  }

  /// Tells the rules what the files alone do not show.
  package func describe(in options: inout LintOptions) {
    options.supplementalConfig = supplementalConfig.map(prefix)
    options.supplementalPlugins = supplementalPlugins.map(prefix)
  }

  private func prefix(_ folder: String) -> String {
    folder.isEmpty ? "" : tree.displayName(of: folder) + "/"
  }
}
