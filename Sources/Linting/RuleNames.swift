internal import Schema

/// The names that select rules: ids and groups.
package enum RuleNames {
  package static func isKnown(_ name: String) -> Bool {
    Rule.Group(rawValue: name) != nil || Rule.all.contains { $0.id == name }
  }

  package static func advice(_ name: String) -> String? {
    let names = Rule.all.map(\.id) + Rule.Group.allCases.map(\.rawValue)
    return Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
  }
}
