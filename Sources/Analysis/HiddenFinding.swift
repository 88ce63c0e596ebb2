package import Diagnostics
internal import Linting

/// A finding that counts for nothing, since somebody said that it may stay.
package struct HiddenFinding: Sendable {
  package let diagnostic: Diagnostic
  package let cause: Cause

  package enum Cause: Sendable, Hashable {
    /// A comment in its file.
    ///
    /// `reason`: What the comment says about it, if it does.
    case comment(reason: String?)
    /// A file of findings that are old, by its path.
    case baseline(String)
  }
}

extension LintResult {
  /// What comments and a baseline hide, in order; what was there in another commit is only older.
  package var hidden: [HiddenFinding] {
    var found = suppressed.map {
      HiddenFinding(diagnostic: $0.diagnostic, cause: .comment(reason: $0.reason))
    }
    if case .baseline(let file) = comparedWith {
      found += older.map { HiddenFinding(diagnostic: $0, cause: .baseline(file)) }
    }
    if showsErrorsOnly { found.removeAll { $0.diagnostic.severity != .error } }
    return found.sorted { Diagnostic.inOrder($0.diagnostic, $1.diagnostic) }
  }
}
