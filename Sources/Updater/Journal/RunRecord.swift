package import ConfigMaps

/// One walk from the remote's head to the clusters.
package struct RunRecord: Sendable {
  package var id: Int64
  /// `org/repo@branch`.
  package var source: String
  package var cause: Cause
  package var revision: String?
  /// In seconds since 1970, as is the end.
  package var startedAt: Double
  package var endedAt: Double?
  package var outcome: Outcome
  /// One line.
  package var message: String
  /// Those that were written or failed, in the order of their targets.
  package var changes: [Change]

  package enum Cause: String, Sendable, CaseIterable { case start, hint, timer, drift, retry }

  package enum Outcome: String, Sendable, CaseIterable {
    /// Not at its end, or killed before it.
    case running, interrupted
    case unchanged, applied
    /// Prow would refuse the head.
    case refused
    /// The head does not descend from what is applied, and that may be a mistake.
    case waiting
    /// Some stages have the commit, and the next one waits.
    case staged
    /// Git, a cluster or some ConfigMaps failed.
    case failed
  }

  package struct Change: Sendable {
    package var target: ConfigMapTarget
    package var kind: TargetResult.Kind
    package var keys: [Key]
    package var error: String?
    /// The same for people who can't see the cluster.
    package var publicError: String?
    /// All diffs one after the other, cut to what a page can show.
    package var diff: String
  }

  /// A key that changed, and the file that it came from; `nil` for a key that is gone.
  package struct Key: Sendable, Hashable {
    package var key: String
    package var change: TargetResult.Key.Change
    package var path: String?
    /// Who else wrote it before, and when.
    package var writer: String? = nil
  }
}
