internal import Analysis
internal import Diagnostics

/// A run in a few words, for pages about it.
struct RunWords {
  /// `2 errors, 1 warning`, or that there is nothing to show.
  let verdict: String
  let mark: String
  /// `20 jobs`.
  let jobs: String
  /// `8 files`.
  let files: String
  /// `; 401 older ones not shown`; empty if all is shown.
  let more: String

  init(_ result: LintResult) {
    let (errors, warnings) = (result.count(.error), result.count(.warning))
    let counts = [
      errors > 0 ? DiffWords.count(errors, "error") : "",
      warnings > 0 ? DiffWords.count(warnings, "warning") : "",
    ].filter { !$0.isEmpty }
    let nothing = result.notShown.isEmpty ? "clean" : "nothing to show"
    verdict = counts.isEmpty ? nothing : counts.joined(separator: ", ")
    mark = errors > 0 ? "⛔" : warnings > 0 ? "⚠️" : "✅"
    jobs = DiffWords.count(result.jobCount, "job")
    files = DiffWords.count(result.fileCount, "file")
    more = result.notShown.isEmpty ? "" : "; \(result.notShown.joined(separator: ", ")) not shown"
  }
}

extension ProgramReport {
  /// All findings, errors first.
  var errorsFirst: [Finding] {
    findings.filter { $0.diagnostic.severity == .error }
      + findings.filter { $0.diagnostic.severity != .error }
  }

  /// The findings of each rule, most findings first.
  var byRule: [(rule: String, findings: [Finding])] {
    Dictionary(grouping: findings, by: \.diagnostic.rule)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { (rule: $0.key, findings: $0.value) }
  }
}
