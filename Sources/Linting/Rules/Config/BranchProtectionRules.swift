internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow and checkconfig ask of branch protection.
  static let branchProtectionRules: [Rule] = [
    includeAndExclude, tideStrictBranch, unmanagedBranchConfig,
  ]

  static let includeAndExclude = Rule(
    id: "include-and-exclude",
    summary: "branch protection both includes and excludes branches",
    why: "include names the only branches that are protected, exclude those that are not. Prow "
      + "refuses the whole config when both stand at the top of branch-protection.",
    help: "keep one of them",
    source: "Prow C018",
    bad: .config("branch-protection:\n  protect: true\n  include: [main]\n  exclude: [wip]\n"),
    good: .config("branch-protection:\n  protect: true\n  include: [main]\n"),
    check: .workspace { scope, report in
      for root in ConfigParts.roots(scope) {
        ConfigParts.exclude(.include, .exclude, in: root[.branchProtection], report)
      }
    }
  )

  static let tideStrictBranch = Rule(
    id: "tide-strict-branch",
    severity: .warning,
    summary: "a repository that Tide merges wants pull requests to be up to date first",
    why:
      "With strict status checks GitHub refuses to merge what is not based on the newest commit, "
      + "so that Tide has to test every pull request again after each merge.",
    help: "remove strict, since Tide tests against the newest commit anyway",
    source: "Prow W004: checkconfig's tide-strict-branch",
    bad: .config(
      """
      tide: {queries: [{repos: [acme/rocket], labels: [lgtm]}]}
      branch-protection:
        orgs:
          acme:
            protect: true
            required_status_checks: {strict: true}
      """
    ),
    good: .config(
      """
      tide: {queries: [{repos: [acme/rocket], labels: [lgtm]}]}
      branch-protection:
        orgs:
          acme:
            protect: true
      """
    ),
    check: .workspace { scope, report in
      let queries = ConfigParts.tideQueries(scope)
      if queries.isEmpty { return }
      let repos = TideRepos(queries)
      for root in ConfigParts.roots(scope) {
        guard let protection = root[.branchProtection] else { continue }
        StrictBranches.check(protection, repos, report)
      }
    }
  )

  static let unmanagedBranchConfig = Rule(
    id: "validate-unmanaged-branchconfig-has-no-subconfig",
    severity: .warning,
    summary: "branch protection is unmanaged and has settings all the same",
    why: "unmanaged: true tells Prow to leave a level and all below it alone, so that settings "
      + "there have no effect unless a level below says unmanaged: false.",
    help: "remove the settings, or say unmanaged: false where they are to count",
    source: "Prow W018: checkconfig's validate-unmanaged-branchconfig-has-no-subconfig",
    bad: .config(
      "branch-protection:\n  orgs:\n    acme:\n      unmanaged: true\n      protect: true\n"
    ),
    good: .config("branch-protection:\n  orgs:\n    acme:\n      unmanaged: true\n"),
    check: .workspace { scope, report in
      for root in ConfigParts.roots(scope) {
        guard let protection = root[.branchProtection], protection.isMapping else { continue }
        UnmanagedLevels.check(protection, [.orgs, .repos, .branches], "", report)
      }
    }
  )
}

/// The orgs and repositories that Tide's queries name.
struct TideRepos {
  private var orgs: Set<String> = []
  private var repos: Set<String> = []
  private var excluded: Set<String> = []
  private var orgsOfRepos: Set<String> = []

  init(_ queries: [Node]) {
    for query in queries {
      orgs.formUnion(TideRepos.texts(query[.orgs]))
      repos.formUnion(TideRepos.texts(query[.repos]))
      excluded.formUnion(TideRepos.texts(query[.tideExcludedRepos]))
    }
    orgsOfRepos = Set(repos.map { RepoKey.split($0).org })
  }

  private static func texts(_ list: Node?) -> [String] {
    list?.items.compactMap { $0.string?.string } ?? []
  }

  func contains(org: String) -> Bool { orgs.contains(org) || orgsOfRepos.contains(org) }

  func contains(org: String, repo: String) -> Bool {
    let name = "\(org)/\(repo)"
    return repos.contains(name) || orgs.contains(org) && !excluded.contains(name)
  }
}

/// Finds strict status checks of what Tide merges, each setting once.
private enum StrictBranches {
  static func check(_ protection: Node, _ repos: TideRepos, _ report: Report) {
    let top = BranchPolicy([protection])
    if top.isProtected, let strict = top.strict {
      return report("strict status checks hold everywhere while Tide merges", at: strict)
    }
    var seen: Set<UInt32> = []
    func judge(_ policy: BranchPolicy, _ what: String) {
      guard policy.isProtected, !policy.isUnmanaged, let strict = policy.strict,
        seen.insert(strict.index).inserted
      else { return }
      report("strict status checks hold for \(what), which Tide merges", at: strict)
    }
    for org in protection[.orgs].map({ Array($0.entries) }) ?? [] {
      let name = org.key.text.string
      if repos.contains(org: name) { judge(BranchPolicy([org.value, protection]), name.shortened) }
      for repo in org.value[.repos].map({ Array($0.entries) }) ?? [] {
        let repoName = repo.key.text.string
        guard repos.contains(org: name, repo: repoName) else { continue }
        judge(BranchPolicy([repo.value, org.value, protection]), "\(name)/\(repoName)".shortened)
        for branch in repo.value[.branches].map({ Array($0.entries) }) ?? [] {
          judge(
            BranchPolicy([branch.value, repo.value, org.value, protection]),
            "branch \(branch.key.text.short) of \(name)/\(repoName)".shortened
          )
        }
      }
    }
  }
}

/// Finds settings at and below levels that are not managed.
private enum UnmanagedLevels {
  private static let settings: [Field] = [
    .protect, .requiredStatusChecks, .enforceAdmins, .restrictions, .requireManuallyTriggeredJobs,
    .requiredPullRequestReviews, .requiredLinearHistory, .allowForcePushes, .allowDeletions,
    .requireSignedCommits, .include, .exclude,
  ]

  /// `below` names the fields that hold the levels under this one, the next one first.
  static func check(_ level: Node, _ below: [Field], _ name: String, _ report: Report) {
    let what = name.isEmpty ? "branch protection as a whole" : name.shortened
    let next = below.first.flatMap { level[$0] }.map { Array($0.entries) } ?? []
    if level.isTrue(.unmanaged), let unmanaged = level.key(.unmanaged) {
      if let setting = settings.lazy.compactMap({ level.keyIfSet($0) }).first,
        !next.contains(where: { isManaged($0.value, below.dropFirst()) })
      {
        report(
          "\(what) is unmanaged and has settings",
          at: unmanaged,
          related: [(setting, "a setting without effect")]
        )
      }
      for entry in next where !isManaged(entry.value, below.dropFirst()) {
        report(
          "\(path(name, entry.key)) stands below an unmanaged level and does not say unmanaged: false",
          at: entry.key,
          related: [(unmanaged, "\(what) is unmanaged")]
        )
      }
    }
    for entry in next where entry.value.isMapping {
      check(entry.value, Array(below.dropFirst()), path(name, entry.key), report)
    }
  }

  private static func path(_ name: String, _ key: Node) -> String {
    name.isEmpty ? key.text.short : "\(name)/\(key.text.short)"
  }

  private static func isManaged(_ level: Node, _ below: ArraySlice<Field>) -> Bool {
    if level[.unmanaged]?.bool == false { return true }
    guard let field = below.first, let next = level[field] else { return false }
    return next.entries.contains { isManaged($0.value, below.dropFirst()) }
  }
}
