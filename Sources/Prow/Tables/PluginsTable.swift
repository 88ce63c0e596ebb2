/// plugins.yaml.
package enum PluginsTable {
  package static let text = #"""
    type Configuration -- Prow's plugins.yaml.
      plugins Plugins -- Plugins by org or org/repo.
      external_plugins map:list:ExternalPlugin keyRule=org-or-repo -- Plugins that are programs of their own, by org or org/repo.
      owners Owners -- How OWNERS files are read.
      approve list:Approve -- Plugin approve.
      blockades list:Blockade -- Plugin blockade.
      blunderbuss Blunderbuss -- Plugin blunderbuss: asks for reviews.
      rifle Rifle since=2026-07-01 -- Plugin rifle: asks for reviews.
      bugzilla Bugzilla -- Plugin bugzilla.
      branch_cleaner BranchCleaner -- Plugin branchcleaner.
      cat Cat -- Plugin cat.
      cherry_pick_approved list:CherryPickApproved -- Plugin cherry-pick-approved.
      cherry_pick_unapproved CherryPickUnapproved -- Plugin cherry-pick-unapproved.
      config_updater ConfigUpdater -- Plugin config-updater: files to config maps.
      dco map:Dco keyRule="*, org or org/repo" -- Plugin dco, by *, org or org/repo.
      golint Golint -- Plugin golint.
      goose Goose -- Plugin goose.
      heart Heart -- Plugin heart.
      label Label -- Plugin label.
      lgtm list:Lgtm -- Plugin lgtm.
      jira Jira -- Plugin jira.
      milestone_applier map:map:string -- Milestone by branch, by org/repo.
      release_note ReleaseNote since=2026-02-27 -- Plugin release-note.
      repo_milestone map:Milestone -- Plugins milestone and milestonestatus, by org/repo; an empty key is the default.
      project_config ProjectConfig -- Plugin project.
      project_manager ProjectManager -- Plugin project-manager.
      require_matching_label list:RequireMatchingLabel -- Plugin require-matching-label.
      retitle Retitle -- Plugin retitle.
      slack Slack -- Plugin slackevents.
      sigmention SigMention -- Plugin sigmention.
      size Size -- Plugin size.
      triggers list:Trigger -- Plugin trigger: starts jobs.
      welcome list:Welcome -- Plugin welcome.
      override Override -- Plugin override.
      help Help -- Plugin help.
      invalid_commit_msg list:InvalidCommitMsg since=2026-05-30 -- Plugin invalidcommitmsg.

    union Plugins lenient -- Plugins by org or org/repo: a list of names, or plugins and excluded_repos.
      lists map:list:string
      settings map:OrgPlugins

    type OrgPlugins lenient wanted="a mapping with the list \"plugins\"" advice="write plugins: [NAME, ...] below it" -- Plugins of an organization or a repository.
      excluded_repos list:string -- Names of repositories of the organization that do without.
      plugins list:string -- Names of plugins.

    type ExternalPlugin -- A plugin that is a program of its own.
      name string -- Any name.
      endpoint string defaultRule=http://NAME -- Where events are sent.
      events list:string -- Events that are sent; unset is all.

    type Owners -- How OWNERS files are read.
      mdyamlrepos list:string -- Repositories whose Markdown files may hold owners.
      skip_collaborators list:string -- Repositories whose owners need not be collaborators.
      labels_denylist list:string default=approved|lgtm -- Labels that OWNERS files cannot set.
      filenames map:Filenames keyRule=org-or-repo

    type Filenames
      owners string defaultRule="OWNERS when no entry matches"
      owners_aliases string defaultRule="OWNERS_ALIASES when no entry matches"

    type Trigger -- Plugin trigger: starts jobs.
      repos list:string -- Org or org/repo.
      trusted_apps list:string -- GitHub apps whose pull requests are tested without /ok-to-test.
      trusted_org string deprecated -- Members of this organization are trusted, too.
      join_org_url string defaultRule="https://github.com/orgs/ORG/people when trusted_org is set"
      only_org_members bool -- Collaborators are not trusted unless they are members.
      ignore_ok_to_test bool -- /ok-to-test has no effect.
      trigger_github_workflows bool -- /test starts failed GitHub workflows again, too.
      org_invite OrgInviteConfig since=2026-04-28

    type OrgInviteConfig since=2026-04-28
      prominent ProminentOrgInviteConfig

    type ProminentOrgInviteConfig since=2026-04-28
      disabled bool
      merged_pr_threshold int default=3
      message string

    type Approve -- Plugin approve.
      repos list:string -- Org or org/repo.
      issue_required bool -- A pull request needs an issue.
      require_self_approval bool -- Approvers who write a pull request have not approved it by that.
      lgtm_acts_as_approve bool -- /lgtm approves, too.
      ignore_review_state bool -- Reviews on GitHub neither approve nor refuse.
      commandHelpLink string default=https://go.k8s.io/bot-commands
      pr_process_link string default=https://git.k8s.io/community/contributors/guide/owners.md#the-code-review-process

    type Lgtm -- Plugin lgtm.
      repos list:string -- Org or org/repo.
      review_acts_as_lgtm bool -- An approving review on GitHub counts as /lgtm.
      store_tree_hash bool -- Keep the label when a push leaves the files equal.
      trusted_team_for_sticky_lgtm string -- Pull requests by members of this team keep the label.

    type Blunderbuss -- Plugin blunderbuss: asks for reviews.
      request_count int default=2 min=1 -- How many reviewers are asked.
      max_request_count int default=0 -- Most reviewers asked in total; 0 is no limit.
      exclude_approvers bool -- Ask reviewers only, not approvers.
      use_status_availability bool
      ignore_drafts bool -- Not for drafts.
      ignore_authors list:string -- Not for pull requests by these users.
      wait_for_status ContextMatch

    type Rifle since=2026-07-01
      request_count int default=2 min=1
      max_request_count int default=0
      exclude_approvers bool
      use_status_availability bool
      ignore_drafts bool
      ignore_authors list:string
      wait_for_status ContextMatch

    type ContextMatch
      context string default=tide
      description string defaultRule="a built-in pattern about missing reviews or lgtm/approved labels" format=regex
      state string default=pending

    type ConfigUpdater lenient -- Plugin config-updater: files to config maps.
      cluster_groups map:ClusterGroup -- Clusters and namespaces under one name.
      maps map:ConfigMapSpec defaultRule="config/prow/config.yaml to config and config/prow/plugins.yaml to plugins when empty" keyRule="path globs (** crosses directories)" -- What config maps are made of which files, by glob; ** crosses folders.
      gzip bool default=false -- Zip every value unless its entry says otherwise.

    type ConfigMapSpec -- A config map that is made of files.
      name string exclusiveWith=partitioned_names -- Name of the config map.
      partitioned_names list:string maxItems=256 exclusiveWith=name -- Names of config maps that share the files.
      key string defaultRule="base name of the changed file, or its full path with / as - when use_full_path_as_key" -- Key of the file.
      gzip bool defaultFrom=config_updater.gzip -- Zip the values.
      clusters map:list:string defaultRule="{default: ['']} when neither clusters nor cluster_groups is set" exclusiveWith=cluster_groups -- Namespaces by cluster alias; an empty namespace is prowjob_namespace.
      cluster_groups list:string exclusiveWith=clusters itemRef="keys of config_updater.cluster_groups" -- Groups of clusters.
      use_full_path_as_key bool -- The key is the path with / as -.
      allowed_repos list:string itemFormat=org-or-repo -- Org or org/repo; unset is all.
      denied_repos list:string itemFormat=org-or-repo -- Org or org/repo; wins over allowed_repos.

    type ClusterGroup
      clusters list:string
      namespaces list:string

    type AssignOnLabel
      label string

    type Blockade
      repos list:string
      branchregexp string format=regex
      blockregexps list:string itemFormat=regex -- Not compiled while loading.
      exceptionregexps list:string itemFormat=regex -- Not compiled while loading.
      explanation string

    type BranchCleaner
      preserved_branches map:list:string keyRule="org or org/repo; values exact names or regexes"

    type Bugzilla
      default map:BugzillaBranchOptions
      orgs map:BugzillaOrgOptions

    type BugzillaBranchOptions
      exclude_defaults bool
      enable_backporting bool
      validate_by_default bool
      is_open bool
      target_release string
      statuses list:string
      valid_states list:BugzillaBugState
      dependent_bug_statuses list:string
      dependent_bug_states list:BugzillaBugState
      dependent_bug_target_releases list:string
      dependent_bug_target_release string deprecated
      status_after_validation string
      state_after_validation BugzillaBugState
      add_external_link bool
      status_after_merge string
      state_after_merge BugzillaBugState
      state_after_close BugzillaBugState
      allowed_groups list:string

    type BugzillaBugState
      status string
      resolution string

    type BugzillaOrgOptions
      default map:BugzillaBranchOptions
      repos map:BugzillaRepoOptions

    type BugzillaRepoOptions
      branches map:BugzillaBranchOptions

    type Cat
      key_path string

    type CherryPickApproved
      org string
      repo string
      branchregexp string default=^release-.*$ format=regex
      approvers list:string
      allow_missing_approved_label bool
      allow_missing_lgtm_label bool

    type CherryPickUnapproved
      branchregexp string default=^release-.*$ format=regex
      comment string

    type Dco
      skip_dco_check_for_members bool
      trusted_apps list:string
      trusted_org string
      skip_dco_check_for_collaborators bool
      contributing_repo string
      contributing_branch string
      contributing_path string

    type Golint
      minimum_confidence float

    type Goose
      key_path string

    type Heart
      adorees list:string
      commentregexp string format=regex

    type Help
      help_guidelines_url string default=https://git.k8s.io/community/contributors/guide/help-wanted.md
      help_guidelines_summary string

    type InvalidCommitMsg since=2026-05-30
      repos list:string
      checks list:InvalidCommitMsgCheck

    type InvalidCommitMsgCheck since=2026-05-30
      name string required enum=fixupPrefix|issueClosingKeywords
      disabled bool

    type Jira
      disabled_jira_projects list:string

    type Label -- Plugin label.
      additional_labels list:string -- Labels for /label, besides the usual ones.
      restricted_labels map:list:RestrictedLabel keyRule="*, org or org/repo" -- Labels that only some may set, by *, org or org/repo.

    type ManagedColumn
      id int -- Id or name required.
      name string
      state string
      labels list:string required minItems=1
      org string required

    type ManagedOrgRepo
      projects map:ManagedProject required minItems=1

    type ManagedProject
      columns list:ManagedColumn required minItems=1

    type MergeWarning
      repos list:string
      channels list:string
      exempt_users list:string
      exempt_branches map:list:string

    type Milestone
      maintainers_id int deprecated
      maintainers_team string
      maintainers_friendly_name string

    type Override
      allow_top_level_owners bool
      allowed_github_teams map:list:string

    type ProjectConfig
      project_org_configs map:ProjectOrgConfig

    type ProjectManager
      orgsRepos map:ManagedOrgRepo

    type ProjectOrgConfig
      org_maintainers_team_id int
      org_default_column_map map:string
      project_repo_configs map:ProjectRepoConfig

    type ProjectRepoConfig
      repo_maintainers_team_id int
      repo_default_column_map map:string

    type ReleaseNote since=2026-02-27
      guidelines_url string default=https://git.k8s.io/community/contributors/guide/release-notes.md

    type RequireMatchingLabel -- Plugin require-matching-label.
      org string required
      repo string format=no-slash
      branch string -- Only for this branch; needs prs: true.
      prs bool -- For pull requests.
      issues bool -- For issues.
      regexp string required format=regex -- One label must match.
      missing_label string required -- Label for those without; regexp must not match it.
      missing_comment string -- Comment for those without.
      grace_period string default=5s format=go-duration -- Time to wait for a label.

    type RestrictedLabel
      label string
      allowed_teams list:string
      allowed_users list:string
      assign_on list:AssignOnLabel

    type Retitle
      allow_closed_issues bool

    type SigMention
      regexp string defaultRule="a built-in pattern for @kubernetes/sig-*-<kind> mentions" format=regex

    type Size -- Plugin size: fewest changed lines by size, ascending.
      s int
      m int
      l int
      xl int
      xxl int

    type Slack
      mentionchannels list:string
      mergewarnings list:MergeWarning

    type Welcome -- Plugin welcome.
      repos list:string -- Org or org/repo.
      message_template string -- Comment on a first pull request.
      always_post bool -- Welcome everybody, not first pull requests only.
    """#
}
