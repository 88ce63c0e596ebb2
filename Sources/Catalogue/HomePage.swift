internal import Configs
internal import Formats
internal import Kubernetes

/// The first page, with the search, and the files that belong to it.
struct HomePage {
  private let site: Site

  init(_ site: Site) { self.site = site }

  var files: [Site.File] {
    [
      ("index.html", page), SearchIndex(site).file,
      ("site.js", Array(SiteScript.text.utf8)), ("style.css", Array(SiteStyle.css.utf8)),
      // GitHub Pages would otherwise look at each file for what Jekyll makes of it.
      (".nojekyll", []),
    ]
  }

  private var page: [UInt8] {
    let frame = SiteFrame(site.input.title, root: "", hasSearch: true)
    return frame.page(
      "Jobs",
      """
      <h1>\(site.input.title)</h1>
      <p>\(Site.count(site.jobs.count, "job")) of Prow in \
      \(Site.count(site.configuration.fileCount, "file"))</p>
      \(search)<h2>All jobs</h2>
      <ul>
      \(Facet.allCases.map(facet))</ul>

      """
    )
  }

  /// Shown by the script, without which it does nothing.
  private var search: HTML {
    let fields = Facet.allCases.map { facet -> HTML in
      """
      <label>\(facet.noun)<select name="\(facet.noun)"><option value="">any</option></select></label>

      """
    }
    return """
      <noscript><p>The search needs JavaScript; the lists below don't.</p></noscript>
      <form id="search" role="search" hidden>
      <p><label for="words">Words in the name, the repository or the start</label><br>
      <input type="search" id="words" name="q" autocomplete="off" spellcheck="false"></p>
      <details>
      <summary>Filters</summary>
      <div class="fields">
      \(fields)</div>
      <p><button type="reset">Clear all</button></p>
      </details>
      <p id="status" role="status"></p>
      <ul class="jobs" id="found"></ul>
      <button type="button" id="more" hidden>Show more</button>
      </form>

      """
  }

  private func facet(_ facet: Facet) -> HTML {
    let values = site.facets[facet.rawValue].values
    let links = values.prefix(HomePage.few).enumerated().map { index, value -> HTML in
      let comma: HTML = index == 0 ? "" : ", "
      return """
        \(comma)<a href="\(facet.folder)/\(value.file).html">\(value.name)</a> (\(value.jobs.count))
        """
    }
    let few: HTML = values.count > HomePage.few || values.isEmpty ? "" : ": \(links)"
    return """
      <li><a href="\(facet.folder).html">by \(facet.noun)</a>, \(values.count)\(few)</li>

      """
  }

  /// Values of a facet that have room on the page.
  private static let few = 8
}
