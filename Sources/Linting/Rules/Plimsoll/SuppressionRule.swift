internal import Diagnostics

extension Rule {
  /// What concerns our own file and comments.
  static let own: [Rule] = [settings, unusedSuppression, noJobs]

  static let unusedSuppression = Rule(
    id: "unused-suppression",
    group: .hygiene,
    severity: .warning,
    summary: "a comment suppresses a finding that is not there",
    why: "A suppression that outlives its finding hides the next one in the same place, which may "
      + "be a real mistake. One with a misspelt name or in another form suppresses nothing.",
    help: "remove it",
    source: "Plimsoll",
    bad: .presubmit("name: unit # plimsoll:ignore long-job-names\n" + Rule.decoratedTail),
    good: .presubmit(
      "name: unit\ndecorate: false # plimsoll:ignore non-decorated-jobs -- uploads its own logs\n"
        + Rule.tail
    ),
    fix: .some,
    check: .suppression { unused, report in
      let (file, range) = (unused.place.file, unused.place.range)
      switch unused.fault {
      case nil:
        report(
          "\(unused.name) finds nothing on line \(unused.line)",
          in: file,
          at: range,
          fix: unused.removal(.safe)
        )
      case .noName:
        report(
          "the comment names no rule",
          in: file,
          at: range,
          help: "name the rule in it",
          fix: unused.removal(.unsafe)
        )
      case .unknownName(let advice):
        report(
          "no rule is called \"\(unused.name.shortened)\"",
          in: file,
          at: range,
          help: advice ?? "plimsoll rules lists them"
        )
      case .groupName:
        report(
          "\"\(unused.name)\" is a group of rules, and a comment can only name rules",
          in: file,
          at: range,
          help: "name the rule that is in brackets after the finding"
        )
      case .form(let form):
        report(
          "the comment does not have the form of a suppression",
          in: file,
          at: range,
          help: "write \(form)"
        )
      }
    }
  )
}
