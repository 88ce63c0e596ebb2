/// Prow's config.yaml, besides Deck, Tide and branch protection.
package enum ConfigTable {
  package static let text = #"""
    type Config : JobConfig, ProwConfig -- Prow's config.yaml.

    type ProwConfig -- Everything in Prow's config.yaml besides jobs.
      config_version_sha string -- Commit the file comes from; a file VERSION beside it wins.
      tide Tide -- Merging of pull requests.
      plank Plank -- Running of pods.
      pipeline Pipeline -- Options for Tekton pipeline runs.
      sinker Sinker -- Cleaning up of old ProwJobs and pods.
      deck Deck -- The web page.
      branch-protection BranchProtection -- Branch protection on GitHub.
      gerrit Gerrit -- Jobs for Gerrit.
      github_reporter GitHubReporter -- Comments and statuses on GitHub.
      horologium Horologium -- Starting of periodics.
      slack_reporter_configs map:SlackReporter keyRule="*, org or org/repo" -- Messages on Slack, by *, org or org/repo.
      in_repo_config InRepoConfig -- Repositories that may define jobs themselves.
      gangway Gangway -- The API that starts jobs.
      moonraker Moonraker -- The cache of jobs from repositories.
      scheduler Scheduler -- Choosing of a cluster for a job.
      jenkins_operators list:JenkinsOperator -- Controllers for agent jenkins.
      prowjob_namespace string default=default -- Namespace of the ProwJobs.
      pod_namespace string default=default -- Namespace of the pods.
      log_level string default=info enum=panic|fatal|error|warn|warning|info|debug|trace caseInsensitive -- How much the components log.
      push_gateway PushGateway -- Where Prometheus metrics are pushed.
      owners_dir_denylist OwnersDirDenylist -- Folders in which OWNERS files are not looked for.
      pubsub_subscriptions map:list:string exclusiveWith=pubsub_triggers -- Subscriptions that start jobs, by project; pubsub_triggers says more.
      pubsub_triggers list:PubSubTrigger exclusiveWith=pubsub_subscriptions -- Pub/Sub topics that start jobs.
      github GitHubOptions -- Links to GitHub.
      status_error_link string default=https://github.com/kubernetes/test-infra/issues format=url -- Where people report errors of Prow.
      default_job_timeout duration default=24h -- Timeout of decorated jobs without one.
      managed_webhooks ManagedWebhooks -- Webhooks that Prow makes itself.
      prowjob_default_entries list:ProwJobDefaultEntry -- Tenant and result store, by repository and cluster.
      disabled_clusters list:string -- Build clusters that get no jobs.

    type Plank : Controller -- Running of pods.
      pod_pending_timeout duration default=10m -- How long a pod may wait for its containers.
      pod_running_timeout duration default=48h -- How long a pod may run.
      pod_unscheduled_timeout duration default=5m -- How long a pod may wait for a node.
      max_revivals int default=3 -- How often an evicted or vanished pod is started again.
      default_decoration_configs map:DecorationConfig keyRule="*, org or org/repo" exclusiveWith=default_decoration_config_entries -- Decoration by *, org or org/repo.
      default_decoration_config_entries list:DefaultDecorationConfigEntry exclusiveWith=default_decoration_configs -- Decoration by repository and cluster; later entries win.
      job_url_prefix_config map:string valueFormat=url keyRule="*, org or org/repo" -- Start of the links to a job, by *, org or org/repo.
      jobURLPrefixDisableAppendStorageProvider bool -- Whether links to jobs leave out the storage provider, such as gs.
      build_cluster_status_file string -- Where the state of the build clusters is written.
      job_queue_capacities map:int -- How many jobs of a queue may run at once.

    type Controller -- What the controllers of all agents have in common.
      job_url_template string format=go-template -- Link to a job, from the ProwJob.
      report_template string format=go-template exclusiveWith=report_templates deprecated -- Text of the comment on a failure, from the ProwJob.
      report_templates map:string valueFormat=go-template keyRule="*, org or org/repo" -- Text of the comment on a failure, by *, org or org/repo.
      max_concurrency int min=0 -- How many jobs may run at once; 0 is no limit.
      max_goroutines int default=20 min=1 zeroMeansUnset -- How many jobs are handled at once; 0 is the default.

    type DefaultDecorationConfigEntry -- Decoration for some repositories and clusters.
      repo string -- *, org or org/repo; empty is all.
      cluster string -- Alias of a cluster; empty or * is all.
      config DecorationConfig -- What is merged into the jobs.

    type ProwJobDefaultEntry -- Tenant and result store for some repositories and clusters.
      repo string -- *, org or org/repo; empty is all.
      cluster string -- Alias of a cluster; empty or * is all.
      config ProwJobDefault -- The values for these repositories and clusters.

    type JenkinsOperator : Controller -- A controller for agent jenkins.
      label_selector string format=label-selector -- Jobs it looks after; required if there are several controllers.

    type Pipeline
      allow_concurrent_postsubmit_jobs bool -- Whether postsubmits of one name may run at the same time.

    type Sinker -- Cleaning up of old ProwJobs and pods.
      resync_period duration default=1h -- How often to clean up.
      max_prowjob_age duration default=168h -- Age at which ended ProwJobs are deleted.
      max_pod_age duration default=24h -- Age at which pods are deleted.
      terminated_pod_ttl duration defaultFrom=max_pod_age -- How long ended pods are kept.
      exclude_clusters list:string -- Clusters that are left alone.

    type Horologium
      tick_interval duration -- Time between looks at the clock for periodics.

    type Gerrit
      tick_interval duration default=1m -- Time between looks for new changes in Gerrit.
      ratelimit int default=5 -- How many changes of a project are asked for at once.
      deck_url string format=url -- Address of Deck, for links in comments on changes.
      org_repos_config list:GerritOrgRepoConfig -- The Gerrit hosts and projects that Prow works for.
      allowed_presubmit_trigger_re string default="" format=regex -- Pattern of comments that may start presubmits; others are not looked at.

    type GerritOrgRepoConfig
      org string -- Gerrit host, with its scheme.
      repos list:string -- Projects of this host.
      opt_out_help bool -- Whether comments leave out the help text.
      filters GerritQueryFilter -- Which changes of these projects count.

    type GerritQueryFilter
      branches list:string -- Branches whose changes count; empty means all.
      excluded_branches list:string -- Branches whose changes do not count.
      opt_in_by_default bool -- Whether a change counts without a label that says so.

    type GitHubOptions
      link_url string default=https://github.com format=url -- Address of the web pages of GitHub, for links.

    type GitHubReporter -- Comments and statuses on GitHub.
      job_types_to_report list:string default=presubmit|postsubmit itemEnum=postsubmit|presubmit -- Kinds of jobs that are reported.
      no_comment_repos list:string -- Repositories that get statuses but no comments.
      summary_comment_repos list:string -- Repositories that get one comment once all jobs have ended.

    type SlackReporter : SlackReporterConfig -- Messages on Slack for a repository.
      job_types_to_report list:string itemKnown=batch|periodic|postsubmit|presubmit -- Kinds of jobs that cause a message.

    type InRepoConfig -- Repositories that may define jobs themselves.
      enabled map:bool keyRule="*, org or org/repo" -- Whether they may, by *, org or org/repo.
      allowed_clusters map:list:string defaultRule="key * gets [default] when absent" keyRule="*, org or org/repo" -- Clusters they may use, by *, org or org/repo.

    type OwnersDirDenylist
      repos map:list:string -- Patterns of folders by org/repo or org in which OWNERS files do not count.
      default list:string -- Patterns of folders for all repositories.
      ignore_preconfigured_defaults bool -- Whether the folders that Prow leaves out by itself count.

    type ManagedWebhooks
      respect_legacy_global_token bool -- Whether one token for all repositories still counts.
      auto_accept_invitation bool -- Whether Prow accepts invitations to repositories.
      org_repo_config map:ManagedWebhookInfo -- When the token of a webhook was made, by org/repo or org.

    type ManagedWebhookInfo -- A webhook that Prow makes itself.
      token_created_after time required format=rfc3339 -- Tokens that are older are replaced; not in the future.

    type PubSubTrigger
      project string -- Google Cloud project of the topics.
      topics list:string -- Topics whose messages start jobs.
      allowed_clusters list:string -- Build clusters in which messages may start jobs; "*" means all.
      max_outstanding_messages int default=10 -- How many messages are worked on at once.

    type PushGateway
      endpoint string -- Address of the Prometheus Pushgateway.
      interval duration default=1m -- Time between two pushes of metrics.
      serve_metrics bool -- Whether components also serve metrics to be scraped.

    type Moonraker
      client_timeout duration default=10m -- Time to wait for an answer of Moonraker.

    type Gangway
      allowed_api_clients list:AllowedApiClient -- Who may start jobs over the API.

    type AllowedApiClient
      gcp ApiClientGcp required -- The client as Google Cloud names it.
      allowed_jobs_filters list:AllowedJobsFilter required minItems=1 -- Which jobs the client may start.

    type ApiClientGcp
      endpoint_api_consumer_type string required enum=PROJECT -- Kind of client as Google Cloud Endpoints reports it, such as PROJECT.
      endpoint_api_consumer_number string required format=digits -- Number of the client's Google Cloud project.

    type AllowedJobsFilter
      tenant_id string required -- Jobs of this tenant may be started.

    type Scheduler
      enabled bool -- Whether a scheduler chooses the build cluster of a job.
      failover FailoverScheduling -- Other clusters for jobs of clusters that are out of order.
      external ExternalScheduling -- A service that chooses the cluster.

    type FailoverScheduling
      mappings map:string -- The cluster that takes the jobs, by the cluster that they name.

    type ExternalScheduling
      url string -- Address of the service.
      cache ExternalSchedulingCache -- How long answers of the service are kept.

    type ExternalSchedulingCache
      entry_timeout_interval duration -- How long an answer is used again.
      cleanup_interval duration -- Time between removals of old answers.
    """#
}
