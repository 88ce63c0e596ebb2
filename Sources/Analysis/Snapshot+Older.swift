package import Configs
internal import Diagnostics
package import Files
internal import Glibc
internal import Linting
package import Prow
internal import YAML

extension Snapshot {
  /// Judges the same installation in another tree, by the same rules; what is the same there is
  /// neither read nor judged again.
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
    var inputs = try central + files.others(requiresNamed: false) + files.companionInputs()
    if let inRepoFolder { inputs += try files.inRepoFiles(in: inRepoFolder) }
    let known = filesByPath
    let checked = try await InputFile.load(inputs, workers: linter.workers) {
      input throws(FileError) in
      if let same = known[input.name], input.hasContent(of: same) { return same }
      return CheckedFile(try input.load(linter.schema), as: input.kind, linter)
    }
    var result = try await with(
      checked,
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
  /// Whether it would be read as the same file.
  func hasContent(of other: CheckedFile) -> Bool {
    guard kind == other.kind, other.staleText == nil, other.file.isReadable else { return false }
    let bytes = other.file.file.bytes
    return switch self {
    case .bytes(let own, _, _): own.withUnsafeBufferPointer { InputFile.areSame($0, bytes) }
    case .loaded(let file): file.isReadable && InputFile.areSame(file.file.bytes, bytes)
    case .disk, .memory, .unread: false
    }
  }

  private static func areSame(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return memcmp(first, second, left.count) == 0
  }
}
