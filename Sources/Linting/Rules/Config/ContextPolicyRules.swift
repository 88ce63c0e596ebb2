internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let tideContextPolicy = Rule(
    id: "tide-context-policy",
    severity: .warning,
    summary: "Tide is told contradictory things about a context",
    why: "Tide waits for required contexts and passes over optional ones. A context in two of "
      + "these lists, or an optional pattern that matches a required one, makes it fail for the "
      + "whole branch. Required jobs count as required contexts, optional jobs as optional ones.",
    source: "Prow W005: checkconfig's tide-context-policy",
    bad: .config(
      Example.baseConfig + "tide: {context_options: {optional-contexts: [unit]}}\n",
      jobs: "presubmits:\n  acme/rocket:\n  - name: unit\n    always_run: true\n"
        + "    spec: {containers: [{image: golang}]}\n"
    ),
    good: .config(
      Example.baseConfig + "tide: {context_options: {optional-contexts: [preview]}}\n",
      jobs: "presubmits:\n  acme/rocket:\n  - name: unit\n    always_run: true\n"
        + "    spec: {containers: [{image: golang}]}\n"
    ),
    check: .workspace { scope, report in
      guard let root = scope.workspace.prow?.root else { return }
      for (repo, jobs) in scope.jobsByRepo(.presubmit) {
        let (org, name) = RepoKey.split(repo.string)
        var policies = ContextPolicies(root, org: org, repo: name, jobs: jobs, report)
        policies.check()
      }
    }
  )
}

/// The contexts of one repository, branch by branch.
private struct ContextPolicies {
  private let jobs: [ResolvedJob]
  private let options: [Node]
  private let branchOptions: Node?
  private let protection: Node?
  private let org: String
  private let repo: String
  private let report: Report
  /// Contradictions that were told for another branch already.
  private var told: Set<String> = []

  /// What a context counts as.
  private enum Class: String {
    case required = "required"
    case ifPresent = "required if present"
    case optional = "optional"
  }

  private struct Member {
    var context: Text
    var node: Node
    var job: Job?
  }

  init(_ root: Node, org: String, repo: String, jobs: [ResolvedJob], _ report: Report) {
    self.jobs = jobs
    self.org = org
    self.repo = repo
    self.report = report
    protection = root[.branchProtection]
    let top = root[.tide]?[.contextOptions]
    let orgNode = top?[.orgs].flatMap { $0.value(org) }
    let repoNode = orgNode?[.repos].flatMap { $0.value(repo) }
    options = [top, orgNode, repoNode].compactMap(\.self)
    branchOptions = repoNode?[.branches]
  }

  mutating func check() {
    // Without options, only two jobs that share a context can contradict each other.
    guard hasOptions || sharesContext else { return }
    for branch in branches { check(branch) }
  }

  private var hasOptions: Bool {
    let lists: [Field] = [
      .requiredContexts, .requiredIfPresentContexts, .optionalContexts, .optionalRegexContexts,
    ]
    return branchOptions != nil
      || options.contains { level in
        lists.contains { level[$0] != nil } || level.isTrue(.fromBranchProtection)
      }
  }

  private var sharesContext: Bool {
    var seen: [Text: Class] = [:]
    return jobs.contains { job in
      let category = category(of: job.job, requiresManual: false)
      return seen.updateValue(category, forKey: job.job.context).map { $0 != category } ?? false
    }
  }

  /// The branches that jobs name, as they are written; `master` where none does.
  private var branches: [String] {
    var names: Set<String> = []
    for job in jobs {
      for item in job.job[.branches].map({ Array($0.items) }) ?? [] {
        if let text = item.string { names.insert(text.string) }
      }
    }
    return names.isEmpty ? ["master"] : names.sorted()
  }

