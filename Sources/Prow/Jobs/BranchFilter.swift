import GoFormats
package import YAML

/// On which branches a job runs: `branches` and `skip_branches`.
package struct BranchFilter: Sendable, Hashable {
  package let branches: [Text]
  package let skipBranches: [Text]

  package init(_ job: Job) {
    branches = BranchFilter.texts(job[.branches])
    skipBranches = BranchFilter.texts(job[.skipBranches])
  }

  private static func texts(_ list: Node?) -> [Text] {
    list?.items.compactMap(\.string) ?? []
  }

  /// Whether Prow holds that two jobs can run on one branch; `branches` are compared as plain text.
  ///
  /// `patterns`: The patterns compiled for other pairs.
  ///
  /// Source: Prow, `Intersects` of Brancher in pkg/config/jobs.go.
  package func intersects(_ other: BranchFilter, _ patterns: inout SkipPatterns) -> Bool {
    if isUnlimited || other.isUnlimited { return true }
    if !branches.isEmpty, !other.branches.isEmpty {
      return branches.contains { other.branches.contains($0) }
    }
    if branches.isEmpty, other.branches.isEmpty { return true }
    let (listed, skipping) = branches.isEmpty ? (other, self) : (self, other)
    guard let pattern = patterns.pattern(of: skipping) else { return false }
    return listed.branches.contains { !pattern.matches($0.bytes) }
  }

  /// The `skip_branches` of many jobs, each list compiled once.
  package struct SkipPatterns {
    private var compiled: [[Text]: GoRegex?] = [:]

    package init() {}

    fileprivate mutating func pattern(of filter: BranchFilter) -> GoRegex? {
      if let known = compiled[filter.skipBranches] { return known }
      let pattern = filter.skipPattern
      compiled[filter.skipBranches] = .some(pattern)
      return pattern
    }
  }

  /// Whether a job runs on a branch, and what decides it.
  package enum Verdict: Sendable {
    /// By this pattern of `branches`; `nil` if the job has none.
    case admitted(by: String?)
    /// By this pattern of `skip_branches`.
    case skipped(by: String)
    /// None of `branches` matches.
    case notListed
    /// The patterns of `branches` or `skip_branches` do not compile.
    case invalid(Field, pattern: String, reason: String)
  }

  /// Whether a job runs on a branch: `skip_branches` win over `branches`.
  ///
  /// Source: Prow, `ShouldRun` of Brancher in pkg/config/jobs.go.
  package func verdict(on branch: String) -> Verdict {
    do throws(GoRegexError) {
      if !skipBranches.isEmpty, try compiled(skipBranches).matches(branch) {
        return .skipped(by: decider(among: skipBranches, branch))
      }
    } catch {
      return .invalid(.skipBranches, pattern: joined(skipBranches), reason: error.reason)
    }
    if branches.isEmpty { return .admitted(by: nil) }
    do throws(GoRegexError) {
      guard try compiled(branches).matches(branch) else { return .notListed }
      return .admitted(by: decider(among: branches, branch))
    } catch {
      return .invalid(.branches, pattern: joined(branches), reason: error.reason)
    }
  }

  /// The one pattern of several that matches; all of them where none does alone.
  private func decider(among patterns: [Text], _ branch: String) -> String {
    let one = patterns.first { pattern([$0])?.matches(branch) ?? false }
    return one?.string ?? joined(patterns)
  }

  package func admits(_ branch: String) -> Bool {
    isUnlimited || Admission(self).admits(branch)
  }

  /// Answers for many branches, with the patterns compiled once.
  ///
  /// Patterns that don't compile admit no branch.
  package struct Admission: Sendable {
    private let filter: BranchFilter
    private let skip: GoRegex?
    private let listed: GoRegex?

    package init(_ filter: BranchFilter) {
      self.filter = filter
      skip = filter.skipPattern
      listed = filter.branches.isEmpty ? nil : filter.pattern(filter.branches)
    }

    /// As `BranchFilter.admits`.
    package func admits(_ branch: String) -> Bool {
      if !filter.skipBranches.isEmpty, skip?.matches(branch) ?? true { return false }
      return filter.branches.isEmpty || listed?.matches(branch) ?? false
    }
  }

  package var isUnlimited: Bool { branches.isEmpty && skipBranches.isEmpty }

  /// The skip patterns as the one that Prow makes of them; `nil` if it does not compile.
  fileprivate var skipPattern: GoRegex? { skipBranches.isEmpty ? nil : pattern(skipBranches) }

  private func pattern(_ parts: [Text]) -> GoRegex? { try? compiled(parts) }

  /// Prow joins the patterns before it compiles them, so that two of them can make one group.
  private func compiled(_ parts: [Text]) throws(GoRegexError) -> GoRegex {
    try GoRegex.compile(joined(parts)).get()
  }

  private func joined(_ parts: [Text]) -> String {
    parts.map(\.string).joined(separator: "|")
  }
}
