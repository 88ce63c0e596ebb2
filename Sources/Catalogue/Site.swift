package import Analysis
internal import Configs
internal import Diagnostics
internal import Formats
internal import Linting
internal import Machine
package import Prow
internal import Rendering
package import Reporting
package import Reviewing
internal import YAML

/// A static catalogue of all jobs: pages of HTML that need no server and no network.
///
/// It shows what the other commands say, by the same code: a job's page is its card as
/// `plimsoll jobs NAME` has it, the page of a repository is that of `plimsoll repo`, the pod is that of
/// `plimsoll render`, and findings are those of `plimsoll lint`. Reports that can have links get the
/// addresses of the site's pages by `PageLinks`; nothing else is different.
///
/// - Each job has a page of its own, since people share its address. What all jobs have in common, such
///   as colours, is in one file; settings and containers that many jobs share are on the page of
///   `SharedValues`; strings of JSON that Prow makes for its own programs are left out.
/// - What jobs can be looked for by is a `Facet`: each value of each has a page that lists its jobs. So
///   the site can be read without its script, which only searches.
/// - The script reads an index of all jobs, and only once somebody wants to search, so that the first
///   page is small. The index is a script itself, as browsers read no other files next to a page that
///   is opened from a disk.
/// - The pages depend on the files and the request alone: the same ones give the same bytes. Pages of
///   jobs are made on all processors.
/// - Names of jobs can be anything: `FileNames` makes names of files from them, and all text is
///   escaped by `HTML`.
package struct Site: Sendable {
  let input: Input
  let configuration: Configuration
  let answers: SharedAnswers
  /// All jobs, in the order in which Prow loads them.
  let jobs: [ResolvedJob]
  /// The names of the jobs' pages, without folder and ending.
  let files: [String]
  /// The lines of the jobs in lists.
  let rows: [HTML]
  /// By the raw value of each facet.
  let facets: [FacetIndex]
  /// The addresses of pages, from a page in a folder and from one at the top.
  let links: PageLinks
  let topLinks: PageLinks
  let findings: JobFindings
  let faults: JobFaults
  /// Where jobs run that are for many branches.
  let branches = LikelyBranches()
  /// Of pages at the top of the site and in its folders.
  let topFrame: SiteFrame
  let frame: SiteFrame

  /// What a site is made of.
  package struct Input: Sendable {
    /// What lint found, and the files that it looks into.
    package var result: LintResult
    /// What Prow refuses, whatever the settings select.
    package var refusals: LintResult
    /// The field tables that the files were checked against.
    package var schema: ProwSchema
    /// What the site is about, such as `acme/infra`.
    package var title: String
    /// Where lines of files are shown; `nil` for no links.
    package var source: SourceLinks?
    /// The day that ages count from, and on which the schedule starts, in days since 1970; `nil` if
    /// nobody knows it.
    package var day: Int?
    package var configMaps = ConfigMaps()

    package init(_ result: LintResult, refusals: LintResult, schema: ProwSchema, title: String) {
      self.result = result
      self.refusals = refusals
      self.schema = schema
      self.title = title
    }
  }

  /// The ConfigMaps that config_updater makes of the files.
  package struct ConfigMaps: Sendable {
    package var sizes: [ConfigMapSize] = []
    /// The commit since which they grew; `nil` if growth is not known.
    package var since: String?
    /// Why they are not known; `nil` if they are.
    package var unreadable: String?

    package init() {}
  }

  /// - Parameters:
  ///   - input: What it is made of.
  ///   - workers: How many tasks work at a time.
  package init(_ input: Input, workers: Int) async {
    self.input = input
    configuration = input.result.configuration
    answers = SharedAnswers(configuration)
    let jobs = configuration.jobsByFile.flatMap(\.jobs)
    self.jobs = jobs
    files = FileNames.make(Site.identities(jobs))
    rows = zip(jobs, files).map { Site.row($0.job, file: $1) }
    facets = await Site.facets(jobs, configuration, workers: workers)
    findings = JobFindings(input.result.diagnostics, jobs)
    faults = JobFaults(input.refusals)
    links = Site.links(jobs, files, facets, input.source, root: "../")
    topLinks = Site.links(jobs, files, facets, input.source, root: "")
    topFrame = SiteFrame(input.title, root: "")
    frame = SiteFrame(input.title, root: "../")
  }

  /// What tells a job from all others, also of its name.
  private static func identities(_ jobs: [ResolvedJob]) -> [(name: String, identity: String)] {
    var counts: [String: Int] = [:]
    return jobs.map { job in
      let name = job.job.name.string
      let kindred = "\(job.job.kind.rawValue) \(job.job.repo.string) \(name)"
      counts[kindred, default: 0] += 1
      return (name, "\(kindred) \(counts[kindred] ?? 0)")
    }
  }

  private static func links(
    _ jobs: [ResolvedJob],
    _ files: [String],
    _ facets: [FacetIndex],
    _ source: SourceLinks?,
    root: String
  ) -> PageLinks {
    let byNode = Dictionary(
      zip(jobs.map { NodePlace($0.job.node) }, files),
      uniquingKeysWith: { first, _ in first }
    )
    let byName = Dictionary(
      zip(jobs.map(\.job.name.string), files),
      uniquingKeysWith: { first, _ in first }
    )
    @Sendable func address(_ file: String) -> String { "\(root)jobs/\(file).html" }
    func page(_ facet: Facet) -> @Sendable (String) -> String? {
      { [index = facets[facet.rawValue]] in index.address(of: $0, root: root) }
    }
    var links = PageLinks()
    links.source = source
    links.job = { byNode[NodePlace($0.node)].map(address) }
    links.jobNamed = { byName[$0].map(address) }
    links.preset = { [presets = page(.preset)] in presets(Site.key($0)) }
    links.secret = page(.secret)
    links.image = page(.image)
    links.cluster = page(.cluster)
    links.repository = page(.repository)
    return links
  }

  // MARK: Pages

  /// A file of the site: its path, and what it holds.
  package typealias File = (path: String, bytes: [UInt8])

  /// Makes all files, on several processors.
  ///
  /// - Parameters:
  ///   - workers: How many tasks work at a time.
  ///   - write: Takes a file, on any thread.
  /// - Returns: The paths of all files.
  /// - Throws: What `write` throws for the first file for which it throws.
  package func make<Failure: Error>(
    workers: Int,
    write: @escaping @Sendable (File) throws(Failure) -> Void
  ) async throws(Failure) -> [String] {
    let jobPages = JobPages.Pool(self)
    let results = await ParallelMap.map(pieces(jobPages), workers: workers) { piece in
      Result { () throws(Failure) in
        var paths: [String] = []
        for file in piece() {
          try write(file)
          paths.append(file.path)
        }
        return paths
      }
    }
    var paths: [String] = []
    for result in results { paths += try result.get() }
    let last = jobPages.shared.file(self)
    try write(last)
    return paths + [last.path]
  }

  /// Parts of the site that can be made at the same time, those first that take longest.
  private func pieces(_ jobPages: JobPages.Pool) -> [@Sendable () -> [File]] {
    let portions = stride(from: 0, to: jobs.count, by: Site.portion).map { start in
      start..<min(start + Site.portion, jobs.count)
    }
    let ofJobs = portions.map { range in { @Sendable in jobPages.files(range) } }
    let ofFacets = Facet.allCases.map { facet in
      { @Sendable in FacetPages(self, facets[facet.rawValue]).files }
    }
    let others: [@Sendable () -> [File]] = [
      { SchedulePage(self).files }, { FindingsPage(self).files }, { ConfigMapsPage(self).files },
      { HomePage(self).files },
    ]
    return others + ofFacets + ofJobs
  }

  /// Jobs of which one task makes the pages, one after the other.
  private static let portion = 16
}

/// A node by its place, so that equal ones of different files differ.
struct NodePlace: Hashable, Sendable {
  let document: UInt
  let index: UInt32

  init(_ node: Node) {
    document = UInt(bitPattern: node.storage)
    index = node.index
  }
}
