package import YAML

/// What branch protection makes of one branch, its presubmits taken into account.
///
/// Source: Prow, `GetBranchProtection` and `GetPolicy` in pkg/config/branch_protection.go.
package enum BranchProtection: Sendable {
  /// Nothing is said about the branch.
  case none
  /// `isProtected`: `nil` where no level says so; the branch is then left as it is.
  /// `contexts`: The statuses that GitHub must wait for, without repeats.
  case policy(isProtected: Bool?, contexts: Set<Text>)
  case refused(Refusal)

  /// Why Prow can't protect the branch.
  package enum Refusal: Sendable {
    /// The branch is listed, and no level sets `protect` or `unmanaged: true`.
    case undecided
    /// `protect: false`, and jobs that must run on the branch.
    case requiredJobs
    /// `protect: false`, and other settings.
    case settings
  }

  /// - Parameters:
  ///   - policy: That of the branch.
  ///   - jobs: The presubmits that can run on the branch.
  ///   - tree: Where the policy comes from.
  package init(_ policy: ProtectionPolicy, jobs: some Sequence<Job>, in tree: ProtectionTree) {
    if policy.isUndecided {
      self = .refused(.undecided)
      return
    }
    let requiresManualJobs = policy.bool(.requireManuallyTriggeredJobs) == true
    var isProtected = policy.bool(.protect)
    var hasJobs = false
    var required: Set<Text> = []
    for job in jobs {
      hasJobs = true
      if job.contextRequirement(requiresManualJobs: requiresManualJobs) == .required {
        required.insert(job.context)
      }
    }
    let hasContexts =
      !required.isEmpty || hasJobs && tree.isTrue(.protectReposWithOptionalJobs)
    if hasContexts {
      if isProtected == false {
        self = tree.isTrue(.allowDisabledJobPolicies) ? .none : .refused(.requiredJobs)
        return
      }
      if tree.isTrue(.protectTestedRepos) { isProtected = true }
    }
    if isProtected == false, policy.setting != nil, !tree.isTrue(.allowDisabledPolicies) {
      self = .refused(.settings)
      return
    }
    if isProtected == nil, policy.setting == nil, !hasContexts {
      self = .none
      return
    }
    let listed = policy.contexts.compactMap(\.string)
    self = .policy(isProtected: isProtected, contexts: required.union(listed))
  }
}
