internal import Diagnostics
package import Formats
package import Linting

/// The rules by group, one line each.
package struct RuleList {
  private let usesColor: Bool
  private let width: Int?

  /// - Parameters:
  ///   - usesColor: Whether to use colours.
  ///   - width: Columns of the terminal, at which summaries are cut; `nil` where there is none.
  package init(usesColor: Bool, width: Int?) {
    (self.usesColor, self.width) = (usesColor, width)
  }

  package func render(_ catalogue: RuleCatalogue) -> TerminalText {
    let longest = catalogue.rules.map(\.id.count).max() ?? 0
    var output = TerminalText()
    for group in catalogue.groups {
      let rules = catalogue.rules.filter { $0.group == group }
      output += part("\(group.name)", rules.filter { !$0.isOwn }, longest)
      output += part("policies of your own", rules.filter(\.isOwn), longest)
    }
    return output
  }

  private func part(_ heading: TerminalText, _ rules: [Rule], _ longest: Int) -> TerminalText {
    if rules.isEmpty { return TerminalText() }
    let start = heading.styled("1", if: usesColor) + "\n"
    return rules.reduce(start) { $0 + line($1, longest) }
  }

  /// `unsafe`, the longest word, and two blanks.
  private static let fixColumn = 8

  private func line(_ rule: Rule, _ longest: Int) -> TerminalText {
    let isError = rule.severity == .error
    let severity: TerminalText = isError ? "error" : "warning"
    let gap = TerminalText(repeating: " ", count: longest - rule.id.count + 2)
    let start: TerminalText = "  \(rule.id)" + gap
    let fix = rule.fix?.rawValue ?? ""
    let fixGap = TerminalText(repeating: " ", count: RuleList.fixColumn - fix.count)
    // What comes before: blanks, and the columns of id, severity and fix.
    let room = width.map { $0 - longest - 13 - RuleList.fixColumn } ?? .max
    let summary =
      rule.summary.count > room && room > 20
      ? rule.summary.prefix(room - 1) + "…" : rule.summary[...]
    return start + severity.styled(isError ? "31" : "33", if: usesColor)
      + (isError ? "    " : "  ") + "\(fix)" + fixGap + "\(String(summary))\n"
  }
}

extension Rule {
  /// Whether a team has written it itself, as a policy.
  fileprivate var isOwn: Bool { id.hasPrefix("policy/") }
}
