/// How often a branch and the clusters are looked at.
package struct ReconcileSettings: Sendable {
  /// The time between two looks at the head of the remote.
  package var headInterval: Duration
  /// Between two looks at all ConfigMaps, in case somebody else changed them.
  package var driftInterval: Duration
  /// Before a failed run is tried again; twice as long after each failure, up to `headInterval`.
  package var firstRetry: Duration
  /// For how long the remote must show a head that is not a descendant before it is believed.
  package var patience: Duration
  /// Whether keys that other managers own are taken from them.
  package var takesOver: Bool
  /// Beyond which a head is held back; `nil` for any number of keys that go.
  package var removals: RemovalLimit?
  /// What is asked after a commit was applied, and in which order it is applied.
  package var rollout = Rollout.none

  package init(
    headInterval: Duration = .seconds(60),
    driftInterval: Duration = .seconds(600),
    firstRetry: Duration = .seconds(5),
    patience: Duration = .seconds(30),
    takesOver: Bool = false,
    removals: RemovalLimit? = nil
  ) {
    self.headInterval = headInterval
    self.driftInterval = driftInterval
    self.firstRetry = firstRetry
    self.patience = patience
    self.takesOver = takesOver
    self.removals = removals
  }
}
