internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow and its checkconfig ask of branch protection.
  static let protectionRules: [Rule] = [
    branchIncludeExclude, unmanagedSettings, tideStrictBranch, undecidedBranch,
  ]

  static let branchIncludeExclude = Rule(
    id: "branch-include-exclude",
    summary: "branch-protection has both include and exclude",
    why:
      "include says which branches are protected and no others, exclude which ones are not. Prow "
      + "takes only one of them at the top level, and refuses the whole config.",
    help: "remove one of them",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("branch-protection:\n  include: [main]\n  exclude: [dev]\n"),
    good: .config("branch-protection:\n  include: [main]\n"),
    check: .workspace { scope, report in
      guard let tree = ProtectionTree(scope.workspace), let include = tree.top.value(.include),
        let exclude = tree.top.value(.exclude), include.itemCount > 0, exclude.itemCount > 0
      else { return }
      report(
        "include and exclude can't both be set",
        at: tree.top.settings.last { $0.label == Field.exclude.rawValue } ?? exclude,
        related: [(include, "include is set here")]
      )
    }
  )

  static let unmanagedSettings = Rule(
    id: "validate-unmanaged-branchconfig-has-no-subconfig",
    severity: .warning,
    summary: "branches are unmanaged and have settings",
    why: "unmanaged: true makes Prow leave the branches alone, so that other settings there and "
      + "below have no effect unless the lower level sets unmanaged: false.",
    help: "remove the settings, or set unmanaged: false for them",
    source: "Prow, `validateUnmanagedBranchprotectionConfigDoesntHaveSubconfig` in "
      + "cmd/checkconfig/main.go, checkconfig's warning "
      + "validate-unmanaged-branchconfig-has-no-subconfig",
    bad: .config(
      "branch-protection:\n  orgs:\n    acme:\n      unmanaged: true\n      protect: true\n"
    ),
    good: .config("branch-protection:\n  orgs:\n    acme:\n      unmanaged: true\n"),
    check: .workspace { scope, report in
      guard let tree = ProtectionTree(scope.workspace) else { return }
      UnmanagedCheck(report: report).check(tree)
    }
  )

  static let tideStrictBranch = Rule(
    id: "tide-strict-branch",
    severity: .warning,
    summary: "a branch that Tide merges into must be up to date before merging",
    why:
      "With strict: true GitHub refuses pull requests that lack the newest commits of the branch. "
      + "Every merge makes all others outdated, and Tide, which tests against the newest commits "
      + "itself, can merge neither batches nor one after the other.",
    help: "remove strict: true",
    source: "Prow, `validateStrictBranches` in cmd/checkconfig/main.go, checkconfig's "
      + "warning tide-strict-branch",
    bad: .config(
      """
      tide:
        queries:
        - repos: [acme/rocket]
      branch-protection:
        orgs:
          acme:
            protect: true
            required_status_checks: {strict: true}
      """
    ),
    good: .config(
      """
      tide:
        queries:
        - repos: [acme/rocket]
      branch-protection:
        orgs:
          acme:
            protect: true
            required_status_checks: {strict: false}
      """
    ),
    check: .workspace { scope, report in
      for finding in StrictBranches(scope)?.findings() ?? [] {
        report(
          "\(finding.name) must be up to date before merging, and Tide merges there",
          at: finding.node,
          related: finding.query.map { [($0, "Tide merges there")] } ?? []
        )
      }
    }
  )

  static let undecidedBranch = Rule(
    id: "undecided-branch-policy",
    severity: .warning,
    summary: "a branch has a policy that does not say whether to protect it",
    why: "A branch that is listed needs protect, of its own or from above, or unmanaged: true. "
      + "Prow's branchprotector fails on it.",
    help: "set protect: true or false, or unmanaged: true",
    source: "Prow, `GetBranch` in pkg/config/branch_protection.go",
    bad: .config(
      """
      tide:
        queries:
        - repos: [acme/rocket]
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  main: {enforce_admins: true}
      """
    ),
    good: .config(
      """
      tide:
        queries:
        - repos: [acme/rocket]
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  main: {protect: true, enforce_admins: true}
      """
    ),
    check: .workspace { scope, report in
      for branch in StrictBranches(scope)?.undecided() ?? [] {
        // Another type than a mapping is reported as such.
        guard branch.nodes.contains(where: { $0.isMapping || $0.isNull }) else { continue }
        let key = branch.key.text
        let isSetting = ProtectionPolicy.fields.contains { key.equals($0.name) }
        report(
          "\(branch.name.shortened) sets neither protect nor unmanaged: true",
          at: branch.key,
          help: isSetting
            ? "every key here is the name of a branch: if \(key.short) is a setting of a branch, "
              + "indent it deeper, below that name" : nil
        )
      }
    }
  )
}

extension ProtectionTree.Level {
  /// Settings besides `unmanaged`.
  fileprivate var settingsBesideUnmanaged: [Node] {
    settings.filter { $0.label != Field.unmanaged.rawValue }
  }
}

/// Settings at the level of `unmanaged: true` or below.
///
/// Source: Prow, `validateUnmanagedBranchprotectionConfigDoesntHaveSubconfig` in
/// cmd/checkconfig/main.go. As there, an org below an unmanaged top and a repository below an
/// unmanaged org are reported even if they say `unmanaged: false`; only what is below them counts.
private struct UnmanagedCheck {
  let report: Report

  func check(_ tree: ProtectionTree) {
    let isManagedBelow = tree.orgs.contains { org in
      org.isManaged
        || org.repos.contains { $0.isManaged || $0.branches.contains(where: \.isManaged) }
    }
    if tree.top.isUnmanaged {
      if !isManagedBelow { checkSettings(tree.top, "everything") }
      for org in tree.orgs where !org.repos.contains(where: \.isManaged) {
        below(org, tree.top, "everything")
      }
    }
    for org in tree.orgs { check(org) }
  }

  private func check(_ org: ProtectionTree.Level) {
    let repos = org.repos
    if org.isUnmanaged {
      let isManagedBelow = repos.contains {
        $0.isManaged || $0.branches.contains(where: \.isManaged)
      }
      if !isManagedBelow { checkSettings(org, org.name) }
      for repo in repos where !repo.branches.contains(where: \.isManaged) {
        below(repo, org, org.name)
      }
    }
    for repo in repos {
      let branches = repo.branches
      if repo.isUnmanaged {
        if !branches.contains(where: \.isManaged) { checkSettings(repo, repo.name) }
        for branch in branches where !branch.isManaged { below(branch, repo, repo.name) }
      }
      for branch in branches where branch.isUnmanaged { checkSettings(branch, branch.name) }
    }
  }

  private func checkSettings(_ level: ProtectionTree.Level, _ name: String) {
    guard let first = level.settingsBesideUnmanaged.first else { return }
    report(
      "\(name.shortened) is unmanaged and has other settings",
      at: first,
      related: level.value(.unmanaged).map { [($0, "unmanaged is set here")] } ?? []
    )
  }

  private func below(
    _ level: ProtectionTree.Level,
    _ unmanaged: ProtectionTree.Level,
    _ name: String
  ) {
    report(
      "\(level.name.shortened) is listed, but \(name.shortened) is unmanaged",
      at: level.key,
      related: unmanaged.value(.unmanaged).map { [($0, "unmanaged is set here")] } ?? []
    )
  }
}
