package import ConfigMaps
package import Diagnostics

/// A commit's files, read and judged.
package struct PreparedHead: Sendable {
  package let revision: String
  /// What clusters should hold.
  package let state: DesiredState
  /// Why Prow would refuse the commit, or why what it should become is not clear; empty for one
  /// that can be applied.
  package let errors: [Diagnostic]

  /// What the commit would need to say anything about ConfigMaps; `nil` if it is all there.
  package let absence: String?

  init(revision: String, state: DesiredState, errors: [Diagnostic], absence: String? = nil) {
    self.revision = revision
    self.state = state
    self.errors = errors
    self.absence = absence
  }

  /// The first error in one line, with its place; `nil` for a commit that can be applied.
  package var refusal: String? {
    if let absence { return absence }
    guard let first = errors.first else { return nil }
    let line = LineIndex(first.place.file).position(at: first.place.range.start).line
    let rest = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
    return "\(first.place.file.path):\(line): \(first.message) [\(first.rule)]\(rest)"
  }

  /// All ConfigMaps that the maps name, those without files included.
  package var targets: [ConfigMapTarget] {
    state.configMaps.map(\.target) + state.unmatchedTargets
  }
}
