/// The commands of plugins, as people write them in comments.
package enum PluginCommands {
  /// Those of a plugin; empty for one without any, and for one that is not known.
  package static func of(_ plugin: String) -> [String] { table[plugin] ?? [] }

  /// Source: Prow, the `Usage` of each command in the help providers of pkg/plugins and of
  /// cmd/external-plugins, as of 2026-08-21.
  private static let table: [String: [String]] = Dictionary(
    uniqueKeysWithValues: text.split(separator: "\n").map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (
        String(parts[0]), parts[1].split(separator: ";").map { $0.dropFirst() }.map(String.init)
      )
    }
  )

  private static let text = #"""
    approve: /[remove-]approve [no-issue|cancel]
    assign: /[un]assign [[@]USER...]; /[un]cc [[@]USER...]
    blunderbuss: /auto-cc
    bugzilla: /bugzilla refresh; /bugzilla assign-qa; /bugzilla cc-qa
    buildifier: /buildif(y|ier)
    cat: /meow(vie) [CATEGORY]
    cherrypicker: /cherrypick [BRANCH]
    cla: /check-cla
    dco: /check-dco
    dog: /(woof|bark|this-is-{fine|not-fine|unbearable})
    golint: /lint
    goose: /honk
    help: /[remove-](help|good-first-issue)
    hold: /[remove-][un]hold [cancel]
    issue-management: /link-issue ISSUE...; /unlink-issue ISSUE...; /pin-issue; /unpin-issue; /transfer[-issue] REPO
    label: /[remove-](area|committee|kind|language|priority|sig|triage|wg|label) TARGET
    lgtm: /[remove-]lgtm [cancel]
    lifecycle: /close [not-planned]; /reopen; /[remove-]lifecycle (frozen|stale|rotten)
    milestone: /milestone VERSION; /milestone clear
    milestonestatus: /status (approved-for-milestone|in-progress|in-review)
    override: /override [CONTEXT...]; /override-sticky [CONTEXT...]; /override-cancel [CONTEXT]
    pony: /pony [PONY]
    project: /project BOARD [COLUMN]; /project clear BOARD
    refresh: /refresh
    release-note: /release-note-none; /release-note-edit
    require-matching-label: /check-required-labels
    retitle: /retitle TITLE
    rifle: /auto-cc
    shrug: /[un]shrug
    skip: /skip
    stage: /[remove-]stage (alpha|beta|stable)
    trick-or-treat: /trick(-)or(-)treat
    trigger: /test [JOB|all]; /retest; /retest-required; /test-manual-required; /test ?; /ok-to-test [cancel]
    verify-owners: /verify-owners
    yuks: /joke
    """#
}
