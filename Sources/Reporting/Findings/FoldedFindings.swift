package import Diagnostics

/// Findings as people read them: errors first, and of each rule no more than show what it is about.
package struct FoldedFindings {
  /// Errors before warnings; in each, what is shown in its order, then rules with more.
  package let groups: [Group]

  /// Findings that are shown, and then how many more there are of the last one's rule.
  package struct Group: Sendable {
    package var shown: [Diagnostic]
    package var rule: String
    package var more: Int
  }

  /// Whether some findings are not shown.
  package var leavesOut: Bool { groups.contains { $0.more > 0 } }

  /// Findings of one rule that are shown.
  private static let most = 10
  /// Fewer than this are not worth a line that leaves them out.
  private static let fewest = 3

  package init(_ findings: [Diagnostic], folds: Bool = true) {
    groups = Severity.allCases.flatMap { severity in
      FoldedFindings.groups(findings.filter { $0.severity == severity }, folds: folds)
    }
  }

  private static func groups(_ findings: [Diagnostic], folds: Bool) -> [Group] {
    if findings.isEmpty { return [] }
    let counts = Dictionary(findings.map { ($0.rule, 1) }, uniquingKeysWith: +)
    let folded = folds ? counts.filter { $0.value >= most + fewest } : [:]
    if folded.isEmpty { return [Group(shown: findings, rule: "", more: 0)] }
    var (groups, shown, seen): ([Group], [Diagnostic], [String: Int]) = ([], [], [:])
    for finding in findings {
      guard let count = folded[finding.rule] else {
        shown.append(finding)
        continue
      }
      let number = seen[finding.rule, default: 0] + 1
      seen[finding.rule] = number
      if number <= most { shown.append(finding) }
      // The line comes right after the last one of its rule that is shown.
      if number == most {
        groups.append(Group(shown: shown, rule: finding.rule, more: count - most))
        shown = []
      }
    }
    return shown.isEmpty ? groups : groups + [Group(shown: shown, rule: "", more: 0)]
  }
}
