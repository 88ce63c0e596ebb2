/// ProwJobs and what they share with jobs.
package enum ProwJobTable {
  package static let text = #"""
    type ProwJob : TypeMeta -- One run of a job, as a Kubernetes object.
      kind string promoted known=ProwJob -- Always ProwJob.
      apiVersion string promoted known=prow.k8s.io/v1 -- Always prow.k8s.io/v1.
      metadata ObjectMeta -- Name, labels and annotations.
      spec ProwJobSpec -- What should run.
      status ProwJobStatus -- How far it is; Prow's controllers write it.

    type ProwJobSpec
      type string required enum=batch|periodic|postsubmit|presubmit -- What started it.
      agent string known=jenkins|kubernetes|tekton-pipeline -- What runs it.
      cluster string -- Alias of the build cluster.
      namespace string -- Namespace of the pod.
      job string required -- Name of the job.
      refs Refs -- The repository at the commit that is tested.
      extra_refs list:Refs -- Other repositories that are cloned.
      report bool -- Whether the result is reported.
      context string -- Name of the status on the commit.
      rerun_command string -- The comment that runs the job again.
      max_concurrency int min=0 -- How many runs of this job may go on at once; 0 is no limit.
      error_on_eviction bool -- Whether an evicted pod ends the run instead of starting again.
      pod_spec PodSpec -- The pod.
      jenkins_spec ProwJobJenkinsSpec -- Options for agent jenkins.
      pipeline_run_spec PipelineRunSpec -- The Tekton pipeline run.
      tekton_pipeline_run_spec TektonPipelineRunSpec -- The Tekton pipeline run by API version.
      decoration_config DecorationConfig -- How the pod is decorated.
      reporter_config ReporterConfig -- Where the result is reported besides the commit.
      rerun_auth_config RerunAuthConfig -- Who may run it again on Deck's pages.
      hidden bool -- Whether only a Deck for hidden jobs shows it.
      prowjob_defaults ProwJobDefault -- Tenant and result store.
      job_queue_name string -- Queue whose limit of runs counts too.

    type ProwJobStatus
      startTime time -- When the ProwJob was made.
      pendingTime time -- When its pod was made.
      completionTime time -- When it ended.
      state string enum=aborted|error|failure|pending|scheduling|success|triggered -- How far it is, or how it ended.
      description string -- The state in words.
      url string -- Page of the run.
      pod_revival_count int -- How often a pod that went away was made again.
      pod_name string -- Name of the pod.
      build_id string -- Number of the run.
      jenkins_build_id string -- Number of the run in Jenkins.
      prev_report_states map:string -- The last state that each reporter reported.

    type ProwJobJenkinsSpec
      github_branch_source_job bool -- Whether the Jenkins job is one of the GitHub Branch Source plugin.

    type Refs -- A repository at a commit, and pull requests merged into it.
      org string required -- Organization, such as kubernetes; with a scheme for hosts other than GitHub.
      repo string required -- Repository, such as test-infra.
      repo_link string -- Page of the repository.
      base_ref string -- Branch to clone.
      base_sha string -- Commit to clone; the newest of base_ref if unset.
      base_link string -- Page of the commit.
      pulls list:Pull -- Pull requests to merge on top.
      path_alias string -- Folder below GOPATH/src to clone into, such as k8s.io/kubernetes, if not host/org/repo.
      workdir bool -- Start the test in this clone.
      auxiliary bool since=2026-05-27 -- Whether the repository is only a helper; the first extra ref without this is the main one.
      clone_uri string format=url -- Where to clone from, if not from https://github.com/org/repo.git.
      skip_submodules bool -- Do not clone submodules.
      clone_depth int -- How many commits to fetch; 0 fetches all.
      skip_fetch_head bool -- Do not fetch HEAD and tags when base_ref is fetched anyway.
      blobless_fetch bool -- Clone without file contents and fetch them when needed.
      sparse_checkout_files list:string -- Paths to check out; unset is all.

    type Pull
      number int -- Number of the pull request.
      author string -- Login of its author.
      sha string -- Its head commit.
      title string -- Its title.
      ref string -- The ref to fetch, where it is not the usual one of GitHub.
      head_ref string -- Its branch.
      link string -- Its page.
      commit_link string -- Page of its head commit.
      author_link string -- Page of its author.

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
      slug string -- Slug of the team.
      org string -- Organization of the team.

    type ProwJobDefault -- Tenant and result store of a job.
      resultstore_config ResultStoreConfig -- Where ResultStore keeps the result.
      tenant_id string -- Whose job it is, for a Deck that shows one tenant.

    type ResultStoreConfig
      project_id string -- Google Cloud project of ResultStore.

    type TektonPipelineRunSpec -- A Tekton pipeline run by API version.
      v1beta1 PipelineRunSpec -- A pipeline run, in spite of the name in the shape of API v1.
    """#
}
