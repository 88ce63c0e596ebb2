package import GoFormats
package import YAML

/// Which changed files start a job: `run_if_changed` or `skip_if_only_changed`.
///
/// Source: Prow, `RegexpChangeMatcher` in pkg/config/jobs.go.
package struct ChangeMatcher: Sendable {
  /// `runIfChanged`, or `skipIfOnlyChanged` where that is empty.
  package let field: Field
  package let pattern: Text
  private let regex: Result<GoRegex, GoRegexError>

  /// `nil` for jobs that do not look at changes.
  package init?(_ job: Job) {
    func pattern(_ field: Field) -> Text? { job.text(field).flatMap { $0.isEmpty ? nil : $0 } }
    if let pattern = pattern(.runIfChanged) {
      (field, self.pattern) = (.runIfChanged, pattern)
    } else if let pattern = pattern(.skipIfOnlyChanged) {
      (field, self.pattern) = (.skipIfOnlyChanged, pattern)
    } else {
      return nil
    }
    regex = GoRegex.compile(self.pattern.bytes)
  }

  /// The first file that starts the job; `nil` if none does.
  ///
  /// That is one that matches `run_if_changed`, or one that does not match `skip_if_only_changed`:
  /// without any change a job is never started.
  ///
  /// - Throws: Why the pattern does not compile.
  package func starter(among files: [String]) throws(GoRegexError) -> String? {
    let regex = try regex.get()
    return files.first { regex.matches($0) == (field == .runIfChanged) }
  }

  /// Why the pattern does not compile; `nil` if it does.
  package var error: GoRegexError? {
    if case .failure(let error) = regex { error } else { nil }
  }
}
