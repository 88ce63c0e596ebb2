internal import YAML

/// How a merge takes the status of a presubmit, in the words of messages.
///
/// Source: Prow, `BranchRequirements` in pkg/config/branch_protection.go.
package enum ContextRequirement: String, Sendable, CaseIterable {
  case required
  case requiredIfPresent = "required if present"
  case optional
}

extension Job {
  /// Whether `run_if_changed` or `skip_if_only_changed` decides when the job runs.
  package var dependsOnChanges: Bool {
    [Field.runIfChanged, .skipIfOnlyChanged].contains { text($0).map { !$0.isEmpty } ?? false }
  }

  /// Whether nothing but a comment starts the presubmit.
  ///
  /// Source: Prow, `NeedsExplicitTrigger` in pkg/config/jobs.go.
  package var isOnDemand: Bool { !isTrue(.alwaysRun) && !dependsOnChanges }

  /// How merges take the presubmit's status on branches where it can run.
  ///
  /// `requiresManualJobs`: The policy's `require_manually_triggered_jobs`.
  package func contextRequirement(requiresManualJobs: Bool) -> ContextRequirement {
    if isTrue(.optional) || isTrue(.skipReport) { return .optional }
    if isOnDemand { return requiresManualJobs ? .required : .requiredIfPresent }
    return dependsOnChanges ? .requiredIfPresent : .required
  }
}
