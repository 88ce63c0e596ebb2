internal import Diagnostics

extension Rule {
  /// What concerns our own file and comments.
  static let own: [Rule] = [settings, unusedSuppression]

  static let unusedSuppression = Rule(
    id: "unused-suppression",
    group: .hygiene,
    severity: .warning,
    summary: "a comment suppresses a finding that is not there",
    why: "A suppression that outlives its finding hides the next one in the same place, which may "
      + "be a real mistake, and one with a misspelt name suppresses nothing at all.",
    help: "remove it",
    source: "Plimsoll",
    bad: .presubmit("name: unit # plimsoll:ignore long-job-names\n" + Rule.decoratedTail),
    good: .presubmit(
      "name: unit\ndecorate: false # plimsoll:ignore non-decorated-jobs -- uploads its own logs\n"
        + Rule.tail
    ),
    check: .suppression { unused, report in
      let (file, range) = (unused.place.file, unused.place.range)
      if unused.name.isEmpty {
        report("the comment names no rule", in: file, at: range, help: "name the rule in it")
      } else if unused.isKnown {
        report("\(unused.name) finds nothing on line \(unused.line)", in: file, at: range)
      } else {
        report(
          "no rule is called \"\(unused.name.shortened)\"",
          in: file,
          at: range,
          help: RuleNames.advice(unused.name) ?? "plimsoll rules lists them"
        )
      }
    }
  )
}
