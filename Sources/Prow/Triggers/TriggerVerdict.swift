/// Whether an event starts a job, and why.
package struct TriggerVerdict: Sendable {
  package var outcome: Outcome
  package var reason: Reason
  /// The pattern of `branches` that admits the branch; `nil` if the job has none or is not admitted.
  package var branchPattern: String?
  /// Whether the job has `skip_branches`, and none of them matches the branch.
  package var isSkippedElsewhere = false
  /// What a comment asked for, where the job's own conditions then decide.
  package var request: Request?
  /// Whether Tide runs the job before it merges, although nothing else starts it.
  package var isRunBeforeMerge = false

  package init(outcome: Outcome, reason: Reason) {
    self.outcome = outcome
    self.reason = reason
  }

  package enum Outcome: String, Sendable {
    case runs, skipped
    /// It depends on changed files, which are not known.
    case depends
  }

  /// What a comment asks of jobs that start by themselves.
  package enum Request: Sendable {
    /// `/test all`.
    case all
    /// `/ok-to-test`, which tests all for the first time.
    case okToTest
    /// A retest, and the commit has no status of the job yet.
    case missing
  }

  package enum Reason: Sendable {
    case alwaysRun
    /// A postsubmit that says nothing of when it runs.
    case everyPush
    /// `always_run: false`, and nothing else.
    case never
    /// The comment matches its trigger.
    case command(String)
    /// `/test-manual-required`, for a job that must pass and only starts on demand.
    case manualRequired
    /// Its context has failed, and the comment says to try again.
    case failed(context: String)
    /// Its context is there and has not failed.
    case reported(context: String)
    /// Only its own command starts it.
    case onDemand(command: String)
    /// The comment does not match its trigger.
    case notAsked(command: String)
    /// A retest of required jobs only.
    case optional
    case branchSkipped(by: String)
    case branchNotListed([String])
    /// A pattern that does not compile, so that Prow loads nothing.
    case invalid(Field, pattern: String, reason: String)
    case changed(file: String, Field, pattern: String)
    case notChanged(Field, pattern: String)
    case changesUnknown(Field, pattern: String)
    /// The pull request waits for `/ok-to-test`.
    case untrusted
  }
}
