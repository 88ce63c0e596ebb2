/// Field names that code asks for.
///
/// The raw value is the label that the checker writes on a key with this name, in whatever letter
/// case the key was written. The tables know many more fields; a name is listed here once code
/// needs it.
package enum Field: UInt16, CaseIterable, Sendable {
  // Jobs: below `Field.jobFieldLimit`, so that a job keeps them in slots.
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

  // Refs.
  case org
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
}

extension Field {
  /// One more than the highest label of a field of a job itself.
  package static let jobFieldLimit = 48

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
    case .org: "org"
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
    }
  }
}
