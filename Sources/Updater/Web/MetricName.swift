/// All metrics of this program; `docs/operations.md` says of each what to do about it.
package enum MetricName: String, Sendable, CaseIterable {
  case headTime = "plimsoll_head_commit_timestamp_seconds"
  case headSeen = "plimsoll_head_seen_timestamp_seconds"
  case appliedTime = "plimsoll_applied_timestamp_seconds"
  case lag = "plimsoll_merge_to_applied_seconds"
  case isBehind = "plimsoll_head_not_applied"
  case isRefused = "plimsoll_head_refused"
  case lintErrors = "plimsoll_head_lint_errors"
  case targetSuccess = "plimsoll_target_last_success_timestamp_seconds"
  case targetBytes = "plimsoll_target_bytes"
  case targetLimit = "plimsoll_target_bytes_limit"
  case targetFailed = "plimsoll_target_failed"
  case targetWrites = "plimsoll_target_writes_total"
  case targetDrift = "plimsoll_target_drift_total"
  case runs = "plimsoll_runs_total"
  case runSeconds = "plimsoll_run_seconds_total"
  case errors = "plimsoll_errors_total"
  case rewrites = "plimsoll_branch_rewrites_total"
  case reviews = "plimsoll_reviews_total"
  case webhooks = "plimsoll_webhooks_total"
  case hints = "plimsoll_hints_pending"
  case reports = "plimsoll_reports_pending"
  case isLeader = "plimsoll_leader"
  case start = "plimsoll_start_timestamp_seconds"

  /// Counters only grow; gauges are what they are.
  var isCounter: Bool { rawValue.hasSuffix("_total") }

  /// What Prometheus shows as help.
  var help: String {
    switch self {
    case .headTime: "When the commit at the branch's head was made."
    case .headSeen: "When the remote was last asked for the branch's head with success."
    case .appliedTime: "When all ConfigMaps were last seen to hold the applied commit."
    case .lag: "Seconds from the commit at the head to the moment when all ConfigMaps held it."
    case .isBehind: "1 while the head is not applied to all ConfigMaps."
    case .isRefused: "1 while the head is refused, and the last good commit stays."
    case .lintErrors: "Errors that the linter found at the head."
    case .targetSuccess: "When a ConfigMap was last seen to hold what it should."
    case .targetBytes: "Bytes of all values of a ConfigMap, as the API server counts them."
    case .targetLimit: "The most bytes that a ConfigMap may have."
    case .targetFailed: "1 while a ConfigMap could not be brought to what it should hold."
    case .targetWrites: "Writes of a ConfigMap."
    case .targetDrift: "Times that somebody else was found to have changed a ConfigMap."
    case .runs: "Runs by their outcome."
    case .runSeconds: "Seconds that runs took."
    case .errors: "Errors by where they happened and why."
    case .rewrites: "Times that the branch was seen at a commit that does not descend from it."
    case .reviews: "Reviews of pull requests by what became of the comment."
    case .webhooks: "Webhooks by what became of them."
    case .hints: "Webhooks that were not acted on yet."
    case .reports: "Comments and statuses that GitHub was not told yet."
    case .isLeader: "1 for the replica that writes."
    case .start: "When the process started."
    }
  }
}
