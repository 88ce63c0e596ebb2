/// The plugins that are built into the Prow that judges by default.
package enum KnownPlugins {
  package static let names = [
    "approve", "assign", "blockade", "blunderbuss", "branchcleaner", "bugzilla", "buildifier",
    "cat", "cherry-pick-approved", "cherry-pick-unapproved", "cla", "config-updater", "dco", "dog",
    "golint", "goose", "heart", "help", "hold", "invalidcommitmsg", "issue-management", "jira",
    "label", "lgtm", "lifecycle", "merge-method-comment", "mergecommitblocker", "milestone",
    "milestoneapplier", "milestonestatus", "override", "owners-label", "pony", "project",
    "project-manager", "release-note", "require-matching-label", "retitle", "shrug", "sigmention",
    "size", "skip", "slackevents", "stage", "testfreeze", "transfer-issue", "trick-or-treat",
    "trigger", "verify-owners", "welcome", "wip", "yuks",
  ]
  /// Plugins that came later, and when.
  package static let newer = ["rifle": "2026-07-01"]
}
