internal import Formats
internal import Kubernetes
internal import Prow
internal import Reporting

/// The page that lists the values of a facet, and the page of each value with its jobs.
struct FacetPages {
  let site: Site
  let index: FacetIndex
  private var facet: Facet { index.facet }
  private let pages: LinkedPages

  init(_ site: Site, _ index: FacetIndex) {
    self.site = site
    self.index = index
    pages = LinkedPages(site.links)
  }

  var files: [Site.File] {
    [(path: "\(facet.folder).html", bytes: site.topFrame.page(facet.title, list.html))]
      + index.values.indices.map { position in
        let value = index.values[position]
        return (
          "\(facet.folder)/\(value.file).html", site.frame.page(value.name, page(position))
        )
      }
  }

  private func page(_ position: Int) -> HTML {
    let value = index.values[position]
    switch facet {
    case .repository:
      let page = RepositoryPage(value.key, site.answers, pages)
      // A repository may only be cloned by others' jobs.
      return page.sheet.html + (page.hasJobs ? "" : users(value))
    case .preset: return presetPage(position)
    case .secret: return secretPage(value)
    case .image, .kind, .cluster, .annotation: return users(value, title: true)
    }
  }

  /// The jobs that have a value.
  func users(_ value: FacetValue, title: Bool = false) -> HTML {
    let heading: HTML = title ? "<h1><code>\(value.name)</code></h1>\n" : ""
    let made = facet == .image ? imageLine(value.name) : ""
    let count: HTML =
      "<p>\(Site.count(value.jobs.count, "job")) with this \(facet.noun)\(made)</p>\n"
    return heading + count + list(of: value)
  }

  /// The jobs that have a value; where nearly all of many have it, those that don't.
  private func list(of value: FacetValue) -> HTML {
    if value.jobs.isEmpty { return "" }
    let others = site.jobs.count - value.jobs.count
    // The pages of kinds are what the others lead to.
    if facet == .kind || value.jobs.count < FacetPages.many || others > value.jobs.count / 10 {
      return site.list(value.jobs)
    }
    let all: HTML = "<a href=\"../kinds.html\">all jobs</a>"
    if others == 0 { return "<p>These are \(all).</p>\n" }
    let own = Set(value.jobs)
    return "<p>These are \(all) but:</p>\n"
      + site.list(site.jobs.indices.filter { !own.contains($0) })
  }

  /// Jobs that are too many to be listed for each value that nearly all have.
  private static let many = 1_000

  /// A value with the address of its page, from the top of the site.
  func name(_ value: FacetValue) -> SheetLine {
    SheetLine(value: value.name, link: "\(facet.folder)/\(value.file).html")
  }

  func number(_ count: Int) -> SheetLine { SheetLine(words: SizeLimit.number(count)) }

  // MARK: Lists

  private var list: Sheet {
    var sheet = Sheet(SheetLine(words: facet.title))
    switch facet {
    case .preset: addPresets(to: &sheet)
    case .image: addImages(to: &sheet)
    case .secret: addSecrets(to: &sheet)
    case .repository, .kind, .cluster, .annotation:
      sheet.addTable(["NAME", "JOBS"], index.values.map { [name($0), number($0.jobs.count)] })
    }
    if index.values.isEmpty { sheet.add("There are none.") }
    return sheet
  }
}

extension Site {
  /// `1 job`, `3,849 jobs`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(SizeLimit.number(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}
