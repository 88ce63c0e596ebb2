internal import CEL

/// What policies may cost, in units as Kubernetes counts them: a unit is a step, or ten bytes.
///
/// A step makes at most one value, so that these limits bound memory, too.
enum PolicyCost {
  /// All evaluations of one policy.
  static let policy: UInt64 = 50_000_000
  /// One evaluation, with the variables that it needs.
  static let evaluation: UInt64 = 10_000_000
  /// What stays in memory while subjects come and go: variables without a subject, keys of groups.
  static let kept: UInt64 = 10_000_000
  /// Levels of expressions and of values that variables may put one into another.
  static let depth = 1_000
  /// Policies of a run from which on no more are read.
  static let policies = 10_000

  /// What a policy may cost where there are so many: beyond 20, all share what these have.
  static func limit(policies count: Int) -> UInt64 {
    max(2_000_000, min(policy, 20 * policy / UInt64(max(count, 1))))
  }

  static var keptTooMuch: CELError {
    CELError(
      .limit,
      "variables without a subject and keys of groups cost more than \(kept) units in all; keep less"
    )
  }

  /// Findings that are kept of a policy where there are so many policies.
  static func findings(policies count: Int) -> Int {
    max(100, min(10_000, 200_000 / max(count, 1)))
  }
}
