internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What Prow asks of the files that it merges into config.yaml.
  static let supplementalRules: [Rule] = [
    supplementalField, supplementalRepeat, supplementalHierarchy,
  ]

  static let supplementalField = Rule(
    id: "supplemental-field",
    summary: "a supplemental config sets what only config.yaml may set",
    why: "Prow knows how to merge branch-protection, slack_reporter_configs, tide.merge_method and "
      + "tide.queries. It refuses the whole config if a supplemental file sets anything else.",
    help: "move it to config.yaml",
    source: "Prow, `mergeFrom` of ProwConfig in pkg/config/config.go",
    bad: .supplemental("plank: {max_concurrency: 5}\n", config: Example.baseConfig),
    good: .supplemental(
      "tide:\n  queries:\n  - repos: [acme/rocket]\n",
      config: Example.baseConfig
    ),
    check: .file { file, report in
      guard file.kind == .supplementalConfig, let root = file.root else { return }
      let check = SupplementalCheck(file: file, report: report)
      check.fields(of: root, allowed: [.branchProtection, .slackReporterConfigs, .tide])
      if let tide = root[.tide] { check.fields(of: tide, allowed: [.mergeMethod, .queries]) }
    }
  )

  static let supplementalRepeat = Rule(
    id: "supplemental-repeat",
    summary: "two config files set the same thing",
    why: "Prow does not choose between config.yaml and its supplemental files, nor between two of "
      + "those, and refuses the whole config.",
    help: "remove one of them",
    source: "Prow, `mergeFrom` of ProwConfig in pkg/config/config.go and `merge` of "
      + "BranchProtection in pkg/config/branch_protection.go",
    bad: .supplemental(
      "slack_reporter_configs:\n  acme: {channel: rockets}\n  acme/rocket: {channel: engines}\n",
      config: Example.baseConfig + "slack_reporter_configs:\n  acme: {channel: rockets}\n"
    ),
    good: .supplemental(
      "slack_reporter_configs:\n  acme/rocket: {channel: engines}\n",
      config: Example.baseConfig + "slack_reporter_configs:\n  acme: {channel: rockets}\n"
    ),
    fix: .safe,
    check: .workspace { scope, report in
      let roots = ConfigParts.roots(scope)
      guard roots.count > 1 else { return }
      var repeats = SupplementalRepeats(report: report)
      for (position, root) in roots.enumerated() {
        repeats.file = position
        repeats.check(root)
      }
    }
  )
}

extension Example {
  fileprivate static func supplemental(_ text: String, config: String) -> Example {
    Example(files: [("acme_prowconfig.yaml", text), ("config.yaml", config)])
  }
}

private struct SupplementalCheck {
  let file: LoadedFile
  let report: Report

  func fields(of node: Node, allowed: [Prow.Field]) {
    for entry in node.entries where !isZero(entry.value) {
      if allowed.contains(where: { $0.rawValue == entry.key.label }) || isUnknown(entry.key) {
        continue
      }
      report("\(entry.key.text.short) can't be set in a supplemental config", at: entry.key)
    }
  }

  /// Prow compares values, so that an empty value, or Go's zero value, counts as not set.
  private func isZero(_ node: Node) -> Bool {
    if node.isNull { return true }
    if node.isMapping { return node.entries.allSatisfy { isZero($0.value) } }
    if node.isSequence { return node.isEmpty }
    return node.isEmptyText || node.bool == false || node.wholeNumber == 0
  }

  /// What Prow does not know it ignores, and another rule says so.
  private func isUnknown(_ key: Node) -> Bool {
    file.schemaFindings.all.contains { finding in
      guard finding.node.index == key.index else { return false }
      return switch finding.kind {
      case .unknownField, .newerField: true
      default: false
      }
    }
  }
}

/// What the files before have set.
private struct SupplementalRepeats {
  let report: Report
  /// Position of the file that is looked at.
  var file = 0
  private var first: [String: (file: Int, node: Node)] = [:]

  init(report: Report) { self.report = report }

  mutating func check(_ root: Node) {
    for entry in root.map(.slackReporterConfigs) {
      add("slack_reporter_configs of \(entry.key.text.string)", entry.key)
    }
    for entry in root[.tide]?.map(.mergeMethod) ?? [] {
      add("tide.merge_method of \(entry.key.text.string)", entry.key)
    }
    guard let top = root[.branchProtection], let key = root.key(.branchProtection) else { return }
    let flags: [Prow.Field] = [
      .protectTestedRepos, .allowDisabledPolicies, .allowDisabledJobPolicies,
      .protectReposWithOptionalJobs,
    ]
    for flag in flags {
      if top[flag] != nil, let key = top.key(flag) { add("branch-protection.\(flag.name)", key) }
    }
    check(ProtectionTree.Level(name: "", key: key, nodes: [top]), "the top")
    for org in ProtectionTree.Level(name: "", key: key, nodes: [top]).children(.orgs, name: { $0 })
    {
      check(org, "org \(org.name)")
      for repo in org.repos {
        check(repo, repo.name)
        for branch in repo.branches { check(branch, branch.name) }
      }
    }
  }

  private mutating func check(_ level: ProtectionTree.Level, _ name: String) {
    if let setting = level.settings.first {
      add("the branch protection of \(name)", setting, isWhole: false)
    }
  }

  /// `isWhole`: Whether the node is a key that says it all.
  private mutating func add(_ what: String, _ node: Node, isWhole: Bool = true) {
    guard let other = first[what] else {
      first[what] = (file, node)
      return
    }
    if other.file == file { return }
    report(
      "\(what.shortened) is set in two files",
      at: node,
      related: [(other.node, "the first one")],
      fix: isWhole ? .removeRepeat(ofEntry: other.node, node) : nil
    )
  }
}
