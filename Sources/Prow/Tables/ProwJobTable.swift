/// ProwJobs and what they share with jobs.
package enum ProwJobTable {
  package static let text = #"""
    type ProwJob : TypeMeta -- One run of a job, as a Kubernetes object.
      kind string promoted known=ProwJob
      apiVersion string promoted known=prow.k8s.io/v1
      metadata ObjectMeta
      spec ProwJobSpec
      status ProwJobStatus

    type ProwJobSpec
      type string required enum=batch|periodic|postsubmit|presubmit
      agent string known=jenkins|kubernetes|tekton-pipeline
      cluster string
      namespace string
      job string required
      refs Refs
      extra_refs list:Refs
      report bool
      context string
      rerun_command string
      max_concurrency int min=0
      error_on_eviction bool
      pod_spec PodSpec
      jenkins_spec ProwJobJenkinsSpec
      pipeline_run_spec PipelineRunSpec
      tekton_pipeline_run_spec TektonPipelineRunSpec
      decoration_config DecorationConfig
      reporter_config ReporterConfig
      rerun_auth_config RerunAuthConfig
      hidden bool
      prowjob_defaults ProwJobDefault
      job_queue_name string

    type ProwJobStatus
      startTime time
      pendingTime time
      completionTime time
      state string enum=aborted|error|failure|pending|scheduling|success|triggered
      description string
      url string
      pod_revival_count int
      pod_name string
      build_id string
      jenkins_build_id string
      prev_report_states map:string

    type ProwJobJenkinsSpec
      github_branch_source_job bool

    type Refs -- A repository at a commit, and pull requests merged into it.
      org string required -- Organization, such as kubernetes; with a scheme for hosts other than GitHub.
      repo string required -- Repository, such as test-infra.
      repo_link string
      base_ref string -- Branch to clone.
      base_sha string -- Commit to clone; the newest of base_ref if unset.
      base_link string
      pulls list:Pull -- Pull requests to merge on top.
      path_alias string -- Folder below GOPATH/src to clone into, such as k8s.io/kubernetes, if not host/org/repo.
      workdir bool -- Start the test in this clone.
      auxiliary bool since=2026-05-27
      clone_uri string format=url -- Where to clone from, if not from https://github.com/org/repo.git.
      skip_submodules bool -- Do not clone submodules.
      clone_depth int -- How many commits to fetch; 0 fetches all.
      skip_fetch_head bool -- Do not fetch HEAD and tags when base_ref is fetched anyway.
      blobless_fetch bool -- Clone without file contents and fetch them when needed.
      sparse_checkout_files list:string -- Paths to check out; unset is all.

    type Pull
      number int
      author string
      sha string
      title string
      ref string
      head_ref string
      link string
      commit_link string
      author_link string

    type ReporterConfig -- Where a job reports to.
      slack SlackReporterConfig -- Messages on Slack.

    type SlackReporterConfig -- Messages on Slack.
      host string -- Workspace, if there are several.
      channel string requiredWhen="inside slack_reporter_configs" -- Channel, without the #.
      job_states_to_report list:string itemKnown=aborted|error|failure|pending|scheduling|success|triggered -- States that cause a message.
      report_template string format=go-template -- Text of the message, from the ProwJob.
      report bool -- Set to false to send nothing.

    type RerunAuthConfig -- Who may run a job again.
      allow_anyone bool -- Everybody may; the lists must then be empty.
      github_team_ids list:int -- Members of these teams may.
      github_team_slugs list:GitHubTeamSlug -- Members of these teams may.
      github_users list:string -- These users may.
      github_orgs list:string -- Members of these organizations may.

    type GitHubTeamSlug
      slug string
      org string

    type ProwJobDefault -- Tenant and result store of a job.
      resultstore_config ResultStoreConfig
      tenant_id string

    type ResultStoreConfig
      project_id string

    type TektonPipelineRunSpec -- A Tekton pipeline run by API version.
      v1beta1 PipelineRunSpec -- A pipeline run, in spite of the name in the shape of API v1.
    """#
}
