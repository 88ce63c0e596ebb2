/// Tide, in config.yaml.
package enum TideTable {
  package static let text = #"""
    type Tide : TideGitHubConfig -- Merging of pull requests.
      gerrit TideGerritConfig -- Merging on Gerrit.
      sync_period duration default=1m -- How often Tide looks for pull requests to merge.
      max_goroutines int default=20 min=1 zeroMeansUnset -- How many pools are handled at once; 0 is the default.
      batch_size_limit map:int keyRule="*, org or org/repo" -- How many pull requests are tested together: negative is never, 0 is no limit.
      prioritize_existing_batches map:bool defaultRule=true keyRule="*, org or org/repo" -- Whether a batch that has passed goes first.
      github_merge_blocks_policy map:string defaultRule=permit valueEnum=block|ignore|permit keyRule="*, org or org/repo" since=2026-04-30 -- What to do when GitHub itself blocks the merge.

    type TideGitHubConfig -- Merging of pull requests on GitHub.
      status_update_period duration defaultFrom=sync_period -- How often statuses are updated.
      queries list:TideQuery -- Which pull requests may merge; one query must match.
      merge_method map:TideOrgMergeType keyRule="org, org/repo or org/repo@branch" -- How to merge, by org, org/repo or org/repo@branch.
      merge_commit_template map:TideMergeCommitTemplate -- Text of merge commits, by org or org/repo.
      target_url string exclusiveWith=target_urls -- Link of the status.
      target_urls map:string keyRule="*, org or org/repo" -- Link of the status, by *, org or org/repo.
      pr_status_base_url string exclusiveWith=pr_status_base_urls deprecated -- Page with the state of a pull request.
      pr_status_base_urls map:string keyRule="*, org or org/repo; * required when the map is not empty" -- Page with the state of a pull request, by *, org or org/repo.
      blocker_label string -- Issues with this label block merging.
      squash_label string -- Pull requests with this label are squashed.
      rebase_label string -- Pull requests with this label are rebased.
      merge_label string -- Pull requests with this label are merged.
      context_options TideContextPolicyOptions -- Which statuses must pass.
      batch_size_limit map:int -- Hidden by the field of Tide with the same name.
      priority list:TidePriority -- Which labels go first.
      display_all_tide_queries_in_status bool -- Show every query in the status, not the nearest one only.

    type TideGerritConfig
      queries list:GerritOrgRepoConfig -- Gerrit hosts and projects whose changes Tide merges.
      ratelimit int default=5 -- How many changes of a project are asked for at once.

    type TideQuery -- Pull requests that may merge.
      author string -- Written by this user.
      labels list:string uniqueItems -- With all of these labels; a comma inside one means any of them.
      missingLabels list:string uniqueItems -- With none of these labels.
      excludedBranches list:string uniqueItems exclusiveWith=includedBranches -- Not for these branches.
      includedBranches list:string uniqueItems exclusiveWith=excludedBranches -- For these branches only.
      milestone string -- In this milestone.
      reviewApprovedRequired bool -- Approved by a review on GitHub.
      orgs list:string itemFormat=org uniqueItems -- Of all repositories of these organizations.
      repos list:string itemFormat=org/repo uniqueItems -- Of these repositories.
      excludedRepos list:string itemFormat=org/repo uniqueItems -- Not of these repositories of the orgs.

    type TidePriority
      labels list:string -- Pull requests with all of these labels go first.

    type TideMergeCommitTemplate -- Text of merge commits.
      title string format=go-template -- Go template over the pull request, for the first line.
      body string format=go-template -- Go template over the pull request, for the rest.

    type TideContextPolicy -- Which statuses must pass.
      skip-unknown-contexts bool -- Statuses that no list names need not pass.
      required-contexts list:string -- Statuses that must pass.
      required-if-present-contexts list:string -- Statuses that must pass if they are there.
      optional-contexts list:string -- Statuses that need not pass.
      optional-regex-contexts list:string itemFormat=regex -- Statuses that need not pass.
      from-branch-protection bool -- Take the required statuses from the branch protection.
      overwrite-pending-contexts bool -- Whether a context that is pending may be written over.

    type TideContextPolicyOptions : TideContextPolicy
      orgs map:TideOrgContextPolicy -- Other rules for an organization.

    type TideOrgContextPolicy : TideContextPolicy
      repos map:TideRepoContextPolicy -- Other rules for a repository.

    type TideRepoContextPolicy : TideContextPolicy
      branches map:TideContextPolicy -- Other rules for a branch.

    union TideOrgMergeType wanted="merge, squash or rebase, or a mapping of them" advice="write merge, squash or rebase" -- A merge method, or merge methods by repository name or *.
      method string enum=merge|rebase|squash
      methods map:TideRepoMergeType

    union TideRepoMergeType wanted="merge, squash or rebase, or a mapping of them" advice="write merge, squash or rebase" -- A merge method, or merge methods by branch pattern.
      method string enum=merge|rebase|squash
      methods map:TideBranchMergeType

    union TideBranchMergeType wanted="merge, squash or rebase, or a mapping of them" advice="write merge, squash or rebase" -- A merge method: merge, rebase or squash.
      method string enum=merge|rebase|squash required
    """#
}
