/// Field names that code asks for.
///
/// The raw value is the label that the checker writes on a key with this name, in whatever letter
/// case the key was written. The tables know many more fields; a name is listed here once code
/// needs it.
@usableFromInline
package enum Field: UInt16, CaseIterable, Sendable {
  // Jobs: labels below 48, so that a job keeps their values in its slots.
  case name = 1
  case labels
  case maxConcurrency
  case agent
  case cluster
  case namespace
  case errorOnEviction
  case spec
  case pipelineRunSpec
  case tektonPipelineRunSpec
  case annotations
  case reporterConfig
  case rerunAuthConfig
  case hidden
  case prowjobDefaults
  case jobQueueName
  case decorate
  case pathAlias
  case cloneURI
  case skipSubmodules
  case cloneDepth
  case skipFetchHead
  case extraRefs
  case decorationConfig
  case alwaysRun
  case optional
  case trigger
  case rerunCommand
  case runBeforeMerge
  case skipBranches
  case branches
  case runIfChanged
  case skipIfOnlyChanged
  case context
  case skipReport
  case jenkinsSpec
  case interval
  case minimumInterval
  case cron
  case tags
  case retry

  // Job files.
  case presets
  case presubmits
  case postsubmits
  case periodics
  case decorateAllJobs
  case prowIgnored

  // Pods.
  case containers
  case initContainers
  case env
  case value
  case volumes
  case volumeMounts
  case mountPath
  case tolerations
  case command
  case args
  case restartPolicy
  case key
  case `operator`
  case effect
  case tolerationSeconds
  case image
  case resources
  case requests
  case limits
  case emptyDir

  // Decoration.
  case utilityImages
  case clonerefs
  case initupload
  case entrypoint
  case sidecar
  case gcsConfiguration
  case bucket
  case pathStrategy
  case defaultOrg
  case defaultRepo
  case mediaTypes
  case sshKeySecrets
  case oauthTokenSecret
  case skipCloning
  case githubAppPrivateKeySecret
  case censorSecrets
  case defaultMemoryRequest
  case setLimitEqualsMemoryRequest
  case gcsCredentialsSecret
  case s3CredentialsSecret
  case cookiefileSecret

  // Refs.
  case org
  case baseRef
  case repoLink
  case repo

  // Tekton.
  case v1beta1
  case pipelineSpec
  case pipelineRef
  case tasks
  case taskRef

  // Rerun authorisation.
  case allowAnyone
  case githubTeamIDs
  case githubTeamSlugs
  case githubUsers
  case githubOrgs

  // Config.
  case plank
  case defaultDecorationConfigs
  case defaultDecorationConfigEntries
  case config
  case jobQueueCapacities
  case prowjobNamespace
  case podNamespace
  case gerrit
  case allowedPresubmitTriggerRe
  case inRepoConfig
  case allowedClusters
  case buildClusterStatusFile
  case slack
  case reportTemplate
  case jobURLTemplate
  case reportTemplates
  case maxGoroutines
  case jenkinsOperators
  case labelSelector
  case jobURLPrefixConfig
  case deck
  case externalAgentLogs
  case selector
  case urlTemplate
  case spyglass
  case sizeLimit
  case lenses
  case requiredFiles
  case optionalFiles
  case gcsBrowserPrefix
  case gcsBrowserPrefixes
  case gcsBrowserPrefixesByBucket
  case rerunAuthConfigs
  case defaultRerunAuthConfigs
  case skipStoragePathValidation
  case additionalAllowedBuckets
  case githubReporter
  case jobTypesToReport
  case github
  case linkURL
  case logLevel
  case deckURL
  case pubsubSubscriptions
  case pubsubTriggers
  case managedWebhooks
  case orgRepoConfig
  case tokenCreatedAfter
  case slackReporterConfigs
  case jobStatesToReport
  case horologium
  case tickInterval
  case prowjobDefaultEntries
  case channel
  case gangway
  case allowedAPIClients
  case gcp
  case endpointAPIConsumerType
  case endpointAPIConsumerNumber
  case allowedJobsFilters
  case tenantID
  case tide
  case targetURL
  case targetURLs
  case prStatusBaseURL
  case prStatusBaseURLs
  case mergeMethod
  case mergeCommitTemplate
  case title
  case body
  case queries
  case orgs
  case repos
  case tideExcludedRepos
  case missingLabels
  case includedBranches
  case excludedBranches
  case contextOptions
  case requiredContexts
  case requiredIfPresentContexts
  case optionalContexts
  case optionalRegexContexts
  case fromBranchProtection
  case branchProtection
  case unmanaged
  case protect
  case requiredStatusChecks
  case contexts
  case strict
  case enforceAdmins
  case restrictions
  case requireManuallyTriggeredJobs
  case requiredPullRequestReviews
  case requiredLinearHistory
  case allowForcePushes
  case allowDeletions
  case requireSignedCommits
  case include
  case exclude
  case protectTestedRepos
  case allowDisabledPolicies
  case allowDisabledJobPolicies
  case protectReposWithOptionalJobs

  // plugins.yaml.
  case plugins
  case excludedRepos
  case externalPlugins
  case triggers
  case trustedOrg
  case approve
  case welcome
  case sigmention
  case regexp
  case cherryPickUnapproved
  case cherryPickApproved
  case branchregexp
  case blockades
  case heart
  case commentregexp
  case requireMatchingLabel
  case gracePeriod
  case missingLabel
  case branch
  case prs
  case issues
  case blunderbuss
  case requestCount
  case waitForStatus
  case description
  case size
  case s
  case m
  case l
  case xl
  case xxl
  case projectManager
  case orgsRepos
  case projects
  case columns
  case id
  case repoMilestone
  case maintainersID
  case label
  case restrictedLabels
  case additionalLabels
  case lgtm
  case bugzilla
  case defaults
  case configUpdater
  case maps
  case clusterGroups
  case clusters
  case namespaces
  case gzip
  case partitionedNames
  case useFullPathAsKey
  case allowedRepos
  case deniedRepos
  case statusErrorLink

  // Boskos resources.
  case boskosType
  case state
  case names
  case minCount
  case maxCount
  case lifespan
  case content
  case needs

  // Settings of the autobumper.
  case upstreamURLBase
  case includedConfigPaths
  case excludedConfigPaths
  case extraFiles
  case targetVersion
  case prefixes
  case prefix
  case refConfigFile
  case stagingRefConfigFile
  case consistentImages
  case consistentImageExceptions
  case imageRegistryAuth
  case gitHubOrg
  case gitHubRepo
  case gitHubToken
  case gitName
  case gitEmail
  case skipPullRequest
  case signoff
  case remoteName
  case prSourceMode
  case author
  case email
  case autobumpPRIdentifier
  case cookieFile
  case hostRepo
  case onCallAddress
  case onCallGroup
  case skipIfNoOncall
  case skipOncallAssignment
  case selfAssign
  case additionalPRBody
  case gitHubBaseBranch
  case gitHubLogin
  case assignTo
  case headBranchName
}

