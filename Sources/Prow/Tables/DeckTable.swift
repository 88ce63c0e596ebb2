/// Deck and its pages, in config.yaml.
package enum DeckTable {
  package static let text = #"""
    type Deck -- The web page.
      spyglass Spyglass -- Pages with logs and artifacts of a job.
      tide_update_period duration default=10s -- How often the page asks Tide.
      hidden_repos list:string -- Repositories that only the Deck for hidden jobs shows.
      external_agent_logs list:ExternalAgentLog -- Where logs of other agents are.
      branding Branding -- Logo and colours.
      google_analytics string
      rerun_auth_configs map:RerunAuthConfig keyRule="*, org or org/repo" exclusiveWith=default_rerun_auth_configs -- Who may run jobs again, by *, org or org/repo.
      default_rerun_auth_configs list:DefaultRerunAuthConfigEntry exclusiveWith=rerun_auth_configs -- Who may run jobs again, by repository and cluster.
      skip_storage_path_validation bool -- Show files of any bucket.
      additional_allowed_buckets list:string -- More buckets to show files of; needs skip_storage_path_validation: false.

    type DefaultRerunAuthConfigEntry
      repo string
      cluster string
      rerun_auth_configs RerunAuthConfig

    type ExternalAgentLog
      agent string
      selector string format=label-selector
      url_template string format=go-template

    type Branding
      logo string
      favicon string
      background_color string
      header_color string

    type Spyglass -- Pages with logs and artifacts of a job.
      lenses list:LensFileConfig -- What is shown for which files.
      viewers map:list:string keyRule=regexes deprecated
      size_limit int64 default=100000000 min=1 zeroMeansUnset -- Larger files are not read, in bytes; 0 is the default.
      gcs_browser_prefix string exclusiveWith=gcs_browser_prefixes.*|gcs_browser_prefixes_by_bucket.* -- Start of the links to artifacts.
      gcs_browser_prefixes map:string keyRule="*, org or org/repo" -- Start of the links to artifacts, by *, org or org/repo.
      gcs_browser_prefixes_by_bucket map:string -- Start of the links to artifacts, by bucket.
      announcement string -- Text on every page.
      testgrid_config string
      testgrid_root string
      hide_pr_history_link bool
      pr_history_link_template string format=go-template
      bucket_aliases map:string -- Other names of buckets in links.

    type LensFileConfig
      required_files list:string itemFormat=regex
      optional_files list:string itemFormat=regex
      lens LensConfig
      remote_config LensRemoteConfig

    type LensConfig -- A lens and its options.
      name string
      config any -- Options of the lens; Prow does not look at them.

    type LensRemoteConfig
      endpoint string
      static_root string
      title string
      priority uint
      hide_title bool
    """#
}
