package import JobDiff

/// What happens to a status that every merge into a branch waits for.
package struct ContextChange: Sendable {
  package let kind: Kind
  /// `org/repo`.
  package let repo: String
  package let context: String
  /// The branches where that is so, sorted; empty for all that are known.
  package let branches: [String]
  /// The job or setting that asks for it, afterwards or before.
  package let place: FileLine

  package enum Kind: Sendable, Hashable {
    case appears
    case vanishes
    case renamed(from: String)
    /// No job reports it any more, and a setting still asks for it: nothing can be merged.
    ///
    /// `setting`: `branch protection` or `Tide`.
    case isNotReported(setting: String)
    /// A setting asks for it that did not, and no job of the installation reports it.
    case isAskedFor(setting: String)
  }
}
