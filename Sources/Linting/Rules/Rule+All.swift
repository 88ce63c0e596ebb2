extension Rule {
  /// Every rule, sorted by group and id.
  package static let all: [Rule] = sorted(
    reading + documents + jobFields + pods + volumes + presets + decorationRules + triggers
      + periodics
      + across + tekton
      + conventions + cloneRules + commentRules + valueRules + scheduleRules + single
      + configRules + pluginRules + own + kubernetes
  )

  /// Rules that have a file of their own; script/new-rule adds to them.
  private static let single: [Rule] = [
    commandShape,
    keyIsNoRepository,
    patternNeverMatches,
    presetLabel,
    sharedContext,
    sharedMaxConcurrency,
    unanchoredBranch,
  ]

  // At every start, so only positions are moved: rules are large.
  private static func sorted(_ rules: [Rule]) -> [Rule] {
    let keys = rules.map { (group: $0.group.rawValue, id: $0.id) }
    return keys.indices.sorted { keys[$0] < keys[$1] }.map { rules[$0] }
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
