internal import Diagnostics
import GoFormats
internal import Prow
internal import YAML

extension Rule {
  static let tideContextPolicy = Rule(
    id: "tide-context-policy",
    severity: .warning,
    summary: "Tide is told to wait for a status, and not to",
    why: "A status is required, required if present, or optional. tide.context_options, branch "
      + "protection and the jobs themselves say which; where they disagree, Tide fails on the branch "
      + "and merges nothing there.",
    help: "take it out of one of the lists, or change the job's optional or always_run",
    source: "Prow, `validateTideContextPolicy` in cmd/checkconfig/main.go, "
      + "checkconfig's warning tide-context-policy",
    bad: .config(
      "tide:\n  context_options: {optional-contexts: [unit]}\n",
      jobs: """
        presubmits:
          acme/rocket:
          - {name: unit, always_run: true, spec: {containers: [{image: golang}]}}
        """
    ),
    good: .config(
      "tide:\n  context_options: {optional-contexts: [lint]}\n",
      jobs: """
        presubmits:
          acme/rocket:
          - {name: unit, always_run: true, spec: {containers: [{image: golang}]}}
        """
    ),
    check: .workspace { scope, report in
      guard scope.workspace.configRoot != nil else { return }
      var check = ContextPolicyCheck(scope, report)
      for (repo, jobs) in scope.jobsByRepo(.presubmit) {
        if let parts = repo.orgAndRepo {
          check.check(String(parts.org), String(parts.repo), ConfigParts.central(jobs))
        }
      }
    }
  )
}

/// Computes policies where they can be at fault, and reports each fault once.
private struct ContextPolicyCheck {
  private let options: TideOptions
  private let tree: ProtectionTree?
  private let report: Report
  private var regexes: [String: GoRegex?] = [:]
  private var filters = BranchFilters()
  private var seen: Set<Fault> = []
  private var contextsByOrg: [String: Set<Text>] = [:]

  private struct Fault: Hashable {
    var path: String
    var index: UInt32
    var context: Text
  }

  init(_ scope: LintScope, _ report: Report) {
    options = TideOptions(scope.workspace)
    tree = ProtectionTree(scope.workspace)
    self.report = report
  }

  mutating func check(_ org: String, _ repo: String, _ jobs: [Job]) {
    let ofBranches = options.branches(org: org, repo: repo)
    let levels = options.levels(org: org, repo: repo) + ofBranches.map(\.value)
    if !canBeAtFault(levels, org, jobs) { return }

    var branches = Set(jobs.flatMap { BranchFilter($0).branches }.map(\.string))
    branches.formUnion(branches.compactMap(BranchNames.plainName))
    branches.formUnion(ofBranches.map(\.key.text.string))
    let ofProtection = tree?.org(named: org)?.repo(named: repo)?.branches ?? []
    branches.formUnion(ofProtection.map(\.key.text.string))
    if branches.isEmpty { branches = ["master"] }
    for branch in branches.sorted() {
      let levels = options.levels(org: org, repo: repo, branch: branch)
      var protection: ProtectionPolicy?
      if TideOptions.bool(.fromBranchProtection, levels), tree?.org(named: org) != nil {
        protection = tree?.policy(org: org, repo: repo, branch: branch)
      }
      let contexts = TideContexts(
        levels,
        jobs: filters.running(jobs, on: branch),
        protection: protection,
        tree: tree
      )
      check(contexts, "\(org)/\(repo) branch \(branch)")
    }
  }

