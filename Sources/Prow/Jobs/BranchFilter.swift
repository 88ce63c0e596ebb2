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
  /// `patterns`: What was compiled for other pairs.
  ///
  /// Source: Prow J061.
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
    case admitted
    /// By one of `skip_branches`.
    case skipped(Text)
    /// None of `branches` matches.
    case notListed
  }

  /// Whether a job runs on a branch: `skip_branches` win over `branches`.
  ///
  /// Source: Prow, `ShouldRun` of Brancher in pkg/config/branch.go; J018.
  package func verdict(on branch: String) -> Verdict {
    if isUnlimited { return .admitted }
    if let skipPattern, skipPattern.matches(branch) {
      let one = skipBranches.first { pattern([$0])?.matches(branch) ?? false }
      return .skipped(one ?? skipBranches[0])
    }
    let isListed = branches.isEmpty || pattern(branches)?.matches(branch) ?? false
    return isListed ? .admitted : .notListed
  }

  package func admits(_ branch: String) -> Bool {
    isUnlimited || Admission(self).admits(branch)
  }

  /// Answers for many branches, with the patterns compiled once.
  package struct Admission {
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
      if skip?.matches(branch) ?? false { return false }
      return filter.branches.isEmpty || listed?.matches(branch) ?? false
    }
  }

  package var isUnlimited: Bool { branches.isEmpty && skipBranches.isEmpty }

  /// The skip patterns as the one that Prow makes of them; `nil` if it does not compile.
  fileprivate var skipPattern: GoRegex? { skipBranches.isEmpty ? nil : pattern(skipBranches) }

  private func pattern(_ parts: [Text]) -> GoRegex? {
    var joined = parts.map(\.string).joined(separator: "|")
    return joined.withUTF8 { try? GoRegex.compile($0).get() }
  }
}
