extension Rule {
  /// What Prow asks of plugins.yaml.
  static let pluginRules: [Rule] =
    pluginLists + updaterRules + pluginChecks + pluginSettings + projectManager + updaterAdvice
    + updaterTree + supplementalPlugins
}