extension Field {
  /// As YAML spells it.
  package var name: String {
    switch self {
    case .name: "name"
    case .labels: "labels"
    case .maxConcurrency: "max_concurrency"
    case .agent: "agent"
    case .cluster: "cluster"
    case .namespace: "namespace"
    case .errorOnEviction: "error_on_eviction"
    case .spec: "spec"
    case .pipelineRunSpec: "pipeline_run_spec"
    case .tektonPipelineRunSpec: "tekton_pipeline_run_spec"
    case .annotations: "annotations"
    case .reporterConfig: "reporter_config"
    case .rerunAuthConfig: "rerun_auth_config"
    case .hidden: "hidden"
    case .prowjobDefaults: "prowjob_defaults"
    case .jobQueueName: "job_queue_name"
    case .decorate: "decorate"
    case .pathAlias: "path_alias"
    case .cloneURI: "clone_uri"
    case .skipSubmodules: "skip_submodules"
    case .cloneDepth: "clone_depth"
    case .skipFetchHead: "skip_fetch_head"
    case .extraRefs: "extra_refs"
    case .decorationConfig: "decoration_config"
    case .alwaysRun: "always_run"
    case .optional: "optional"
    case .trigger: "trigger"
    case .rerunCommand: "rerun_command"
    case .runBeforeMerge: "run_before_merge"
    case .skipBranches: "skip_branches"
    case .branches: "branches"
    case .runIfChanged: "run_if_changed"
    case .skipIfOnlyChanged: "skip_if_only_changed"
    case .context: "context"
    case .skipReport: "skip_report"
    case .jenkinsSpec: "jenkins_spec"
    case .interval: "interval"
    case .minimumInterval: "minimum_interval"
    case .cron: "cron"
    case .tags: "tags"
    case .retry: "retry"
    case .presets: "presets"
    case .presubmits: "presubmits"
    case .postsubmits: "postsubmits"
    case .periodics: "periodics"
    case .decorateAllJobs: "decorate_all_jobs"
    case .prowIgnored: "prow_ignored"
    case .containers: "containers"
    case .initContainers: "initContainers"
    case .env: "env"
    case .value: "value"
    case .volumes: "volumes"
    case .volumeMounts: "volumeMounts"
    case .mountPath: "mountPath"
    case .tolerations: "tolerations"
    case .command: "command"
    case .args: "args"
    case .restartPolicy: "restartPolicy"
    case .key: "key"
    case .`operator`: "operator"
    case .effect: "effect"
    case .tolerationSeconds: "tolerationSeconds"
    case .image: "image"
    case .resources: "resources"
    case .requests: "requests"
    case .limits: "limits"
    case .emptyDir: "emptyDir"
    case .utilityImages: "utility_images"
    case .clonerefs: "clonerefs"
    case .initupload: "initupload"
    case .entrypoint: "entrypoint"
    case .sidecar: "sidecar"
    case .gcsConfiguration: "gcs_configuration"
    case .bucket: "bucket"
    case .pathStrategy: "path_strategy"
    case .defaultOrg: "default_org"
    case .defaultRepo: "default_repo"
    case .mediaTypes: "mediaTypes"
    case .sshKeySecrets: "ssh_key_secrets"
    case .oauthTokenSecret: "oauth_token_secret"
    case .skipCloning: "skip_cloning"
    case .githubAppPrivateKeySecret: "github_app_private_key_secret"
    case .censorSecrets: "censor_secrets"
    case .defaultMemoryRequest: "default_memory_request"
    case .setLimitEqualsMemoryRequest: "set_limit_equals_memory_request"
    case .gcsCredentialsSecret: "gcs_credentials_secret"
    case .s3CredentialsSecret: "s3_credentials_secret"
    case .cookiefileSecret: "cookiefile_secret"
    case .org: "org"
    case .baseRef: "base_ref"
    case .repoLink: "repo_link"
    case .repo: "repo"
    case .v1beta1: "v1beta1"
    case .pipelineSpec: "pipelineSpec"
    case .pipelineRef: "pipelineRef"
    case .tasks: "tasks"
    case .taskRef: "taskRef"
    case .allowAnyone: "allow_anyone"
    case .githubTeamIDs: "github_team_ids"
    case .githubTeamSlugs: "github_team_slugs"
    case .githubUsers: "github_users"
    case .githubOrgs: "github_orgs"
    case .plank: "plank"
    case .defaultDecorationConfigs: "default_decoration_configs"
    case .defaultDecorationConfigEntries: "default_decoration_config_entries"
    case .config: "config"
    case .jobQueueCapacities: "job_queue_capacities"
    case .prowjobNamespace: "prowjob_namespace"
    case .podNamespace: "pod_namespace"
    case .gerrit: "gerrit"
    case .allowedPresubmitTriggerRe: "allowed_presubmit_trigger_re"
    case .inRepoConfig: "in_repo_config"
    case .allowedClusters: "allowed_clusters"
    case .buildClusterStatusFile: "build_cluster_status_file"
    case .slack: "slack"
    case .reportTemplate: "report_template"
    case .jobURLTemplate: "job_url_template"
    case .reportTemplates: "report_templates"
    case .maxGoroutines: "max_goroutines"
    case .jenkinsOperators: "jenkins_operators"
    case .labelSelector: "label_selector"
    case .jobURLPrefixConfig: "job_url_prefix_config"
    case .deck: "deck"
    case .externalAgentLogs: "external_agent_logs"
    case .selector: "selector"
    case .urlTemplate: "url_template"
    case .spyglass: "spyglass"
    case .sizeLimit: "size_limit"
    case .lenses: "lenses"
    case .requiredFiles: "required_files"
    case .optionalFiles: "optional_files"
    case .gcsBrowserPrefix: "gcs_browser_prefix"
    case .gcsBrowserPrefixes: "gcs_browser_prefixes"
    case .gcsBrowserPrefixesByBucket: "gcs_browser_prefixes_by_bucket"
    case .rerunAuthConfigs: "rerun_auth_configs"
    case .defaultRerunAuthConfigs: "default_rerun_auth_configs"
    case .skipStoragePathValidation: "skip_storage_path_validation"
    case .additionalAllowedBuckets: "additional_allowed_buckets"
    case .githubReporter: "github_reporter"
    case .jobTypesToReport: "job_types_to_report"
    case .github: "github"
    case .linkURL: "link_url"
    case .logLevel: "log_level"
    case .deckURL: "deck_url"
    case .pubsubSubscriptions: "pubsub_subscriptions"
    case .pubsubTriggers: "pubsub_triggers"
    case .managedWebhooks: "managed_webhooks"
    case .orgRepoConfig: "org_repo_config"
    case .tokenCreatedAfter: "token_created_after"
    case .slackReporterConfigs: "slack_reporter_configs"
    case .jobStatesToReport: "job_states_to_report"
    case .horologium: "horologium"
    case .tickInterval: "tick_interval"
    case .prowjobDefaultEntries: "prowjob_default_entries"
    case .channel: "channel"
    case .gangway: "gangway"
    case .allowedAPIClients: "allowed_api_clients"
    case .gcp: "gcp"
    case .endpointAPIConsumerType: "endpoint_api_consumer_type"
    case .endpointAPIConsumerNumber: "endpoint_api_consumer_number"
    case .allowedJobsFilters: "allowed_jobs_filters"
    case .tenantID: "tenant_id"
    case .tide: "tide"
    case .targetURL: "target_url"
    case .targetURLs: "target_urls"
    case .prStatusBaseURL: "pr_status_base_url"
    case .prStatusBaseURLs: "pr_status_base_urls"
    case .mergeMethod: "merge_method"
    case .mergeCommitTemplate: "merge_commit_template"
    case .title: "title"
    case .body: "body"
    case .queries: "queries"
    case .orgs: "orgs"
    case .repos: "repos"
    case .tideExcludedRepos: "excludedRepos"
    case .missingLabels: "missingLabels"
    case .includedBranches: "includedBranches"
    case .excludedBranches: "excludedBranches"
    case .contextOptions: "context_options"
    case .requiredContexts: "required-contexts"
    case .requiredIfPresentContexts: "required-if-present-contexts"
    case .optionalContexts: "optional-contexts"
    case .optionalRegexContexts: "optional-regex-contexts"
    case .fromBranchProtection: "from-branch-protection"
    case .branchProtection: "branch-protection"
    case .unmanaged: "unmanaged"
    case .protect: "protect"
    case .requiredStatusChecks: "required_status_checks"
    case .contexts: "contexts"
    case .strict: "strict"
    case .enforceAdmins: "enforce_admins"
    case .restrictions: "restrictions"
    case .requireManuallyTriggeredJobs: "require_manually_triggered_jobs"
    case .requiredPullRequestReviews: "required_pull_request_reviews"
    case .requiredLinearHistory: "required_linear_history"
    case .allowForcePushes: "allow_force_pushes"
    case .allowDeletions: "allow_deletions"
    case .requireSignedCommits: "require_signed_commits"
    case .include: "include"
    case .exclude: "exclude"
    case .protectTestedRepos: "protect-tested-repos"
    case .allowDisabledPolicies: "allow_disabled_policies"
    case .allowDisabledJobPolicies: "allow_disabled_job_policies"
    case .protectReposWithOptionalJobs: "protect_repos_with_optional_jobs"
    case .plugins: "plugins"
    case .excludedRepos: "excluded_repos"
    case .externalPlugins: "external_plugins"
    case .triggers: "triggers"
    case .trustedOrg: "trusted_org"
    case .approve: "approve"
    case .welcome: "welcome"
    case .sigmention: "sigmention"
    case .regexp: "regexp"
    case .cherryPickUnapproved: "cherry_pick_unapproved"
    case .cherryPickApproved: "cherry_pick_approved"
    case .branchregexp: "branchregexp"
    case .blockades: "blockades"
    case .heart: "heart"
    case .commentregexp: "commentregexp"
    case .requireMatchingLabel: "require_matching_label"
    case .gracePeriod: "grace_period"
    case .missingLabel: "missing_label"
    case .branch: "branch"
    case .prs: "prs"
    case .issues: "issues"
    case .blunderbuss: "blunderbuss"
    case .requestCount: "request_count"
    case .waitForStatus: "wait_for_status"
    case .description: "description"
    case .size: "size"
    case .s: "s"
    case .m: "m"
    case .l: "l"
    case .xl: "xl"
    case .xxl: "xxl"
    case .projectManager: "project_manager"
    case .orgsRepos: "orgsRepos"
    case .projects: "projects"
    case .columns: "columns"
    case .id: "id"
    case .repoMilestone: "repo_milestone"
    case .maintainersID: "maintainers_id"
    case .label: "label"
    case .restrictedLabels: "restricted_labels"
    case .additionalLabels: "additional_labels"
    case .lgtm: "lgtm"
    case .bugzilla: "bugzilla"
    case .defaults: "default"
    case .configUpdater: "config_updater"
    case .maps: "maps"
    case .clusterGroups: "cluster_groups"
    case .clusters: "clusters"
    case .namespaces: "namespaces"
    case .gzip: "gzip"
    case .partitionedNames: "partitioned_names"
    case .useFullPathAsKey: "use_full_path_as_key"
    case .allowedRepos: "allowed_repos"
    case .deniedRepos: "denied_repos"
    case .statusErrorLink: "status_error_link"
    case .boskosType: "type"
    case .state: "state"
    case .names: "names"
    case .minCount: "min-count"
    case .maxCount: "max-count"
    case .lifespan: "lifespan"
    case .content: "content"
    case .needs: "needs"
    case .upstreamURLBase: "upstreamURLBase"
    case .includedConfigPaths: "includedConfigPaths"
    case .excludedConfigPaths: "excludedConfigPaths"
    case .extraFiles: "extraFiles"
    case .targetVersion: "targetVersion"
    case .prefixes: "prefixes"
    case .prefix: "prefix"
    case .refConfigFile: "refConfigFile"
    case .stagingRefConfigFile: "stagingRefConfigFile"
    case .consistentImages: "consistentImages"
    case .consistentImageExceptions: "consistentImageExceptions"
    case .imageRegistryAuth: "imageRegistryAuth"
    case .gitHubOrg: "gitHubOrg"
    case .gitHubRepo: "gitHubRepo"
    case .gitHubToken: "gitHubToken"
    case .gitName: "gitName"
    case .gitEmail: "gitEmail"
    case .skipPullRequest: "skipPullRequest"
    case .signoff: "signoff"
    case .remoteName: "remoteName"
    case .prSourceMode: "prSourceMode"
    case .author: "author"
    case .email: "email"
    case .autobumpPRIdentifier: "autobumpPRIdentifier"
    case .cookieFile: "cookieFile"
    case .hostRepo: "hostRepo"
    case .onCallAddress: "onCallAddress"
    case .onCallGroup: "onCallGroup"
    case .skipIfNoOncall: "skipIfNoOncall"
    case .skipOncallAssignment: "skipOncallAssignment"
    case .selfAssign: "selfAssign"
    case .additionalPRBody: "additionalPRBody"
    case .gitHubBaseBranch: "gitHubBaseBranch"
    case .gitHubLogin: "gitHubLogin"
    case .assignTo: "assign_to"
    case .headBranchName: "headBranchName"
    }
  }
}
