package import Configs

extension LintOptions {
  /// All names of rules and groups that the settings and the command line have.
  var names: [String] {
    flags.select + flags.ignore + select + ignore + severity.keys
      + paths.flatMap { $0.select + $0.ignore + $0.severity.keys }
  }

  /// What runs without settings, and this rule even if its group is off.
  package init(running rule: Rule) {
    self.init(severity: rule.group.isOn ? [:] : [rule.id: .on(rule.severity)])
  }

  /// Whether only rules of one group run.
  package func isOnly(_ group: Rule.Group, of catalogue: RuleCatalogue) -> Bool {
    let select = flags.select.isEmpty ? select : flags.select
    return !select.isEmpty
      && select.allSatisfy { $0 == group.name || catalogue.group(of: $0) == group }
  }
}

extension LintOptions {
  /// Whether Tide is compared with plugins only as far as checkconfig's
  /// `mismatched-tide-lenient` does.
  package var comparesTideLeniently: Bool {
    let select = flags.select.isEmpty ? select : flags.select
    return select.contains("mismatched-tide-lenient") && !select.contains("mismatched-tide")
      && !select.contains(Rule.Group.prow.name)
  }
}
