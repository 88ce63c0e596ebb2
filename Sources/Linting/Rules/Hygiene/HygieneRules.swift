extension Rule {
  /// What Prow accepts and what rarely does what was meant.
  static let hygiene: [Rule] =
    [
      patternNeverMatches, presetLabel, sharedContext, keyIsNoRepository, sharedMaxConcurrency,
      commandShape, unanchoredBranch,
    ] + cloneRules + commentRules + valueRules + scheduleRules
}
