package import Diagnostics

/// Findings that were there before, so that new ones can be told from them.
package struct OlderFindings: Sendable {
  /// How often each was there.
  package let counts: [FindingIdentity: Int]

  package init(counts: [FindingIdentity: Int]) {
    self.counts = counts
  }

  package init(_ diagnostics: [Diagnostic]) {
    var counts: [FindingIdentity: Int] = [:]
    for diagnostic in diagnostics { counts[FindingIdentity(diagnostic), default: 0] += 1 }
    self.counts = counts
  }

  package var count: Int { counts.values.reduce(0, +) }

  /// What of them is still there, and nothing else.
  package func remaining(in others: OlderFindings) -> OlderFindings {
    var counts: [FindingIdentity: Int] = [:]
    for (identity, count) in self.counts {
      let rest = min(count, others.counts[identity] ?? 0)
      if rest > 0 { counts[identity] = rest }
    }
    return OlderFindings(counts: counts)
  }

  /// The findings that were not there before, in their order.
  package func newOnes(among diagnostics: [Diagnostic]) -> [Diagnostic] {
    var left = counts
    return diagnostics.filter { diagnostic in
      let identity = FindingIdentity(diagnostic)
      guard let count = left[identity], count > 0 else { return true }
      left[identity] = count - 1
      return false
    }
  }
}
