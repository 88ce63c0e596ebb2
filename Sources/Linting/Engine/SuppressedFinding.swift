package import Diagnostics

/// A finding that a comment in its file hides.
package struct SuppressedFinding: Sendable {
  package let diagnostic: Diagnostic
  /// Why it is right to stay, as the comment says; `nil` if it does not say.
  package let reason: String?
}

/// What is found, with what comments hide kept apart.
package struct JudgedFindings: Sendable {
  package var shown: [Diagnostic]
  package var suppressed: [SuppressedFinding] = []
}