  /// Whether a closer look can find anything: a setting repeats a context or names one of a job, or
  /// two jobs share a context and differ in kind.
  private mutating func canBeAtFault(_ levels: [Node], _ org: String, _ jobs: [Job]) -> Bool {
    if levels.contains(where: { $0[.optionalRegexContexts] != nil }) { return true }
    var named: Set<Text> = []
    for level in levels {
      for field in [Field.requiredContexts, .requiredIfPresentContexts, .optionalContexts] {
        for node in level.list(field) {
          if let text = node.string, !named.insert(text).inserted { return true }
        }
      }
    }
    if levels.contains(where: { $0.isTrue(.fromBranchProtection) }) {
      let ofProtection = protectionContexts(of: org)
      if !named.isDisjoint(with: ofProtection) { return true }
      named.formUnion(ofProtection)
    }
    typealias Kinds = (ContextRequirement, ContextRequirement)
    var kinds: [HashedText: Kinds] = [:]
    kinds.reserveCapacity(jobs.count)
    return jobs.contains { job in
      if !named.isEmpty, named.contains(job.context) { return true }
      let ofJob = (
        job.contextRequirement(requiresManualJobs: false),
        job.contextRequirement(requiresManualJobs: true)
      )
      return kinds.updateValue(ofJob, forKey: job.contextKey).map { $0 != ofJob } ?? false
    }
  }

  /// All contexts that branch protection requires anywhere in an org.
  private mutating func protectionContexts(of org: String) -> Set<Text> {
    if let known = contextsByOrg[org] { return known }
    var contexts: Set<Text> = []
    if let tree, let level = tree.org(named: org) {
      let repos = level.repos
      for inner in [tree.top, level] + repos + repos.flatMap(\.branches) {
        contexts.formUnion(ProtectionPolicy(levels: [inner]).contexts.compactMap(\.string))
      }
    }
    contextsByOrg[org] = contexts
    return contexts
  }

  private mutating func regex(_ pattern: String) -> GoRegex? {
    if let known = regexes[pattern] { return known }
    let regex = try? GoRegex.compile(pattern).get()
    regexes[pattern] = .some(regex)
    return regex
  }

  // MARK: Faults

  private mutating func check(_ policy: TideContexts, _ place: String) {
    let kinds = ContextRequirement.allCases
    for (position, kind) in kinds.enumerated() {
      var first: [Text: TideContexts.Source] = [:]
      for (text, source) in policy.contexts[kind] ?? [] where first[text] == nil {
        first[text] = source
      }
      for other in kinds.dropFirst(position + 1) {
        for (text, source) in policy.contexts[other] ?? [] {
          guard let earlier = first[text] else { continue }
          add(text, earlier, kind, source, other, place)
        }
      }
    }
    for node in policy.optionalPatterns {
      guard let text = node.string else { continue }
      guard let regex = regex(text.string) else {
        if isNew(node, text) { Patterns.check(text, at: node, report) }
        continue
      }
      for kind in [ContextRequirement.required, .requiredIfPresent] {
        for (context, source) in policy.contexts[kind] ?? [] where regex.matches(context.bytes) {
          guard isNew(node, context) else { continue }
          report(
            "pattern \"\(text.short)\" makes \"\(context.short)\" optional, which is \(kind.rawValue) "
              + "on \(place.shortened)",
            at: node,
            related: [(source.node, "the status")]
          )
        }
      }
    }
  }

  /// Points at the setting rather than at the job.
  private mutating func add(
    _ context: Text,
    _ first: TideContexts.Source,
    _ kind: ContextRequirement,
    _ second: TideContexts.Source,
    _ other: ContextRequirement,
    _ place: String
  ) {
    let isSecond = second.job == nil || first.job != nil
    let (at, related) = isSecond ? (second, first) : (first, second)
    guard isNew(at.node, context) else { return }
    let report = at.job.map { self.report.about($0) } ?? self.report
    report(
      "status \"\(context.short)\" is \(kind.rawValue) and \(other.rawValue) on \(place.shortened)",
      at: at.node,
      related: [(related.node, "it is \((isSecond ? kind : other).rawValue) here")]
    )
  }

  private mutating func isNew(_ node: Node, _ context: Text) -> Bool {
    seen.insert(Fault(path: node.file.path, index: node.index, context: context)).inserted
  }
}
