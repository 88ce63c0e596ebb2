/// Deck and its pages, in config.yaml.
package enum DeckTable {
  package static let text = #"""
    type Deck -- The web page.
      spyglass Spyglass -- Pages with logs and artifacts of a job.
      tide_update_period duration default=10s -- How often the page asks Tide.
      hidden_repos list:string -- Repositories that only the Deck for hidden jobs shows.
      external_agent_logs list:ExternalAgentLog -- Where logs of other agents are.
      branding Branding -- Logo and colours.
      google_analytics string -- Id for Google Analytics on Deck's pages.
      rerun_auth_configs map:RerunAuthConfig keyRule="*, org or org/repo" exclusiveWith=default_rerun_auth_configs -- Who may run jobs again, by *, org or org/repo.
      default_rerun_auth_configs list:DefaultRerunAuthConfigEntry exclusiveWith=rerun_auth_configs -- Who may run jobs again, by repository and cluster.
      skip_storage_path_validation bool -- Show files of any bucket.
      additional_allowed_buckets list:string -- More buckets to show files of; needs skip_storage_path_validation: false.

    type DefaultRerunAuthConfigEntry
      repo string -- Repository or organization that this is for; empty means all.
      cluster string -- Build cluster that this is for; empty means all.
      rerun_auth_configs RerunAuthConfig -- Who may start these jobs again on Deck's pages.

    type ExternalAgentLog
      agent string -- The agent whose jobs have these logs.
      selector string format=label-selector -- Labels of the jobs, as a label selector; empty means all.
      url_template string format=go-template -- Go template over the ProwJob that gives the address of the log.

    type Branding
      logo string -- Address of the picture in the head of the page.
      favicon string -- Address of the icon of the page.
      background_color string -- Colour behind the page, as CSS spells it.
      header_color string -- Colour of the head of the page, as CSS spells it.

    type Spyglass -- Pages with logs and artifacts of a job.
      lenses list:LensFileConfig -- What is shown for which files.
      viewers map:list:string keyRule=regexes deprecated -- Lenses by a pattern of the files that they show; lenses takes its place.
      size_limit int64 default=100000000 min=1 zeroMeansUnset -- Larger files are not read, in bytes; 0 is the default.
      gcs_browser_prefix string exclusiveWith=gcs_browser_prefixes.*|gcs_browser_prefixes_by_bucket.* -- Start of the links to artifacts.
      gcs_browser_prefixes map:string keyRule="*, org or org/repo" -- Start of the links to artifacts, by *, org or org/repo.
      gcs_browser_prefixes_by_bucket map:string -- Start of the links to artifacts, by bucket.
      announcement string -- Text on every page.
      testgrid_config string -- Place of TestGrid's own config, such as gs://bucket/config.
      testgrid_root string -- Address of TestGrid, for links.
      hide_pr_history_link bool -- Whether pages have no link to the other runs of the pull request.
      pr_history_link_template string format=go-template -- Go template of the link to the other runs of the pull request.
      bucket_aliases map:string -- Other names of buckets in links.

    type LensFileConfig
      required_files list:string itemFormat=regex -- Patterns of files; the lens is shown where all match a file.
      optional_files list:string itemFormat=regex -- Patterns of more files that the lens gets where they are there.
      lens LensConfig -- The lens and its options.
      remote_config LensRemoteConfig -- Where the lens is, if Deck does not bring it.

    type LensConfig -- A lens and its options.
      name string -- Name of the lens, such as buildlog or junit.
      config any -- Options of the lens; Prow does not look at them.

    type LensRemoteConfig
      endpoint string -- Address that renders the lens.
      static_root string -- Address of the lens' scripts and pictures.
      title string -- Heading of the lens.
      priority uint -- Place on the page; lower is further up.
      hide_title bool -- Whether the heading is left out.
    """#
}
