/// Decoration of jobs.
package enum DecorationTable {
  package static let text = #"""
    type DecorationConfig -- How Prow wraps the containers of a job: cloning, timeout, logs.
      timeout durationOrNanos -- How long the job may run before it is interrupted, such as 2h.
      grace_period durationOrNanos -- Time to clean up between the interrupt and the kill, such as 15s.
      utility_images UtilityImages requiredWhen="after merging" -- Images of the containers that decoration adds.
      resources Resources -- Requests and limits of the containers that decoration adds.
      gcs_configuration GCSConfiguration requiredWhen="after merging" -- Where logs and artifacts are uploaded.
      gcs_credentials_secret string -- Secret with a service-account.json for Google Cloud Storage.
      s3_credentials_secret string -- Secret with a service-account.json for S3.
      default_service_account_name string -- Service account of the pod if its spec names none; for workload identity.
      ssh_key_secrets list:string exclusiveWith=oauth_token_secret -- Secrets with SSH keys for cloning.
      ssh_host_fingerprints list:string -- known_hosts lines for cloning by SSH.
      blobless_fetch bool -- Clone without file contents and fetch them when needed.
      sparse_checkout_files list:string since=2026-03-05 -- Paths to check out; unset is all.
      skip_cloning bool -- Clone nothing.
      cookiefile_secret string format=secret-name-or-key -- Secret with a cookie file for cloning.
      oauth_token_secret OauthTokenSecret exclusiveWith=ssh_key_secrets -- Secret with an OAuth token for cloning by HTTPS.
      github_api_endpoints list:string -- Endpoints for the token of the GitHub app.
      github_app_id string -- GitHub app for cloning.
      github_app_private_key_secret GitHubAppPrivateKeySecret -- Private key of the GitHub app.
      censor_secrets bool -- Remove secrets from logs and artifacts before the upload.
      censoring_options CensoringOptions -- Options for censor_secrets.
      upload_ignores_interrupts bool -- Go on with the upload when the pod is told to end.
      set_limit_equals_memory_request bool -- Give every container a memory limit equal to its request.
      default_memory_request quantity -- Memory request of containers that have none.
      scheduling_options SchedulingOptions -- Affinity and tolerations for the pod.
      pod_pending_timeout duration -- How long the pod may wait for its containers, such as 10m.
      pod_running_timeout duration -- How long the pod may run, such as 48h.
      pod_unscheduled_timeout duration -- How long the pod may wait for a node, such as 5m.
      run_as_user int64 -- User of the containers that have none.
      run_as_group int64 -- Group of the containers that have none.
      fs_group int64 -- Group that owns the volumes.

    type UtilityImages -- Images of the containers that decoration adds.
      clonerefs string requiredWhen="after merging" -- Image that clones the code.
      initupload string requiredWhen="after merging" -- Image that uploads the start of the job.
      entrypoint string requiredWhen="after merging" -- Image that holds the wrapper for the command.
      sidecar string requiredWhen="after merging" -- Image that uploads logs and artifacts.

    type Resources -- Requests and limits of the containers that decoration adds.
      clonerefs ResourceRequirements -- For the container that clones the repositories.
      initupload ResourceRequirements -- For the container that uploads the first metadata.
      place_entrypoint ResourceRequirements -- For the container that copies the entrypoint into the pod.
      sidecar ResourceRequirements -- For the container that waits for the test and uploads its results.

    type GCSConfiguration -- Where logs and artifacts are uploaded.
      bucket string format=bucket-url -- Bucket, with gs://, s3:// or file:// in front; without a scheme it is gs://.
      path_prefix string -- Folder in the bucket.
      path_strategy string requiredWhen="after merging" enum=explicit|legacy|single -- In paths, explicit names org and repository, single leaves both out for the default repository, legacy also the default org for others.
      default_org string requiredWhen="path_strategy is not explicit" -- Organization that paths leave out.
      default_repo string requiredWhen="path_strategy is not explicit" -- Repository that paths leave out.
      mediaTypes map:string valueFormat=media-type -- Media type by file extension.
      job_url_prefix string -- Start of the links to the job, if not that of plank.
      local_output_dir string -- Copy to this folder instead of uploading; for tests.
      compress_file_types list:string -- Extensions of files that are zipped, such as txt; * is all.

    type CensoringOptions -- Which secrets are removed from what.
      censoring_concurrency int64 -- How many files are handled at once.
      censoring_buffer_size int -- Bytes read at once.
      include_directories list:string -- Globs of the artifact folders to look through; unset is all.
      exclude_directories list:string -- Globs of the artifact folders to leave alone.
      minimum_secret_length int -- Shorter secrets are left in.

    type OauthTokenSecret
      name string -- Name of the Secret, in the namespace of the pods.
      key string -- Key of the Secret that holds the token.

    type GitHubAppPrivateKeySecret
      name string -- Name of the Secret, in the namespace of the pods.
      key string -- Key of the Secret that holds the private key.

    type SchedulingOptions
      affinity Affinity -- Nodes and neighbours that the pod wants or avoids.
      tolerations list:Toleration -- Taints of nodes that do not keep the pod away.
    """#
}
