internal import Configs
internal import Diagnostics
package import Files
package import Linting
internal import Prow

extension Snapshot {
  /// The same files by the rules whose errors say that something refuses them, whatever the settings
  /// select; without plugins, of which no job depends.
  ///
  /// `groups`: Whose refusals: Prow's, or those of clusters, too.
  ///
  /// Throws `FileError` if a file can't be read.
  package func refusals(_ groups: Set<Rule.Group>) async throws(FileError) -> Snapshot {
    let judge = Linter(
      where: { $0.severity == .error && groups.contains($0.group) },
      schema: linter.schema,
      workers: linter.workers
    )
    let files = files.map(\.facts).filter {
      $0.kind != .plugins && $0.kind != .supplementalPlugins
    }
    return try await Snapshot.make(
      of: files.map { .loaded($0) },
      with: judge,
      inRepoName: result.workspace.inRepoName,
      read: { _ in nil }
    )
  }
}
