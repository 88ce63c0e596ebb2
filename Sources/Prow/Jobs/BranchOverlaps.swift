internal import YAML

/// Finds branches on which two jobs run, by what their patterns match.
package struct BranchOverlaps {
  private var known: [BranchFilter: Prepared] = [:]
  private var skipPatterns = BranchFilter.SkipPatterns()

  private struct Prepared {
    var admission: BranchFilter.Admission
    var names: [String]
  }

  package init() {}

  /// A branch that Prow does not see when it compares the strings of `branches`.
  ///
  /// - Returns: `nil` if Prow itself holds that the jobs meet, or if no likely branch runs both.
  package mutating func unseenBranch(of one: Job, and other: Job) -> String? {
    let (first, second) = (BranchFilter(one), BranchFilter(other))
    if first.intersects(second, &skipPatterns) { return nil }
    return commonBranch(first, second)
  }

  /// Whether Prow holds that two jobs can run on one branch, or a likely branch runs both.
  package mutating func meet(_ one: Job, _ other: Job) -> Bool {
    let (first, second) = (BranchFilter(one), BranchFilter(other))
    return first.intersects(second, &skipPatterns) || commonBranch(first, second) != nil
  }

  private mutating func commonBranch(_ first: BranchFilter, _ second: BranchFilter) -> String? {
    let one = prepared(first)
    let other = prepared(second)
    return (one.names + other.names).first {
      one.admission.admits($0) && other.admission.admits($0)
    }
  }

  private mutating func prepared(_ filter: BranchFilter) -> Prepared {
    if let prepared = known[filter] { return prepared }
    let prepared = Prepared(
      admission: BranchFilter.Admission(filter),
      names: filter.branches.flatMap { PatternTree($0.bytes)?.samples(.branch) ?? [] }
    )
    known[filter] = prepared
    return prepared
  }
}
