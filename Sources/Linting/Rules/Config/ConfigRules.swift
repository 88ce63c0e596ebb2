extension Rule {
  /// What Prow asks of config.yaml.
  static let configRules: [Rule] =
    tideQueryRules + tideRules + controllerRules + reportingRules + deckRules + accessRules
    + templateRules + protectionRules + unprotectedRules + [
      tideContextPolicy, requiredContext, nullEntry,
    ]
    + supplementalRules
}
