internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of the settings of single plugins.
  static let pluginSettings: [Rule] = [
    pluginPattern, requireMatchingLabel, requestCount, sizeOrder, deprecatedPluginField,
    repeatedPluginRepo,
  ]

  static let pluginPattern = Rule(
    id: "plugin-pattern",
    summary: "a setting of a plugin is not a regular expression",
    why: "Prow compiles these patterns when it reads plugins.yaml, and refuses the whole file if "
      + "one does not compile. The syntax is Go's, without lookaround and backreferences.",
    help: "fix the pattern",
    source: "Prow, `compileRegexpsAndDurations` in pkg/plugins/config.go",
    bad: .plugins("plugins:\n  acme: {plugins: [heart]}\nheart: {commentregexp: '(nice'}\n"),
    good: .plugins("plugins:\n  acme: {plugins: [heart]}\nheart: {commentregexp: '(nice)'}\n"),
    check: .workspace { scope, report in
      guard let root = scope.workspace.plugins?.root else { return }
      var patterns = [
        root[.sigmention]?[.regexp], root[.cherryPickUnapproved]?[.branchregexp],
        root[.heart]?[.commentregexp], root[.blunderbuss]?[.waitForStatus]?[.description],
      ]
      for field in [Field.cherryPickApproved, .blockades] {
        patterns += root[field]?.list.map { $0[.branchregexp] } ?? []
      }
      patterns += root[.requireMatchingLabel]?.list.map { $0[.regexp] } ?? []
      for case let node? in patterns {
        if let text = node.string { Patterns.check(text, at: node, report) }
      }
    }
  )

  static let requireMatchingLabel = Rule(
    id: "require-matching-label",
    summary: "an entry of require_matching_label is incomplete or contradicts itself",
    why: "The plugin sets missing_label where no label matches regexp. It needs both and an org, "
      + "and has to know whether pull requests or issues are meant; if regexp matched "
      + "missing_label, setting it would end the need for it. Prow refuses the whole file.",
    help: "set org, regexp and missing_label, and prs or issues",
    source: "Prow, `validateRequireMatchingLabel` in pkg/plugins/config.go",
    bad: .plugins(
      """
      plugins:
        acme: {plugins: [require-matching-label]}
      require_matching_label:
      - {org: acme, repo: acme/rocket, issues: true, regexp: ^kind/, missing_label: needs-kind}
      """
    ),
    good: .plugins(
      """
      plugins:
        acme: {plugins: [require-matching-label]}
      require_matching_label:
      - {org: acme, repo: rocket, issues: true, regexp: ^kind/, missing_label: needs-kind}
      """
    ),
    fix: .safe,
    check: .workspace { scope, report in
      let entries = scope.workspace.plugins?.root?[.requireMatchingLabel]?.list ?? []
      for entry in entries where entry.isMapping || entry.isNull {
        checkMatchingLabel(entry, report)
      }
    }
  )

  private static func checkMatchingLabel(_ entry: Node, _ report: Report) {
    let place = entry.firstKey ?? entry
    for field in [Field.org, .regexp, .missingLabel] where entry[field]?.isEmpty ?? true {
      report(
        "an entry of require_matching_label has no \(field.name)",
        at: entry[field] ?? place,
        help: "set \(field.name)"
      )
    }
    if let repo = entry[.repo], repo.text.contains("/") {
      report(
        "repo \"\(repo.text.short)\" has a slash",
        at: repo,
        help: "write the bare name",
        fix: .write(repo, .oneUse, .safe, bareName(of: repo, in: entry))
      )
    }
    if !entry.isTrue(.prs), !entry.isTrue(.issues) {
      report("neither prs nor issues is true", at: place, help: "set prs: true or issues: true")
    }
    if let branch = entry[.branch], !branch.isEmpty, !entry.isTrue(.prs) {
      report("branch without prs: true", at: branch, help: "set prs: true, or remove branch")
    }
    if let period = entry[.gracePeriod], let text = period.string, !text.isEmpty,
      GoDuration(text.bytes) == nil
    {
      report(
        "grace_period \"\(text.short)\" is not a duration",
        at: period,
        help: "write one such as 5s or 1m30s",
        fix: .write(period, .anyUse, .safe, ValueRepair.duration(period))
      )
    }
    guard let label = entry[.missingLabel], let regexp = entry[.regexp], !regexp.isEmpty,
      !label.isEmpty, Patterns.matches(regexp, label) == true
    else { return }
    report(
      "regexp matches missing_label \"\(label.text.short)\" itself",
      at: label,
      help: "choose a label that regexp does not match",
      related: [(regexp, "the pattern")]
    )
  }

  /// `rocket` for `acme/rocket` in an entry of acme.
  private static func bareName(of repo: Node, in entry: Node) -> TreeEditor.Value? {
    let parts = repo.text.string.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let org = entry[.org]?.text.string, org == parts[0] else { return nil }
    return .string(String(parts[1]))
  }

  static let requestCount = Rule(
    id: "request-count",
    summary: "blunderbuss asks fewer than one reviewer",
    why: "request_count is how many reviewers plugin blunderbuss asks; Prow refuses the whole file "
      + "if it is below 1. To ask nobody, turn the plugin off.",
    help: "set 1 or more, or turn the plugin off",
    source: "Prow, `validateBlunderbuss` in pkg/plugins/config.go",
    bad: .plugins("plugins:\n  acme: {plugins: [trigger]}\nblunderbuss: {request_count: 0}\n"),
    good: .plugins("plugins:\n  acme: {plugins: [trigger]}\nblunderbuss: {request_count: 1}\n"),
    check: .workspace { scope, report in
      guard let node = scope.workspace.plugins?.root?[.blunderbuss]?[.requestCount],
        let count = node.wholeNumber, count < 1
      else { return }
      report("request_count is \(count)", at: node)
    }
  )

  static let sizeOrder = Rule(
    id: "size-order",
    summary: "the limits of plugin size do not ascend",
    why: "Each is the number of changed lines from which a pull request has that size. One that is "
      + "not set counts as 0, so that all larger ones have to be set as well.",
    help: "set s <= m <= l <= xl <= xxl",
    source: "Prow, `validateSizes` in pkg/plugins/config.go",
    bad: .plugins(
      "plugins:\n  acme: {plugins: [size]}\nsize: {s: 10, m: 30, l: 20, xl: 500, xxl: 1000}\n"
    ),
    good: .plugins(
      "plugins:\n  acme: {plugins: [size]}\nsize: {s: 10, m: 30, l: 100, xl: 500, xxl: 1000}\n"
    ),
    check: .workspace { scope, report in
      guard let root = scope.workspace.plugins?.root, let size = root[.size], size.isMapping,
        let key = root.key(.size)
      else { return }
      let fields: [Field] = [.s, .m, .l, .xl, .xxl]
      // A value of a wrong type is reported elsewhere, and nothing is known of the order.
      if fields.contains(where: { size[$0].map { $0.wholeNumber == nil } ?? false }) { return }
      let values = fields.map { size[$0]?.wholeNumber ?? 0 }
      for index in 1..<fields.count where values[index - 1] > values[index] {
        let (less, more) = (fields[index - 1], fields[index])
        report(
          "\(less.name) is \(values[index - 1]), more than \(more.name), which is \(values[index])",
          at: size[more] ?? size[less] ?? key
        )
      }
    }
  )

  static let deprecatedPluginField = Rule(
    id: "deprecated-plugin-field",
    severity: .warning,
    summary: "a setting of a plugin is deprecated",
    why: "Prow warns of it each time it reads the file, and may stop reading it.",
    help: "use the setting that took its place",
    source: "Prow, `validateTrigger` and `validateRepoMilestone` in pkg/plugins/config.go",
    bad: .plugins(
      "plugins:\n  acme: {plugins: [trigger]}\n"
        + "triggers: [{repos: [acme], trusted_org: acme}]\n"
    ),
    good: .plugins("plugins:\n  acme: {plugins: [trigger]}\ntriggers: [{repos: [acme]}]\n"),
    fix: .safe,
    check: .workspace { scope, report in
      for file in scope.workspace.pluginFiles {
        for trigger in file.root?[.triggers]?.list ?? [] {
          guard let node = trigger[.trustedOrg], !node.isEmpty else { continue }
          let others = otherOrgs(than: node, in: trigger)
          report(
            "trusted_org is deprecated",
            at: trigger.key(.trustedOrg) ?? node,
            help: others.isEmpty
              ? "remove it; members of the repository's own org are trusted"
              : "it makes members of \(node.text.short) trusted at \(Words.list(others.map(\.shortened))), too; "
                + "make those who need it members there, then remove it",
            fix: others.isEmpty ? trigger.key(.trustedOrg).map { .removeEntry($0, .safe) } : nil
          )
        }
        for entry in file.root?[.repoMilestone].map({ Array($0.entries) }) ?? [] {
          guard let node = entry.value[.maintainersID], let id = node.wholeNumber, id != 0 else {
            continue
          }
          report(
            "maintainers_id is deprecated",
            at: entry.value.key(.maintainersID) ?? node,
            help: "name the team in maintainers_team"
          )
        }
      }
    }
  )

  /// The orgs of an entry's repositories, in their order, without the one whose members it trusts.
  private static func otherOrgs(than org: Node, in trigger: Node) -> [String] {
    var orgs: [String] = []
    for repo in trigger[.repos]?.list ?? [] {
      let own = RepoKey.split(repo.text.string).org
      if own != org.text.string, !orgs.contains(own) { orgs.append(own) }
    }
    return orgs
  }

  static let repeatedPluginRepo = Rule(
    id: "repeated-plugin-repo",
    summary: "an org or repository is listed twice over the entries of approve or welcome",
    why:
      "Only one entry can apply to a repository, and Prow refuses the whole file where two claim "
      + "the same one. An org and one of its repositories are not the same.",
    help: "keep it in one entry",
    source: "Prow, `validateRepoDupes` in pkg/plugins/config.go",
    bad: .plugins(
      "plugins:\n  acme: {plugins: [trigger]}\n"
        + "welcome: [{repos: [acme/engine, acme/rocket, acme/engine], always_post: true}]\n"
    ),
    good: .plugins(
      "plugins:\n  acme: {plugins: [trigger]}\nwelcome: [{repos: [acme]}, {repos: [acme/rocket]}]\n"
    ),
    fix: .safe,
    check: .workspace { scope, report in
      for field in [Field.approve, .welcome] {
        var first: [Text: Node] = [:]
        for file in scope.workspace.pluginFiles {
          for node in (file.root?[field]?.list ?? []).flatMap({ $0[.repos]?.list ?? [] }) {
            guard let text = node.string else { continue }
            guard let other = first[text] else {
              first[text] = node
              continue
            }
            report(
              "\"\(text.short)\" is listed twice in \(field.name)",
              at: node,
              related: [(other, "the first time")],
              fix: .removeRepeat(of: other, with: node)
            )
          }
        }
      }
    }
  )
}
