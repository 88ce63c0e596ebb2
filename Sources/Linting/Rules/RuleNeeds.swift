extension Rule {
  /// A file without which a rule has nothing to look at; supplemental ones may stand in for it.
  package enum Need: Sendable { case config, plugins }

  /// `nil` if the rule also works on job files alone.
  package var need: Need? {
    Rule.ofConfig.contains(id) ? .config : Rule.ofPlugins.contains(id) ? .plugins : nil
  }

  // A test finds out which these are.
  private static let ofConfig: Set = [
    "additional-buckets", "boskos-unused-type", "branch-include-exclude", "browser-prefix-conflict",
    "clone-secrets",
    "config-url", "decoration-defaults-conflict", "deprecated-pr-status-base-url",
    "deprecated-report-template", "future-token", "gangway-client", "gangway-filter",
    "gcs-configuration", "gerrit-trigger", "gerrit-trigger-pattern", "in-repo-cluster",
    "invalid-label-selector", "invalid-template", "jenkins-operator-selector", "lens-pattern",
    "log-level", "managed-webhooks", "merge-method", "merge-method-pattern",
    "missing-pr-status-default", "missing-utility-images", "needs-ok-to-test", "negative-limit",
    "never-runs-postsubmit", "non-decorated-jobs", "null-entry", "other-namespace",
    "preset-label-without-preset", "pubsub-conflict", "report-template-conflict",
    "reported-job-types", "required-context-may-not-report", "required-job-unprotected",
    "rerun-auth-defaults", "rerun-auth-defaults-conflict", "slack-channel", "slack-template-field",
    "supplemental-repeat", "tide-context-policy", "tide-query-branches", "tide-query-labels",
    "tide-query-repeats", "tide-query-repos", "tide-strict-branch", "tide-url-conflict",
    "undecided-branch-policy", "unknown-job-queue", "unprotected-settings",
    "validate-unmanaged-branchconfig-has-no-subconfig",
  ]

  private static let ofPlugins: Set = [
    "configmap-cluster-groups", "configmap-dropped-field", "configmap-entry-overlap",
    "configmap-fixed-key", "configmap-fixed-key-clash", "configmap-glob-overlap",
    "configmap-glob-variable", "configmap-invalid-fixed-key", "configmap-invalid-key",
    "configmap-invalid-name", "configmap-irregular-file", "configmap-key-clash",
    "configmap-nearly-full", "configmap-target", "configmap-too-large", "configmap-version-key",
    "deprecated-plugin-field", "duplicate-external-plugin", "duplicate-plugin",
    "incomplete-project", "mismatched-tide", "missing-trigger", "no-plugins", "old-style-plugins",
    "plugin-pattern", "repeated-plugin-key", "repeated-plugin-repo", "request-count",
    "require-matching-label", "size-order", "unknown-plugin", "validate-config-updater-acls",
    "validate-label", "validate-owners", "validate-urls",
  ]
}
