extension Rule {
  /// Every rule, sorted by group and id.
  package static let all: [Rule] =
    (reading + jobFields + pods + volumes + presets + decorationRules + triggers + periodics
    + across + tekton
    + conventions + configRules + pluginRules + own + kubernetes).sorted {
      ($0.group.rawValue, $0.id) < ($1.group.rawValue, $1.id)
    }
}

extension Rule {
  private static let groups = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.group) })

  static func isKnown(_ id: String) -> Bool { groups[id] != nil }

  /// The group of a rule by its id.
  package static func group(of id: String) -> String {
    groups[id]?.rawValue ?? ""
  }
}
