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
      filenames map:Filenames keyRule=org-or-repo -- Other names of OWNERS files, by org/repo or org.

    type Filenames
      owners string defaultRule="OWNERS when no entry matches" -- Name of the file with approvers and reviewers.
      owners_aliases string defaultRule="OWNERS_ALIASES when no entry matches" -- Name of the file with aliases for groups of people.

    type Trigger -- Plugin trigger: starts jobs.
      repos list:string -- Org or org/repo.
      trusted_apps list:string -- GitHub apps whose pull requests are tested without /ok-to-test.
      trusted_org string deprecated -- Members of this organization are trusted, too.
      join_org_url string defaultRule="https://github.com/orgs/ORG/people when trusted_org is set" -- Page that tells people how to become members.
      only_org_members bool -- Collaborators are not trusted unless they are members.
      ignore_ok_to_test bool -- /ok-to-test has no effect.
      trigger_github_workflows bool -- /test starts failed GitHub workflows again, too.
      org_invite OrgInviteConfig since=2026-04-28 -- When contributors are told that they may become members.

    type OrgInviteConfig since=2026-04-28
      prominent ProminentOrgInviteConfig -- For people with many merged pull requests.

    type ProminentOrgInviteConfig since=2026-04-28
      disabled bool -- Whether nobody is told.
      merged_pr_threshold int default=3 -- How many merged pull requests somebody needs.
      message string -- What the comment says.

    type Approve -- Plugin approve.
      repos list:string -- Org or org/repo.
      issue_required bool -- A pull request needs an issue.
      require_self_approval bool -- Approvers who write a pull request have not approved it by that.
      lgtm_acts_as_approve bool -- /lgtm approves, too.
      ignore_review_state bool -- Reviews on GitHub neither approve nor refuse.
      commandHelpLink string default=https://go.k8s.io/bot-commands -- Page about commands, for the comment of the plugin.
      pr_process_link string default=https://git.k8s.io/community/contributors/guide/owners.md#the-code-review-process -- Page about approval, for the comment of the plugin.

    type Lgtm -- Plugin lgtm.
      repos list:string -- Org or org/repo.
      review_acts_as_lgtm bool -- An approving review on GitHub counts as /lgtm.
      store_tree_hash bool -- Keep the label when a push leaves the files equal.
      trusted_team_for_sticky_lgtm string -- Pull requests by members of this team keep the label.

    type Blunderbuss -- Plugin blunderbuss: asks for reviews.
      request_count int default=2 min=1 -- How many reviewers are asked.
      max_request_count int default=0 -- Most reviewers asked in total; 0 is no limit.
      exclude_approvers bool -- Ask reviewers only, not approvers.
      use_status_availability bool -- Whether people who set themselves as busy on GitHub are not asked.
      ignore_drafts bool -- Not for drafts.
      ignore_authors list:string -- Not for pull requests by these users.
      wait_for_status ContextMatch -- Ask for reviews only when this status appears.

    type Rifle since=2026-07-01
      request_count int default=2 min=1 -- How many reviewers are asked.
      max_request_count int default=0 -- How many reviewers a pull request may have at most.
      exclude_approvers bool -- Whether approvers are not asked for a review.
      use_status_availability bool -- Whether people who set themselves as busy on GitHub are not asked.
      ignore_drafts bool -- Whether drafts get no reviewers.
      ignore_authors list:string -- Authors whose pull requests get no reviewers.
      wait_for_status ContextMatch -- Ask for reviews only when this status appears.

    type ContextMatch
      context string default=tide -- Context of the status.
      description string defaultRule="a built-in pattern about missing reviews or lgtm/approved labels" format=regex -- Pattern of the text of the status.
      state string default=pending -- State of the status, such as pending.

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
      clusters list:string -- Build clusters, by alias.
      namespaces list:string -- Namespaces in each of them.

    type AssignOnLabel
      label string -- The label after which they are assigned.

    type Blockade
      repos list:string -- Repositories or organizations.
      branchregexp string format=regex -- Pattern of the branches; unset means all.
      blockregexps list:string itemFormat=regex -- Not compiled while loading.
      exceptionregexps list:string itemFormat=regex -- Not compiled while loading.
      explanation string -- Why, for the comment on a blocked pull request.

    type BranchCleaner
      preserved_branches map:list:string keyRule="org or org/repo; values exact names or regexes" -- Branches that stay after their pull request has merged, by org/repo or org.

    type Bugzilla
      default map:BugzillaBranchOptions -- Options by branch, for all organizations; "*" means all branches.
      orgs map:BugzillaOrgOptions -- Options of one organization.

    type BugzillaBranchOptions
      exclude_defaults bool -- Whether options from further up do not count.
      enable_backporting bool -- Whether the plugin makes copies of a bug for backports.
      validate_by_default bool -- Whether each pull request is checked, not only those that name a bug.
      is_open bool -- Whether a valid bug is open.
      target_release string -- The release that a valid bug is for.
      statuses list:string -- Statuses that a valid bug may have; valid_states is better.
      valid_states list:BugzillaBugState -- States that a valid bug may have.
      dependent_bug_statuses list:string -- Statuses that bugs it depends on may have; dependent_bug_states is better.
      dependent_bug_states list:BugzillaBugState -- States that bugs it depends on may have.
      dependent_bug_target_releases list:string -- Releases that bugs it depends on may be for.
      dependent_bug_target_release string deprecated -- The release that bugs it depends on are for; dependent_bug_target_releases takes its place.
      status_after_validation string -- Status that a valid bug gets; state_after_validation is better.
      state_after_validation BugzillaBugState -- State that a valid bug gets.
      add_external_link bool -- Whether the bug gets a link to the pull request.
      status_after_merge string -- Status of the bug after the merge; state_after_merge is better.
      state_after_merge BugzillaBugState -- State of the bug after all of its pull requests have merged.
      state_after_close BugzillaBugState -- State of the bug after its pull requests were closed.
      allowed_groups list:string -- Groups in Bugzilla whose bugs may be named; a bug in another group stays untouched.

    type BugzillaBugState
      status string -- Status, such as MODIFIED.
      resolution string -- Resolution of a closed bug, such as ERRATA.

    type BugzillaOrgOptions
      default map:BugzillaBranchOptions -- Options by branch for all repositories of the organization.
      repos map:BugzillaRepoOptions -- Options of one repository.

    type BugzillaRepoOptions
      branches map:BugzillaBranchOptions -- Options by branch; "*" means all branches.

    type Cat
      key_path string -- File with the key for the service of cat pictures.

    type CherryPickApproved
      org string -- Organization; "*" means all.
      repo string -- Repository; "*" means all.
      branchregexp string default=^release-.*$ format=regex -- Pattern of the branches that are cherry-picked to.
      approvers list:string -- People whose review approves a cherry-pick.
      allow_missing_approved_label bool -- Whether the label approved is not needed.
      allow_missing_lgtm_label bool -- Whether the label lgtm is not needed.

    type CherryPickUnapproved
      branchregexp string default=^release-.*$ format=regex -- Pattern of the branches that are cherry-picked to.
      comment string -- What the comment on such a pull request says.

    type Dco
      skip_dco_check_for_members bool -- Whether commits of members need no sign-off.
      trusted_apps list:string -- GitHub Apps whose commits need no sign-off.
      trusted_org string -- Organization whose members need no sign-off.
      skip_dco_check_for_collaborators bool -- Whether commits of collaborators need no sign-off.
      contributing_repo string -- Repository of the guide for contributors, for the comment.
      contributing_branch string -- Branch of that repository.
      contributing_path string -- Path of the guide in that repository.

    type Golint
      minimum_confidence float -- How sure golint must be of a finding, from 0 to 1.

    type Goose
      key_path string -- File with the key for the service of goose pictures.

    type Heart
      adorees list:string -- People whose comments get a heart.
      commentregexp string format=regex -- Pattern of the comments that get a heart.

    type Help
      help_guidelines_url string default=https://git.k8s.io/community/contributors/guide/help-wanted.md -- Page about the label help wanted.
      help_guidelines_summary string -- What the comment says about the label help wanted.

    type InvalidCommitMsg since=2026-05-30
      repos list:string -- Repositories or organizations.
      checks list:InvalidCommitMsgCheck -- Checks that are changed for these repositories.

    type InvalidCommitMsgCheck since=2026-05-30
      name string required enum=fixupPrefix|issueClosingKeywords -- Name of the check.
      disabled bool -- Whether the check is off.

    type Jira
      disabled_jira_projects list:string -- Projects in Jira whose issues get no links.

    type Label -- Plugin label.
      additional_labels list:string -- Labels for /label, besides the usual ones.
      restricted_labels map:list:RestrictedLabel keyRule="*, org or org/repo" -- Labels that only some may set, by *, org or org/repo.

    type ManagedColumn
      id int -- Id or name required.
      name string -- Name of the column.
      state string -- State of the issues and pull requests: open, closed or all.
      labels list:string required minItems=1 -- Labels of the issues and pull requests that come into the column.
      org string required -- Organization of the issues and pull requests.

    type ManagedOrgRepo
      projects map:ManagedProject required minItems=1 -- Columns by name of the project board.

    type ManagedProject
      columns list:ManagedColumn required minItems=1 -- Columns of the board that the plugin fills.

    type MergeWarning
      repos list:string -- Repositories or organizations.
      channels list:string -- Slack channels that are told.
      exempt_users list:string -- People whose pushes are fine, by login.
      exempt_branches map:list:string -- Branches to which people may push, by org/repo or org.

    type Milestone
      maintainers_id int deprecated -- Number of the team that may set milestones; maintainers_team takes its place.
      maintainers_team string -- Slug of the team that may set milestones.
      maintainers_friendly_name string -- Name of that team for people.

    type Override
      allow_top_level_owners bool -- Whether owners of the top folder may override a context.
      allowed_github_teams map:list:string -- Teams that may override a context, by org/repo or org.

    type ProjectConfig
      project_org_configs map:ProjectOrgConfig -- Project boards by organization.

    type ProjectManager
      orgsRepos map:ManagedOrgRepo -- Project boards that the plugin fills, by org/repo or org.

    type ProjectOrgConfig
      org_maintainers_team_id int -- Number of the team that may use /project for boards of the organization.
      org_default_column_map map:string -- Column that an issue comes into, by name of the board.
      project_repo_configs map:ProjectRepoConfig -- Boards of one repository.

    type ProjectRepoConfig
      repo_maintainers_team_id int -- Number of the team that may use /project for boards of the repository.
      repo_default_column_map map:string -- Column that an issue comes into, by name of the board.

    type ReleaseNote since=2026-02-27
      guidelines_url string default=https://git.k8s.io/community/contributors/guide/release-notes.md -- Page about release notes, for the comment.

    type RequireMatchingLabel -- Plugin require-matching-label.
      org string required -- Organization that this is for.
      repo string format=no-slash -- Repository that this is for; unset means all of the organization.
      branch string -- Only for this branch; needs prs: true.
      prs bool -- For pull requests.
      issues bool -- For issues.
      regexp string required format=regex -- One label must match.
      missing_label string required -- Label for those without; regexp must not match it.
      missing_comment string -- Comment for those without.
      grace_period string default=5s format=go-duration -- Time to wait for a label.

    type RestrictedLabel
      label string -- The label.
      allowed_teams list:string -- Teams that may set it, by slug.
      allowed_users list:string -- People who may set it, by login.
      assign_on list:AssignOnLabel -- Other labels after which these people are assigned.

    type Retitle
      allow_closed_issues bool -- Whether closed issues and pull requests may get another title.

    type SigMention
      regexp string defaultRule="a built-in pattern for @kubernetes/sig-*-<kind> mentions" format=regex -- Pattern of mentions of a group; its second part is the name of the group, its third the kind.

    type Size -- Plugin size: fewest changed lines by size, ascending.
      s int -- Fewest changed lines of size/S.
      m int -- Fewest changed lines of size/M.
      l int -- Fewest changed lines of size/L.
      xl int -- Fewest changed lines of size/XL.
      xxl int -- Fewest changed lines of size/XXL.

    type Slack
      mentionchannels list:string -- Slack channels that are told of comments that mention a group.
      mergewarnings list:MergeWarning -- Who is told of pushes that no bot made.

    type Welcome -- Plugin welcome.
      repos list:string -- Org or org/repo.
      message_template string -- Comment on a first pull request.
      always_post bool -- Welcome everybody, not first pull requests only.
    """#
}
