internal import Configs
internal import Diagnostics
internal import Formats
internal import Prow
internal import Rendering
internal import Reporting
internal import YAML

/// Settings that the pages of jobs refer to, since many jobs share them.
struct SharedValues: Sendable {
  /// Those that are on the pages of jobs, of which only the place is to be said.
  var settings: [NodePlace: Node] = [:]
  /// What is in full on no page of a job, by its anchor.
  var parts: [String: Part] = [:]
  /// What stands for them on the pages of jobs, by fingerprint.
  var stubs: [Int: [UInt8]] = [:]

  struct Part: Sendable {
    /// The setting that it comes from.
    let node: Node
    /// As HTML.
    let yaml: [UInt8]
  }

  mutating func add(_ other: SharedValues) {
    settings.merge(other.settings) { first, _ in first }
    parts.merge(other.parts) { first, _ in first }
  }

  static let page = "values.html"

  /// The place of a setting on the page, which other settings do not have.
  static func anchor(_ node: Node, _ site: Site) -> String {
    let isMain = node.file === site.configuration.workspace.config?.file
    return "n\(node.index)" + (isMain ? "" : "-" + FileNames.hash(Array(node.file.path.utf8)))
  }

  /// The page that has them all.
  func file(_ site: Site) -> Site.File {
    let places = PlaceWords(LinkedPages(site.topLinks))
    func words(_ node: Node) -> HTML {
      OriginWords.line(.setting(node), site.topLinks) { places.text($0) }.html
    }
    let settings = settings.values.sorted(by: SharedValues.isBefore).map { node -> HTML in
      "<li id=\"\(SharedValues.anchor(node, site))\">\(words(node))</li>\n"
    }
    let parts = parts.sorted {
      SharedValues.isBefore($0.value.node, $1.value.node)
        || !SharedValues.isBefore($1.value.node, $0.value.node) && $0.key < $1.key
    }
    let sections = parts.map { anchor, part -> HTML in
      var html: HTML = """
        <h3 id="\(anchor)">\(words(part.node))</h3>
        <pre tabindex="0" role="region" aria-label="\(SharedValues.name(part.node))">
        """
      html.appendMade { $0 += part.yaml }
      html.append(tag: "</pre>\n")
      return html
    }
    let content: HTML = """
      <h1>Where values come from</h1>
      <p>On the page of a job, what has no comment is as the job says. <i>Prow</i> sets it for every job,
      <i>decoration</i> for every decorated one; <i>made up</i> is other in each run, and '{…}' is JSON for
      Prow's own programs. What many jobs share is on this page.</p>
      <h2>Settings</h2>
      <ul>
      \(settings)</ul>
      <h2>What settings bring</h2>
      \(sections)
      """
    return (SharedValues.page, site.topFrame.page("Where values come from", content))
  }

  private static func isBefore(_ one: Node, _ other: Node) -> Bool {
    let (left, right) = (one.place, other.place)
    return (left.file.path, left.range.start) < (right.file.path, right.range.start)
  }

  /// `utility_images.sidecar`.
  private static func name(_ node: Node) -> String {
    var paths = FieldPath()
    return paths.text(to: node).split(separator: ".").suffix(2).joined(separator: ".")
  }
}
