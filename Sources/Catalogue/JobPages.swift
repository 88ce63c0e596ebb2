internal import Analysis
internal import Configs
internal import Diagnostics
internal import Formats
internal import Prow
internal import Rendering
internal import Reporting
internal import Synchronization
internal import YAML

/// The pages of jobs, made one after the other.
final class JobPages {
  private let site: Site
  private let pages: LinkedPages
  private let findings: FindingList
  private let renderer: Renderer
  private let jobRenderer: JobRenderer
  private let settingsWriter: YAMLWriter
  private let podWriter: YAMLWriter
  private let arena: Arena
  private let origins: PodOrigins
  private let sharedOrigins: PodOrigins

  fileprivate init(_ site: Site, _ renderer: Renderer) {
    let pages = LinkedPages(site.links)
    let arena = Arena()
    let origins = PodOrigins(site, pages, valuesPage: "../" + SharedValues.page)
    // The page of what jobs share has other addresses.
    let sharedOrigins = PodOrigins(site, LinkedPages(site.topLinks), valuesPage: "")
    let sharedWriter = renderer.writer(JobPages.style { sharedOrigins.mark($0) })
    var style = JobPages.style { origins.mark($0) }
    style.stub = { object, origin in
      origins.stub(object, origin) {
        sharedOrigins.start(nil)
        sharedWriter.append($0, to: &$1)
      }
    }
    settingsWriter = renderer.writer(style)
    let stub = style.stub
    // A pod has small parts from settings, too, which say something together with what is next to them.
    style.stub = { object, origin in object.text(of: "image") == nil ? nil : stub(object, origin) }
    podWriter = renderer.writer(style)
    self.site = site
    self.pages = pages
    findings = FindingList(pages)
    self.renderer = renderer
    jobRenderer = JobRenderer(renderer, arena, writesDocuments: style.writesDocuments)
    self.arena = arena
    self.origins = origins
    self.sharedOrigins = sharedOrigins
  }

  private static func style(_ mark: @escaping (Origin) -> [UInt8]?) -> YAMLStyle {
    var style = YAMLStyle(mark: mark)
    style.writesDocuments = false
    style.isHTML = true
    return style
  }

  /// `range`: Positions of jobs.
  private func files(_ range: Range<Int>) -> [Site.File] {
    range.map { (path: "jobs/\(site.files[$0]).html", bytes: page($0)) }
  }

  private func page(_ index: Int) -> [UInt8] {
    let job = site.jobs[index]
    return site.frame.page(job.job.name.string, capacity: JobPages.usualSize) { html in
      JobCard(job, site.answers, pages).sheet.append(to: &html)
      html += findings.section(site.findings.of(index))
      appendPod(of: job, to: &html)
    }
  }

  /// Bytes that most pages need no more than.
  private static let usualSize = 16_384

  // MARK: What Prow makes of it

  private func appendPod(of job: ResolvedJob, to html: inout HTML) {
    if let fault = site.faults.first(of: job) {
      html += JobPages.note("Prow refuses the job: \(fault.string)")
      return
    }
    if let missing = MissingConfig.fault(of: job) {
      html += JobPages.note(missing.string)
      return
    }
    arena.removeAll()
    origins.start(job.job.node.file)
    var request = RunRequest.madeUp(
      for: job,
      type: JobType(job.job.kind),
      time: Text(static: "2000-01-01T00:00:00Z"),
      site.branches,
      arena
    )
    request.time.isMadeUp = true
    let rendered = jobRenderer.render(job, request)
    html.append(
      tag: """
        <h2>Settings after defaults</h2>
        <p>What has no comment is as the job says; <a href="../values.html">what the comments mean</a>.</p>
        <pre tabindex="0" role="region" aria-label="settings of the run">
        """
    )
    let settings = renderer.settings(of: rendered.prowJob, arena)
    html.appendMade { settingsWriter.append(settings, to: &$0) }
    html.append(tag: "</pre>\n<h2>Pod after presets and decoration</h2>\n")
    guard let pod = rendered.pod else {
      html += "<p>It has none: its agent is \(job.agentName).</p>\n"
      return
    }
    html.append(tag: "<pre tabindex=\"0\" role=\"region\" aria-label=\"pod\">")
    html.appendMade { podWriter.append(pod, to: &$0) }
    html.append(tag: "</pre>\n")
  }

  private static func note(_ text: String) -> HTML {
    "<h2>Pod</h2>\n<p>\(text)</p>\n"
  }
}

extension JobPages {
  /// Makes pages on several threads, each of which keeps what it has worked out.
  final class Pool: Sendable {
    private let site: Site
    private let renderer: Renderer
    // A maker is with the one thread that has taken it.
    private struct Makers: @unchecked Sendable {
      var free: [JobPages] = []
    }
    private let makers = Mutex(Makers())

    init(_ site: Site) {
      self.site = site
      renderer = Renderer(
        site.configuration.workspace,
        catalog: site.input.schema.catalog,
        version: site.input.schema.version
      )
    }

    /// `range`: Positions of jobs.
    func files(_ range: Range<Int>) -> [Site.File] {
      let maker = take()
      defer { makers.withLock { [maker = Makers(free: [maker])] in $0.free += maker.free } }
      return maker.files(range)
    }

    private func take() -> JobPages {
      let taken = makers.withLock { makers in Makers(free: makers.free.popLast().map { [$0] } ?? [])
      }
      return taken.free.first ?? JobPages(site, renderer)
    }

    /// What the pages that have been made share.
    var shared: SharedValues {
      makers.withLock { makers in
        makers.free.reduce(into: SharedValues()) {
          $0.add($1.origins.shared)
          $0.add($1.sharedOrigins.shared)
        }
      }
    }
  }
}
