internal import Prow
internal import YAML

/// Which statuses Tide waits for on one branch: those of `tide.context_options`, of branch
/// protection, and of the presubmits that can run there.
///
/// Source: Prow C028 and W005, `GetTideContextPolicy` in pkg/config/tide.go.
struct ContextPolicy {
  /// How Tide takes a status, in the words of messages.
  enum Kind: String, CaseIterable {
    case required
    case requiredIfPresent = "required if present"
    case optional
  }

  /// Where a status was named.
  struct Source {
    var node: Node
    /// The presubmit that reports it, unless a setting names it.
    var job: Job?
  }

  private(set) var contexts: [Kind: [(text: Text, source: Source)]] = [:]
  private(set) var optionalPatterns: [Node] = []

  init(_ options: [Node], jobs: [ResolvedJob], protection: Policy?, tree: ProtectionTree?) {
    let lists: [(Kind, Field)] = [
      (.required, .requiredContexts), (.requiredIfPresent, .requiredIfPresentContexts),
      (.optional, .optionalContexts),
    ]
    for (kind, field) in lists {
      for node in options.flatMap({ $0.list(field) }) { add(node, kind) }
    }
    optionalPatterns = options.flatMap { $0.list(.optionalRegexContexts) }

    var requiresManualJobs = false
    if let protection, let tree,
      let isProtected = Self.isProtected(protection, jobs, tree)
    {
      requiresManualJobs = protection.bool(.requireManuallyTriggeredJobs) == true
      if isProtected { for node in protection.contexts { add(node, .required) } }
    }
    for job in jobs { add(job, Self.kind(of: job.job, requiresManualJobs: requiresManualJobs)) }
  }

  private mutating func add(_ node: Node, _ kind: Kind) {
    guard let text = node.string else { return }
    contexts[kind, default: []].append((text, Source(node: node)))
  }

  private mutating func add(_ job: ResolvedJob, _ kind: Kind) {
    let node = job.job[.context].flatMap { $0.isEmpty ? nil : $0 } ?? job.job.nameNode
    contexts[kind, default: []].append((job.job.context, Source(node: node, job: job.job)))
  }

  static func kind(of job: Job, requiresManualJobs: Bool) -> Kind {
    if job.isTrue(.optional) || job.isTrue(.skipReport) { return .optional }
    let isConditional = [Field.runIfChanged, .skipIfOnlyChanged].contains {
      job.text($0).map { !$0.isEmpty } ?? false
    }
    let isManual = !job.isTrue(.alwaysRun) && !isConditional
    if isManual { return requiresManualJobs ? .required : .requiredIfPresent }
    return isConditional ? .requiredIfPresent : .required
  }

  /// Whether the branch is protected once its jobs are taken into account; `nil` where Prow finds no
  /// policy, or a faulty one, which it only logs.
  private static func isProtected(
    _ policy: Policy,
    _ jobs: [ResolvedJob],
    _ tree: ProtectionTree
  ) -> Bool? {
    let protect = policy.bool(.protect)
    if policy.levels.count == 4, protect == nil, policy.bool(.unmanaged) != true { return nil }
    let requiresManual = policy.bool(.requireManuallyTriggeredJobs) == true
    let hasRequiredJobs = jobs.contains {
      kind(of: $0.job, requiresManualJobs: requiresManual) == .required
    }
    if hasRequiredJobs || tree.isTrue(.protectReposWithOptionalJobs) && !jobs.isEmpty {
      if protect == false { return nil }
      return tree.isTrue(.protectTestedRepos) || protect == true
    }
    if protect == false, policy.hasOtherSettings, !tree.isTrue(.allowDisabledPolicies) {
      return nil
    }
    return protect == true
  }
}