  private mutating func check(_ branch: String) {
    var classes: [(Class, [Member])] = [(.required, []), (.ifPresent, []), (.optional, [])]
    let levels = options + [branchOptions?.value(branch)].compactMap(\.self)
    for level in levels {
      classes[0].1 += members(level[.requiredContexts])
      classes[1].1 += members(level[.requiredIfPresentContexts])
      classes[2].1 += members(level[.optionalContexts])
    }
    let policy = protection.map { branchPolicy($0, branch) }
    let isFromProtection =
      levels.reversed().lazy.compactMap { $0[.fromBranchProtection]?.bool }.first ?? false
    if isFromProtection, let policy, policy.isProtected {
      classes[0].1 += policy.contexts.compactMap(member)
    }
    let requiresManual =
      policy?.levels.lazy.compactMap { $0[.requireManuallyTriggeredJobs]?.bool }.first ?? false
    for job in jobs where BranchFilter(job.job).runs(on: branch) {
      let category = category(of: job.job, requiresManual: requiresManual)
      let index = category == .required ? 0 : category == .ifPresent ? 1 : 2
      classes[index].1.append(
        Member(context: job.job.context, node: job.job.nameNode, job: job.job)
      )
    }
    checkOverlaps(classes, branch)
    checkPatterns(levels, classes, branch)
  }

  /// Source: Prow C028.
  private func category(of job: Job, requiresManual: Bool) -> Class {
    if job.isTrue(.optional) || job.isTrue(.skipReport) { return .optional }
    if job.isTrue(.alwaysRun) { return .required }
    let isConditional = [Field.runIfChanged, .skipIfOnlyChanged].contains {
      job[$0].map { !$0.isEmpty } ?? false
    }
    return !isConditional && requiresManual ? .required : .ifPresent
  }

  private mutating func checkOverlaps(_ classes: [(Class, [Member])], _ branch: String) {
    var seen: [Text: (Class, Member)] = [:]
    for (category, members) in classes {
      for member in members {
        guard let (other, first) = seen[member.context] else {
          seen[member.context] = (category, member)
          continue
        }
        guard other != category else { continue }
        // A setting is easier to change than a job.
        let (here, there) = member.job == nil ? (member, first) : (first, member)
        guard told.insert("\(here.node.index) \(there.node.index)").inserted else { continue }
        report(
          "context \"\(member.context.short)\" of \(org)/\(repo) is both \(other.rawValue) and \(category.rawValue)",
          at: here.node,
          related: [(there.node, "the other one, on branch \(branch.shortened)")]
        )
      }
    }
  }

  private mutating func checkPatterns(
    _ levels: [Node],
    _ classes: [(Class, [Member])],
    _ branch: String
  ) {
    for level in levels {
      for item in level[.optionalRegexContexts].map({ Array($0.items) }) ?? [] {
        guard let text = item.string else { continue }
        guard case .success(let regex) = GoRegex.compile(text.bytes) else {
          if told.insert("\(item.index)").inserted {
            report("\"\(text.short)\" is not a regular expression", at: item)
          }
          continue
        }
        for (category, members) in classes.prefix(2) {
          for member in members where regex.matches(member.context.bytes) {
            guard told.insert("\(item.index) \(member.node.index)").inserted else { continue }
            report(
              "\"\(text.short)\" makes context \"\(member.context.short)\" of \(org)/\(repo) optional, which is \(category.rawValue)",
              at: item,
              related: [(member.node, "where it is \(category.rawValue)")]
            )
          }
        }
      }
    }
  }

  private func members(_ list: Node?) -> [Member] {
    list.map { $0.items.compactMap(member) } ?? []
  }

  private func member(_ node: Node) -> Member? {
    node.string.map { Member(context: $0, node: node, job: nil) }
  }

  private func branchPolicy(_ protection: Node, _ branch: String) -> BranchPolicy {
    let orgNode = protection[.orgs].flatMap { $0.value(org) }
    let repoNode = orgNode?[.repos].flatMap { $0.value(repo) }
    let branchNode = repoNode?[.branches].flatMap { $0.value(branch) }
    return BranchPolicy([branchNode, repoNode, orgNode, protection].compactMap(\.self))
  }
}

extension Node {
  /// The mapping under a key of a map.
  fileprivate func value(_ key: String) -> Node? {
    for entry in entries where entry.key.text == key {
      return entry.value.isMapping ? entry.value : nil
    }
    return nil
  }
}
