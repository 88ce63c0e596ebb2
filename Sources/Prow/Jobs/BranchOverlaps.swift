internal import YAML

/// Finds branches on which two jobs run, by what their patterns match.
package struct BranchOverlaps {
  /// Positions in `filters`; jobs of one repository have few different ones.
  private var positions: [BranchFilter: Int] = [:]
  private var filters: [BranchFilter] = []
  /// By position in `filters`.
  private var prepared: [Int: Prepared] = [:]
  private var skipPatterns = BranchFilter.SkipPatterns()
  /// What is known of two filters.
  private var known: [Pair: Meeting] = [:]
  private var sharing: [Pair: Bool] = [:]

  private struct Prepared {
    let admission: BranchFilter.Admission
    let names: [String]
  }

  private struct Pair: Hashable {
    let one: Int
    let other: Int
  }

  private enum Meeting {
    /// As Prow itself sees.
    case seen
    case unseen(branch: String)
    case never
  }

  package init() {}

  /// A branch that Prow does not see when it compares the strings of `branches`.
  ///
  /// - Returns: `nil` if Prow itself holds that the jobs meet, or if no likely branch runs both.
  package mutating func unseenBranch(of one: Job, and other: Job) -> String? {
    if case .unseen(let branch) = meeting(one, other) { branch } else { nil }
  }

  /// Whether Prow holds that two jobs can run on one branch, or a likely branch runs both.
  package mutating func meet(_ one: Job, _ other: Job) -> Bool {
    if case .never = meeting(one, other) { false } else { true }
  }

  /// Whether some likely branch runs both jobs, whatever Prow holds.
  ///
  /// Likely are the names that patterns of `branches` are for, those that branches often have, and one
  /// that no pattern is for.
  package mutating func share(_ one: Job, _ other: Job) -> Bool {
    let pair = Pair(one: position(of: one), other: position(of: other))
    if let known = sharing[pair] { return known }
    let shares = sharesEntry(pair) || commonBranch(pair, or: BranchNames.usual + ["zzz-9"]) != nil
    sharing[pair] = shares
    return shares
  }

  /// Whether the same text is in `branches` of both, which nothing else limits.
  private func sharesEntry(_ pair: Pair) -> Bool {
    let (one, other) = (filters[pair.one], filters[pair.other])
    return one.skipBranches.isEmpty && other.skipBranches.isEmpty
      && one.branches.contains { other.branches.contains($0) }
  }

  private mutating func meeting(_ one: Job, _ other: Job) -> Meeting {
    let pair = Pair(one: position(of: one), other: position(of: other))
    if let known = known[pair] { return known }
    let meeting: Meeting =
      filters[pair.one].intersects(filters[pair.other], &skipPatterns)
      ? .seen : commonBranch(pair).map(Meeting.unseen) ?? .never
    known[pair] = meeting
    return meeting
  }

  private mutating func commonBranch(_ pair: Pair, or usual: [String] = []) -> String? {
    let (one, other) = (prepared(pair.one), prepared(pair.other))
    return (one.names + other.names + usual).first {
      one.admission.admits($0) && other.admission.admits($0)
    }
  }

  private mutating func position(of job: Job) -> Int {
    let filter = BranchFilter(job)
    if let position = positions[filter] { return position }
    positions[filter] = filters.count
    filters.append(filter)
    return filters.count - 1
  }

  private mutating func prepared(_ position: Int) -> Prepared {
    if let prepared = prepared[position] { return prepared }
    let filter = filters[position]
    let made = Prepared(
      admission: BranchFilter.Admission(filter),
      names: filter.branches.flatMap { PatternTree($0.bytes)?.samples(.branch) ?? [] }
    )
    prepared[position] = made
    return made
  }
}
