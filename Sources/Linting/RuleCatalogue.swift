internal import Schema

/// The rules that there are, and the names that select them.
///
/// Whoever has rules of their own adds them to `builtIn`.
package struct RuleCatalogue: Sendable {
  /// By group and id.
  package let rules: [Rule]
  /// In the order in which people see them.
  package let groups: [Rule.Group]
  /// In `rules`, by id.
  private let positions: [String: Int]

  /// The rules of Plimsoll itself.
  package static let builtIn = RuleCatalogue(
    Rule.all,
    groups: [.prow, .kubernetes, .boskos, .autobump, .hygiene, .pedantic, .policies]
  )

  private init(_ rules: [Rule], groups: [Rule.Group]) {
    // At every start, so only positions are moved: rules are large.
    let keys = rules.map { (group: $0.group.name, id: $0.id) }
    self.rules = keys.indices.sorted { keys[$0] < keys[$1] }.map { rules[$0] }
    self.groups = groups
    positions = Dictionary(uniqueKeysWithValues: self.rules.enumerated().map { ($1.id, $0) })
  }

  /// These rules and others.
  ///
  /// The call traps for an id that a rule has, or had before: `isTaken` says so.
  package func adding(_ others: [Rule]) -> RuleCatalogue {
    for rule in others { precondition(!isTaken(rule.id), "there is a rule \(rule.id)") }
    var groups = groups
    for rule in others where !groups.contains(rule.group) { groups.append(rule.group) }
    return RuleCatalogue(rules + others, groups: groups)
  }

  /// The rule with an id, be it one that it had before.
  package subscript(id: String) -> Rule? { positions[RuleNames.current(id)].map { rules[$0] } }

  /// The group of a rule by its id; `nil` for an unknown one.
  package func group(of id: String) -> Rule.Group? { positions[id].map { rules[$0].group } }

  package func isGroup(_ name: String) -> Bool { groups.contains { $0.name == name } }

  /// Whether a name stands for rules, not for a group of them.
  package func isRule(_ name: String) -> Bool {
    positions[RuleNames.current(name)] != nil || RuleNames.isOfCheckconfig(name)
  }

  /// Whether a rule or a group has the name, or had it before.
  package func isTaken(_ name: String) -> Bool {
    isKnown(name) || RuleNames.current(name) != name
  }

  package func isKnown(_ name: String) -> Bool { isGroup(name) || isRule(name) }

  /// What to do about a name that is not known.
  package func advice(_ name: String) -> String? {
    let names = rules.map(\.id) + groups.map(\.name)
    return Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
  }
}
