import Analysis
import Diagnostics
import Formats
import Reporting
import Testing

@Suite("Findings that are folded")
struct FoldedFindingsTests {
  private static let file = SourceFile(path: "a.yaml", text: "a: b\n")

  private func findings(_ rule: String, _ severity: Severity, _ count: Int) -> [Diagnostic] {
    (0..<count).map { number in
      Diagnostic(
        rule: rule,
        severity: severity,
        message: "\(rule) \(number)",
        place: Place(file: Self.file, range: .fileStart)
      )
    }
  }

  private func shown(_ findings: [Diagnostic], folds: Bool = true) -> [String] {
    FoldedFindings(findings, folds: folds).groups.flatMap { group in
      group.shown.map(\.message) + (group.more > 0 ? ["\(group.more) more \(group.rule)"] : [])
    }
  }

  @Test
  func errorsComeFirst() {
    let mixed =
      findings("w", .warning, 1) + findings("e", .error, 1) + findings("v", .warning, 1)
    #expect(shown(mixed) == ["e 0", "w 0", "v 0"])
    #expect(shown([]) == [])
  }

  @Test
  func ofManyAlikeTenAreShown() {
    let first = (0..<10).map { "w \($0)" }
    #expect(shown(findings("w", .warning, 12)) == first + ["w 10", "w 11"])
    #expect(shown(findings("w", .warning, 13)) == first + ["3 more w"])
    #expect(shown(findings("w", .warning, 13), folds: false).count == 13)
  }

  /// Other rules keep their places around them.
  @Test
  func theLineComesAfterTheLastThatIsShown() {
    let all = findings("w", .warning, 20)
    let mixed = Array(all.prefix(11)) + findings("v", .warning, 1) + all.dropFirst(11)
    #expect(shown(mixed) == (0..<10).map { "w \($0)" } + ["10 more w", "v 0"])
  }

  @Test
  func aRuleWithBothCountsEachOnItsOwn() {
    let mixed = findings("r", .error, 13) + findings("r", .warning, 2)
    #expect(shown(mixed).suffix(3) == ["3 more r", "r 0", "r 1"])
  }

  @Test
  func theTableHasRulesWithErrorsFirst() {
    let all =
      findings("many", .warning, 120) + findings("bad", .error, 2) + findings("both", .error, 1)
      + findings("both", .warning, 3) + findings("few", .warning, 120)
    #expect(
      RuleCounts(all).table.string == """
        ERRORS  WARNINGS  RULE
        2                 bad
        1       3         both
                120       few
                120       many

        """
    )
  }
}
