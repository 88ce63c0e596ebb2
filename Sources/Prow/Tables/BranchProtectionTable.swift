/// Branch protection, in config.yaml.
package enum BranchProtectionTable {
  package static let text = #"""
    type BranchProtection : Policy -- Branch protection on GitHub.
      protect-tested-repos bool -- Protect every branch that has required jobs.
      orgs map:Org -- Settings by organization.
      allow_disabled_policies bool -- Settings may be combined with protect: false.
      allow_disabled_job_policies bool -- Required jobs may be combined with protect: false.
      protect_repos_with_optional_jobs bool -- Protect repositories that have optional jobs only, too.

    type Policy -- Protection of branches; lower levels win, lists are joined.
      unmanaged bool -- Leave the branch as it is.
      protect bool -- Whether the branch is protected.
      required_status_checks ContextPolicy -- Statuses that must pass.
      enforce_admins bool -- Administrators have no way around.
      restrictions Restrictions -- Who may push; nobody else.
      require_manually_triggered_jobs bool -- Require jobs that only run on demand, too.
      required_pull_request_reviews ReviewPolicy -- Reviews that are needed.
      required_linear_history bool -- No merge commits.
      allow_force_pushes bool -- Allow force pushes.
      allow_deletions bool -- Allow deleting the branch.
      require_signed_commits bool since=2026-06-24 -- Only signed commits.
      exclude list:string itemFormat=regex exclusiveWith=include -- Branches that are left alone.
      include list:string itemFormat=regex exclusiveWith=exclude -- Branches that are protected; no others.

    type Org : Policy -- Protection of an organization.
      repos map:Repo -- Settings by repository.

    type Repo : Policy -- Protection of a repository.
      branches map:Branch -- Settings by branch.

    type Branch : Policy -- Protection of a branch.

    type ContextPolicy
      contexts list:string
      strict bool

    type Restrictions
      apps list:string
      users list:string
      teams list:string

    type ReviewPolicy
      dismissal_restrictions DismissalRestrictions
      dismiss_stale_reviews bool
      require_code_owner_reviews bool
      required_approving_review_count int
      bypass_pull_request_allowances BypassRestrictions

    type DismissalRestrictions
      users list:string
      teams list:string

    type BypassRestrictions
      users list:string
      teams list:string
    """#
}
