/// Names of rules that are not their ids: those that they had before, and what checkconfig calls its
/// warnings.
package enum RuleNames {
  /// checkconfig's names that are not ids of rules, and the rules that say the same.
  ///
  /// Source: Prow, the constants in cmd/checkconfig/main.go.
  private static let ofCheckconfig: [String: [String]] = [
    "mismatched-tide-lenient": ["mismatched-tide"],
    "valid-decoration-config": ["missing-utility-images", "gcs-configuration", "clone-secrets"],
    "validate-supplemental-prow-config-hirarchy": ["validate-supplemental-prow-config-hierarchy"],
    // These two ask GitHub.
    "validate-github-app-installation": [],
    "verify-owners-presence": [],
  ]

  /// Ids that rules had before: people have them in comments and settings.
  private static let former = [
    "config-map-glob-overlap": "configmap-glob-overlap",
    "config-map-glob-variable": "configmap-glob-variable",
    "updater-cluster-groups": "configmap-cluster-groups",
    "updater-dropped-field": "configmap-dropped-field",
    "updater-fixed-key": "configmap-fixed-key",
    "updater-invalid-key": "configmap-invalid-fixed-key",
    "updater-key-clash": "configmap-fixed-key-clash",
    "updater-overlap": "configmap-entry-overlap",
    "updater-target": "configmap-target",
    "updater-version-key": "configmap-version-key",
  ]

  /// The id that a rule has now; every other name stays as it is.
  package static func current(_ name: String) -> String { former[name] ?? name }

  /// Rules that report the same mistake in different kinds of files: a comment may name any of them.
  private static let unknownFields: Set = [
    "unknown-fields", "unknown-fields-all", "in-repo-unknown-field", "unknown-pod-field",
  ]

  /// Whether checkconfig has the name, and no rule has it as its id.
  static func isOfCheckconfig(_ name: String) -> Bool { ofCheckconfig[name] != nil }

  /// The ids and groups that a name stands for; none if it is not known here.
  static func expanded(_ name: String) -> [String] { ofCheckconfig[name] ?? [current(name)] }

  /// What a comment that names a rule holds for.
  static func target(_ name: String) -> String {
    let id = expanded(name).first ?? name
    return unknownFields.contains(id) ? "unknown-fields" : id
  }
}
