/// Job config files and jobs.
package enum JobTable {
  package static let text = #"""
    type JobConfig -- A job config file.
      presets list:Preset -- Pod settings that are added to every job with the same labels.
      presubmits map:list:Presubmit -- Jobs that run on pull requests, by org/repo or org.
      postsubmits map:list:Postsubmit -- Jobs that run after a merge or a push, by org/repo or org.
      periodics list:Periodic -- Jobs that run by the clock, for no repository in particular.
      decorate_all_jobs bool -- Whether jobs that leave out decorate are decorated; counts in config.yaml only.
      prow_ignored any -- Anything, such as YAML anchors; Prow does not look at it.

    type ProwYAML -- Jobs that a repository defines itself, in .prow.yaml or below .prow.
      presets list:Preset -- Pod settings for jobs of this repository, added after the central presets.
      presubmits list:Presubmit -- Jobs that run on pull requests of this repository.
      postsubmits list:Postsubmit -- Jobs that run after a merge or a push to this repository.
      prow_ignored any -- Anything, such as YAML anchors; Prow does not look at it.

    type Preset -- Pod settings that are added to every job whose labels include all of the preset.
      labels map:string -- Labels a job must have, all with equal values; without labels the preset goes to every job with a pod spec.
      env list:EnvVar -- Environment variables for every container; a name that the container has already is an error.
      volumes list:Volume -- Volumes for the pod; a name that the pod has already is an error.
      volumeMounts list:VolumeMount -- Mounts for every container; a name that the container mounts already is an error.
      tolerations list:Toleration -- Tolerations for the pod; repeating one of the pod is an error.

    type Presubmit : JobBase, Brancher, RegexpChangeMatcher, Reporter -- A job that runs on pull requests.
      always_run bool default=false -- Run on every pull request, without a comment or a matching change.
      optional bool -- A failure does not keep the pull request from merging.
      trigger string defaultRule="set together with rerun_command: (?m)^/test( | .* )NAME,?($|\s.*)" format=regex -- The comment that starts the job; it must match rerun_command.
      rerun_command string defaultRule="/test NAME, when trigger is unset too" -- The comment that people are told to write to run the job again.
      run_before_merge bool -- Tide runs the job before it merges, even if nothing else starts it.
      jenkins_spec JenkinsSpec -- Options for agent jenkins.

    type Postsubmit : JobBase, RegexpChangeMatcher, Brancher, Reporter -- A job that runs after a merge or a push.
      always_run bool -- Run after every push; unset acts as true unless a change matcher is set.
      jenkins_spec JenkinsSpec -- Options for agent jenkins.

    type Periodic : JobBase -- A job that runs by the clock.
      interval string format=go-duration exclusiveWith=cron|minimum_interval deprecated -- Time from the start of one run to the start of the next, such as 2h; minimum_interval or cron are better.
      minimum_interval string format=go-duration exclusiveWith=cron|interval -- Time to wait after a run has ended before the next starts, such as 30m.
      cron string format=cron exclusiveWith=interval|minimum_interval -- When to run, in UTC: five fields, or six with seconds first, or @daily and the like.
      tags list:string -- Free words, for other tools.
      retry Retry -- Run again after a failure.

    type Retry -- How often and when a failed periodic runs again.
      run_all bool -- Run all attempts, even after one has passed.
      attempts int default=0 -- How many more runs there may be.
      interval string required format=go-duration -- Time between attempts, such as 5m; read whenever retry is present.

    type JobBase : UtilityConfig -- What all kinds of jobs have in common.
      name string required format=prow-job-name -- Name of the job, unique for its repository and branches; up to 63 characters it fits a label as a whole.
      labels map:string keyFormat=label-key valueFormat=label-value reservedKeys=created-by-prow|prow.k8s.io/id|prow.k8s.io/type -- Labels of the ProwJob and of its pod; presets are chosen by them.
      max_concurrency int default=0 min=0 -- How many runs may go on at once; 0 is no limit.
      agent string default=kubernetes known=jenkins|kubernetes|tekton-pipeline -- What runs the job; any other text than the usual ones only logs a warning.
      cluster string default=default -- Alias of the build cluster that runs the job.
      namespace string defaultFrom=pod_namespace -- Namespace of the pod; another than pod_namespace needs agent tekton-pipeline.
      error_on_eviction bool default=false -- End as an error if the pod is evicted, instead of starting it again; only with agent kubernetes.
      spec PodSpec -- The pod that runs the job; agent kubernetes requires it and no other agent may have it.
      pipeline_run_spec PipelineRunSpec -- The Tekton pipeline run; only with agent tekton-pipeline.
      tekton_pipeline_run_spec TektonPipelineRunSpec -- The Tekton pipeline run by API version; wins over pipeline_run_spec.
      annotations map:string keyFormat=label-key -- Annotations of the ProwJob and its pod, such as those for TestGrid.
      reporter_config ReporterConfig -- Where to report, over what config.yaml says.
      rerun_auth_config RerunAuthConfig -- Who may run the job again in Deck.
      hidden bool -- Show the job only on the Deck for hidden jobs.
      prowjob_defaults ProwJobDefault -- Tenant and result store; tenant_id ends up GlobalDefaultID when nothing sets it.
      job_queue_name string ref="keys of plank.job_queue_capacities" -- Queue that limits concurrency together with other jobs.

    type UtilityConfig -- How the code is cloned and how the pod is decorated.
      decorate bool defaultFrom=decorate_all_jobs -- Whether Prow adds containers that clone the code, run the test under a timeout and upload logs.
      path_alias string -- Folder below GOPATH/src to clone into, such as k8s.io/kubernetes, if not host/org/repo.
      clone_uri string format=url -- Where to clone from, if not from https://github.com/org/repo.git.
      skip_submodules bool -- Do not clone submodules.
      clone_depth int default=0 -- How many commits to fetch; 0 fetches all.
      skip_fetch_head bool -- Do not fetch HEAD and tags when the base ref is fetched anyway.
      extra_refs list:Refs -- More repositories to clone; periodics have none but these.
      decoration_config DecorationConfig -- Decoration, merged over the defaults of plank when decorate is true.

    type Brancher -- Which branches a job runs for.
      skip_branches list:string itemFormat=regex -- Branches that the job does not run for; wins over branches.
      branches list:string itemFormat=regex -- Branches that the job runs for; unset is all. A pattern matches anywhere unless it has ^ and $.

    type RegexpChangeMatcher -- Which changed files start a job.
      run_if_changed string format=regex exclusiveWith="skip_if_only_changed|always_run: true" -- Run if a changed path matches.
      skip_if_only_changed string format=regex exclusiveWith="run_if_changed|always_run: true" -- Run unless every changed path matches.

    type Reporter -- How a job appears on GitHub.
      context string defaultFrom=name -- Name of the status on the commit.
      skip_report bool -- Set no status and write no comment.

    type JenkinsSpec -- Options for agent jenkins.
      github_branch_source_job bool -- The Jenkins job comes from the GitHub Branch Source plugin.
    """#
}
