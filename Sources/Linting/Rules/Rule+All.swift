extension Rule {
  /// Every rule, in no order.
  static let all: [Rule] =
    reading + documents + jobFields + pods + volumes + presets + decorationRules + triggers
    + periodics
    + across + tekton
    + conventions + cloneRules + commentRules + valueRules + scheduleRules + single
    + configRules + pluginRules + ofBoskos + ofAutobump + own + ofPolicies + kubernetes

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
}
