internal import Configs
internal import Diagnostics
package import Files
package import Linting
internal import Prow

extension Snapshot {
  /// What Prow refuses in the files, whatever the settings select: errors, among which may be what is not
  /// refused.
  ///
  /// Throws `FileError` if a file can't be read.
  package var refusalsOfProw: LintResult {
    get async throws(FileError) {
      // Nothing has to be judged again if all rules have looked, and none has found an error.
      let isClean =
        linter.runsAsTheyAre { Snapshot.isRefusal($0, of: [.prow]) }
        && result.count(.error) == 0
      return isClean ? result : try await refusals([.prow]).result
    }
  }

  private static func isRefusal(_ rule: Rule, of groups: Set<Rule.Group>) -> Bool {
    rule.severity == .error && groups.contains(rule.group)
  }

  /// The same files by the rules whose errors say that something refuses them, whatever the settings
  /// select; without plugins, of which no job depends.
  ///
  /// `groups`: Whose refusals: Prow's, or those of clusters, too.
  ///
  /// Throws `FileError` if a file can't be read.
  package func refusals(_ groups: Set<Rule.Group>) async throws(FileError) -> Snapshot {
    let judge = Linter(
      where: { Snapshot.isRefusal($0, of: groups) },
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
