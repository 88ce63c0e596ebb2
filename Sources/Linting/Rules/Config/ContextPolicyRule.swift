internal import Diagnostics
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
    source: "Prow W005: checkconfig's tide-context-policy",
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
      guard let root = scope.workspace.prow?.root else { return }
      var check = ContextPolicyCheck(scope, root[.tide]?[.contextOptions], report)
      // Prow's checkconfig looks at the central jobs only.
      let inRepo = Set(scope.workspace.inRepoFiles.map(\.file.path))
      for (repo, jobs) in scope.jobsByRepo(.presubmit) {
        let central =
          inRepo.isEmpty ? jobs : jobs.filter { !inRepo.contains($0.job.node.file.path) }
        if let parts = repo.orgAndRepo {
          check.check(String(parts.org), String(parts.repo), central)
        }
      }
    }
  )
}

/// Computes policies where they can be at fault, and reports each fault once.
private struct ContextPolicyCheck {
  private let options: Node?
  private let tree: ProtectionTree?
  private let report: Report
  private var regexes: [String: GoRegex?] = [:]
  private var seen: Set<Fault> = []
  private var contextsByOrg: [String: Set<Text>] = [:]

  private struct Fault: Hashable {
    var path: String
    var index: UInt32
    var context: Text
  }

  init(_ scope: LintScope, _ options: Node?, _ report: Report) {
    self.options = options
    tree = ProtectionTree(scope)
    self.report = report
  }

  mutating func check(_ org: String, _ repo: String, _ jobs: [ResolvedJob]) {
    let orgOptions = options.flatMap { Self.entry(org, in: $0[.orgs]) }
    let repoOptions = orgOptions.flatMap { Self.entry(repo, in: $0[.repos]) }
    let outer = [options, orgOptions, repoOptions].compactMap(\.self)
    let ofBranches = (repoOptions?[.branches]?.entries).map { $0.map(\.value) } ?? []
    if !canBeAtFault(outer + ofBranches, org, jobs) { return }

    var branches = Set(jobs.flatMap { $0.job.list(.branches) })
    if branches.isEmpty { branches = ["master"] }
    for branch in branches.sorted() {
      let own = repoOptions.flatMap { Self.entry(branch, in: $0[.branches]) }
      let levels = outer + [own].compactMap(\.self)
      let usesProtection =
        levels.reversed().lazy
        .compactMap { $0[.fromBranchProtection]?.bool }.first ?? false
      var running: [ResolvedJob] = []
      for job in jobs where couldRun(job.job, on: branch) { running.append(job) }
      let policy = ContextPolicy(
        levels,
        jobs: running,
        protection: usesProtection ? protection(org, repo, branch) : nil,
        tree: tree
      )
      check(policy, "\(org)/\(repo) branch \(branch)")
    }
  }

  /// Whether a closer look can find anything: a setting repeats a context or names one of a job, or
  /// two jobs share a context and differ in kind.
  private mutating func canBeAtFault(
    _ levels: [Node],
    _ org: String,
    _ jobs: [ResolvedJob]
  ) -> Bool {
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
    typealias Kinds = (ContextPolicy.Kind, ContextPolicy.Kind)
    var kinds: [Text: Kinds] = [:]
    kinds.reserveCapacity(jobs.count)
    return jobs.contains { job in
      let context = job.job.context
      if !named.isEmpty, named.contains(context) { return true }
      let ofJob = (
        ContextPolicy.kind(of: job.job, requiresManualJobs: false),
        ContextPolicy.kind(of: job.job, requiresManualJobs: true)
      )
      return kinds.updateValue(ofJob, forKey: context).map { $0 != ofJob } ?? false
    }
  }

  /// All contexts that branch protection requires anywhere in an org.
  private mutating func protectionContexts(of org: String) -> Set<Text> {
    if let known = contextsByOrg[org] { return known }
    var contexts: Set<Text> = []
    if let tree, let level = tree.org(named: org) {
      let repos = level.repos
      for inner in [tree.top, level] + repos + repos.flatMap(\.branches) {
        contexts.formUnion(Policy(levels: [inner]).contexts.compactMap(\.string))
      }
    }
    contextsByOrg[org] = contexts
    return contexts
  }

  private static func entry(_ key: String, in map: Node?) -> Node? {
    map?.entries.first { $0.key.text.equals(key) && !$0.value.isNull }?.value
  }

  /// `nil` unless the org has branch protection.
  private func protection(_ org: String, _ repo: String, _ branch: String) -> Policy? {
    guard let tree, let orgLevel = tree.org(named: org) else { return nil }
    var levels = [tree.top, orgLevel]
    if let repoLevel = orgLevel.repos.first(where: { $0.key.text.equals(repo) }) {
      levels.append(repoLevel)
      if let level = repoLevel.branches.first(where: { $0.key.text.equals(branch) }) {
        levels.append(level)
      }
    }
    return Policy(levels: levels)
  }

  // MARK: Branches

  /// Source: Prow, `Brancher.ShouldRun` in pkg/config/branch.go.
  private mutating func couldRun(_ job: Job, on branch: String) -> Bool {
    if matches(job.list(.skipBranches), branch) { return false }
    let branches = job.list(.branches)
    return branches.isEmpty || matches(branches, branch)
  }

  private mutating func matches(_ list: [String], _ branch: String) -> Bool {
    for pattern in list where regex(pattern)?.matches(branch) ?? false { return true }
    return false
  }

  private mutating func regex(_ pattern: String) -> GoRegex? {
    if let known = regexes[pattern] { return known }
    let regex = try? GoRegex.compile(pattern).get()
    regexes[pattern] = .some(regex)
    return regex
  }

  // MARK: Faults

  private mutating func check(_ policy: ContextPolicy, _ place: String) {
    let kinds = ContextPolicy.Kind.allCases
    for (position, kind) in kinds.enumerated() {
      var first: [Text: ContextPolicy.Source] = [:]
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
      for kind in [ContextPolicy.Kind.required, .requiredIfPresent] {
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
    _ first: ContextPolicy.Source,
    _ kind: ContextPolicy.Kind,
    _ second: ContextPolicy.Source,
    _ other: ContextPolicy.Kind,
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

extension Job {
  fileprivate func list(_ field: Field) -> [String] {
    self[field]?.items.compactMap { $0.string?.string } ?? []
  }
}
