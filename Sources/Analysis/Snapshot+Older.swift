package import Configs
internal import Diagnostics
package import Files
internal import Linting
package import Prow
internal import YAML

extension Snapshot {
  /// Judges the same installation in another tree, by the same rules; files that are the same are
  /// not read again.
  ///
  /// - Parameters:
  ///   - tree: An older commit of the repository.
  ///   - layout: Where Prow's files are.
  ///   - inRepoFolder: The folder whose in-repo config is judged, too.
  ///   - settings: The settings file, if there is one.
  /// - Returns: What is found there.
  /// - Throws: `AmbiguousInstallation`, `TreeError`, or `FileError`.
  package func of(
    _ tree: any FileTree,
    _ layout: TreeLayout,
    inRepoFolder: String?,
    settings: LoadedFile?
  ) async throws -> LintResult {
    let files = try layout.files(in: tree)
    let linter = linter
    let central = [
      try files.loadConfig(linter.schema), try files.loadPlugins(linter.schema),
    ].compactMap { $0.map(InputFile.loaded) }
    var inputs = try central + files.others(requiresNamed: false)
    if let inRepoFolder { inputs += try files.inRepoFiles(in: inRepoFolder) }
    let known = Dictionary(
      result.workspace.files.map { ($0.file.path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var result = try await Snapshot.make(
      of: inputs.map { $0.sharing(known[$0.name]) },
      with: linter,
      inRepoName: result.workspace.inRepoName,
      read: { path in (try? tree.file(at: path))?.bytes },
      checkTree: Snapshot.publishedFiles { tree }
    ).result
    if let settings, let file = try files.settings(like: settings, linter.schema) {
      result.add(linter.check(settings: file, paths: result.paths(linter.options)))
    }
    return result
  }
}

extension InputFile {
  /// A file that is read already, if it has the same bytes.
  fileprivate func sharing(_ other: LoadedFile?) -> InputFile {
    guard case .bytes(let bytes, _, let kind) = self, let other, other.kind == kind,
      other.isReadable, other.file.bytes.elementsEqual(bytes)
    else { return self }
    return .loaded(other)
  }
}
