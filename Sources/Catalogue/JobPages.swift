internal import Analysis
internal import Configs
internal import Diagnostics
internal import Formats
internal import Prow
internal import Rendering
internal import Reporting
internal import YAML

/// The pages of jobs, made one after the other.
final class JobPages {
  private let site: Site
  private let pages: LinkedPages
  private let renderer: Renderer
  private let faults: JobFaults
  private let branches = LikelyBranches()
  private let arena = Arena()
  private let origins: PodOrigins

  init(_ site: Site) {
    self.site = site
    pages = LinkedPages(site.links)
    renderer = Renderer(
      site.configuration.workspace,
      catalog: site.input.schema.catalog,
      version: site.input.schema.version
    )
    faults = JobFaults(site.input.refusals)
    origins = PodOrigins(pages)
  }

  /// `range`: Positions of jobs.
  func files(_ range: Range<Int>) -> [Site.File] {
    range.map { (path: "jobs/\(site.files[$0]).html", bytes: page($0)) }
  }

  private func page(_ index: Int) -> [UInt8] {
    let job = site.jobs[index]
    let card = JobCard(job, site.answers, pages)
    return site.frame.page(
      job.job.name.string,
      card.sheet.html + FindingList(pages).section(site.findings.of(index)) + pod(of: job)
    )
  }

  // MARK: What Prow makes of it

  private func pod(of job: ResolvedJob) -> HTML {
    if let fault = faults.first(of: job) {
      return JobPages.note("Prow refuses the job: \(fault.string)")
    }
    if let missing = MissingConfig.fault(of: job) { return JobPages.note(missing.string) }
    arena.removeAll()
    origins.removeAll()
    var request = RunRequest.madeUp(
      for: job,
      type: JobType(job.job.kind),
      time: Text(static: "2000-01-01T00:00:00Z"),
      branches,
      arena
    )
    request.time.isMadeUp = true
    let rendered = renderer.render(job, request, arena)
    let settings = listing(renderer.settings(of: rendered.prowJob, arena), "settings of the run")
    let pod = rendered.pod.map { listing($0, "pod") }
    return """
      <h2>Settings after defaults</h2>
      \(settings)<h2>Pod after presets and decoration</h2>
      \(pod ?? "<p>It has none: its agent is \(job.agentName).</p>\n")\(origins.list)
      """
  }

  private func listing(_ object: ObjectValue, _ label: String) -> HTML {
    let yaml = renderer.yaml(object, writesDocuments: false) { self.origins.comment($0) }
    return """
      <pre tabindex="0" role="region" aria-label="\(label)">\(YAMLListing.html(yaml, origins))</pre>

      """
  }

  private static func note(_ text: String) -> HTML {
    "<h2>Pod</h2>\n<p>\(text)</p>\n"
  }
}
