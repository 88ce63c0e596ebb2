package import YAML

/// Which statuses Tide waits for on one branch: those of `tide.context_options`, of branch
/// protection, and of the presubmits that can run there.
///
/// Source: Prow, `GetTideContextPolicy` in pkg/config/tide.go.
package struct TideContexts {
  /// Where a status was named.
  package struct Source {
    package var node: Node
    /// The presubmit that reports it, unless a setting names it.
    package var job: Job?
  }

  package private(set) var contexts: [ContextRequirement: [(text: Text, source: Source)]] = [:]
  package private(set) var optionalPatterns: [Node] = []

  /// - Parameters:
  ///   - options: The levels of `tide.context_options` that hold for the branch.
  ///   - jobs: The presubmits that can run on the branch.
  ///   - protection: The policy of the branch, if Tide is told to take it into account.
  ///   - tree: Where the policy comes from.
  package init(
    _ options: [Node],
    jobs: [Job],
    protection: ProtectionPolicy?,
    tree: ProtectionTree?
  ) {
    let lists: [(ContextRequirement, Field)] = [
      (.required, .requiredContexts), (.requiredIfPresent, .requiredIfPresentContexts),
      (.optional, .optionalContexts),
    ]
    for (kind, field) in lists {
      for node in options.flatMap({ $0.list(field) }) { add(node, kind) }
    }
    optionalPatterns = options.flatMap { $0.list(.optionalRegexContexts) }

    var requiresManualJobs = false
    // Prow only logs a policy that it refuses.
    if let protection, let tree,
      case .policy(let isProtected, _) = BranchProtection(protection, jobs: jobs, in: tree)
    {
      requiresManualJobs = protection.bool(.requireManuallyTriggeredJobs) == true
      if isProtected == true { for node in protection.contexts { add(node, .required) } }
    }
    for job in jobs {
      add(job, job.contextRequirement(requiresManualJobs: requiresManualJobs))
    }
  }

  private mutating func add(_ node: Node, _ kind: ContextRequirement) {
    guard let text = node.string else { return }
    contexts[kind, default: []].append((text, Source(node: node)))
  }

  private mutating func add(_ job: Job, _ kind: ContextRequirement) {
    let node = job[.context].flatMap { $0.isEmpty ? nil : $0 } ?? job.nameNode
    contexts[kind, default: []].append((job.context, Source(node: node, job: job)))
  }
}
