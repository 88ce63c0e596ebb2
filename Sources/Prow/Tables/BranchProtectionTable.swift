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
      contexts list:string -- Contexts that must be green before a merge.
      strict bool -- Whether a branch must be up to date with its base before a merge.

    type Restrictions
      apps list:string -- GitHub Apps that may push, by slug.
      users list:string -- People who may push, by login.
      teams list:string -- Teams that may push, by slug.

    type ReviewPolicy
      dismissal_restrictions DismissalRestrictions -- Who may dismiss reviews; unset lets everybody with write access.
      dismiss_stale_reviews bool -- Whether a new commit takes back earlier approvals.
      require_code_owner_reviews bool -- Whether an owner in CODEOWNERS must approve.
      required_approving_review_count int -- How many approvals a merge needs.
      bypass_pull_request_allowances BypassRestrictions -- Who may push without a pull request.

    type DismissalRestrictions
      users list:string -- People who may dismiss reviews, by login.
      teams list:string -- Teams that may dismiss reviews, by slug.

    type BypassRestrictions
      users list:string -- People who need no pull request, by login.
      teams list:string -- Teams that need no pull request, by slug.
    """#
}
