internal import Formats

/// What all pages have in common: head, links to the main pages, and a field to search.
struct SiteFrame: Sendable {
  /// What the site is about.
  let title: String
  /// The parts up to the title of a page, and from there to its content.
  private let start: HTML
  private let middle: HTML
  private let end: HTML

  /// Pages that every page leads to.
  enum Section: String, CaseIterable {
    case jobs = "index"
    case repositories, presets, images, secrets, schedule, configmaps, findings

    var title: String {
      switch self {
      case .jobs: "Jobs"
      case .repositories: "Repositories"
      case .presets: "Presets"
      case .images: "Images"
      case .secrets: "Secrets"
      case .schedule: "Schedule"
      case .configmaps: "ConfigMaps"
      case .findings: "Findings"
      }
    }
  }

  /// - Parameters:
  ///   - title: What the site is about.
  ///   - root: What leads to the top of the site: empty, or `../`.
  ///   - hasSearch: Whether the page searches itself.
  init(_ title: String, root: HTML, hasSearch: Bool = false) {
    self.title = title
    let script: HTML = hasSearch ? "<script src=\"\(root)site.js\" defer></script>\n" : ""
    start = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="\(root)style.css">
      \(script)<title>
      """
    let links = Section.allCases.map { section -> HTML in
      "<li><a href=\"\(root)\(section.rawValue).html\">\(section.title)</a></li>\n"
    }
    let search: HTML =
      hasSearch
      ? ""
      : """
      <form role="search" action="\(root)index.html">
      <input type="search" name="q" aria-label="Search jobs" placeholder="Search jobs">
      <button>Search</button>
      </form>

      """
    middle = """
      : \(title)</title>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the content</a>
      <header>
      <nav aria-label="Pages">
      <ul>
      \(links)</ul>
      </nav>
      \(search)</header>
      <main id="main">

      """
    end = "</main>\n</body>\n</html>\n"
  }

  /// A whole page.
  ///
  /// `title`: What it is about.
  func page(_ title: String, _ content: HTML) -> [UInt8] {
    page(title, capacity: content.bytes.count) { $0 += content }
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: What it is about.
  ///   - capacity: About how many bytes the content has.
  ///   - write: Appends the content.
  /// - Returns: UTF-8.
  func page(_ title: String, capacity: Int, _ write: (inout HTML) -> Void) -> [UInt8] {
    var page = HTML(capacity: start.bytes.count + middle.bytes.count + end.bytes.count + capacity)
    page += start
    page.append(title)
    page += middle
    write(&page)
    page += end
    return page.bytes
  }
}
