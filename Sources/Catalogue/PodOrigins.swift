internal import Diagnostics
internal import Formats
internal import Prow
internal import Rendering
internal import Reporting
internal import YAML

/// Where the parts of jobs' settings and pods come from, as marks at the ends of lines.
///
/// A mark is a comment. That of a setting in the job's own file is a link to its line, and that of another
/// setting is one to the page of `SharedValues` where it comes first on a page.
final class PodOrigins {
  private let pages: LinkedPages
  private let site: Site
  /// The address of the page of `SharedValues`; empty on that page itself.
  private let valuesPage: String
  /// The file of the job at hand.
  private var home: SourceFile?
  /// Counts the pages.
  private var page = 0
  /// What is known of settings that many jobs share.
  private var known: [NodePlace: Mark] = [:]
  private var presets: [NodePlace: [UInt8]] = [:]
  private(set) var shared = SharedValues()

  /// A mark, with and without a link.
  private struct Mark {
    let first: [UInt8]
    let later: [UInt8]
    /// The last page that has it.
    var page = 0
  }

  init(_ site: Site, _ pages: LinkedPages, valuesPage: String) {
    self.site = site
    self.pages = pages
    self.valuesPage = valuesPage
  }

  /// Starts another page.
  ///
  /// `home`: The file of its job; `nil` for a page about none.
  func start(_ home: SourceFile?) {
    self.home = home
    page += 1
  }

  /// What the end of a line says; what the job says itself has no mark.
  func mark(_ origin: Origin) -> [UInt8]? {
    switch origin {
    case .madeUp: PodOrigins.madeUp
    case .prow: PodOrigins.prow
    case .decoration: PodOrigins.decoration
    case .unset(let name): PodOrigins.plain("default of \(name)")
    case .setting(let node) where node.file === home: ownMark(node)
    case .setting(let node): sharedMark(node)
    case .preset(let node): presetMark(node)
    }
  }

  private static let madeUp = plain("made up")
  private static let prow = plain("Prow")
  private static let decoration = plain("decoration")

  private static func plain(_ text: String) -> [UInt8] { ("<i># \(text)</i>" as HTML).bytes }

  private static func link(_ text: String, _ address: String) -> [UInt8] {
    ("<a href=\"\(address)\"># \(text)</a>" as HTML).bytes
  }

  private func ownMark(_ node: Node) -> [UInt8] {
    let line = pages.positions.line(node.place)
    let text = "line \(line)"
    return pages.address(node.file, line: line).map { PodOrigins.link(text, $0) }
      ?? PodOrigins.plain(text)
  }

  /// The mark of a setting of another file.
  private func sharedMark(_ node: Node) -> [UInt8] {
    var mark = known[NodePlace(node)] ?? make(node)
    defer { known[NodePlace(node)] = mark }
    if mark.page == page { return mark.later }
    mark.page = page
    return mark.first
  }

  private func make(_ node: Node) -> Mark {
    shared.settings[NodePlace(node)] = node
    let text = place(node)
    let address = "\(valuesPage)#\(SharedValues.anchor(node, site))"
    return Mark(first: PodOrigins.link(text, address), later: PodOrigins.plain(text))
  }

  /// The card of the job leads to the pages of its presets.
  private func presetMark(_ node: Node) -> [UInt8] {
    if let mark = presets[NodePlace(node)] { return mark }
    let mark = PodOrigins.plain("preset \(Site.name(Preset(node)))")
    presets[NodePlace(node)] = mark
    return mark
  }

  /// `config.yaml:29`.
  private func place(_ node: Node) -> String {
    let path = node.file.path
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return "\(name):\(pages.positions.line(node.place))"
  }

  // MARK: What many jobs share

  /// What stands for an object that a setting outside of the job's file brought.
  ///
  /// `write`: Writes the object for the page of `SharedValues`.
  func stub(
    _ object: ObjectValue,
    _ origin: Origin,
    _ write: (ObjectValue, inout [UInt8]) -> Void
  ) -> [UInt8]? {
    guard case .setting(let node) = origin, node.file !== home else { return nil }
    let key = object.fingerprint(origin)
    if let stub = shared.stubs[key] { return stub }
    var yaml: [UInt8] = []
    write(object, &yaml)
    let anchor = "c" + FileNames.hash(yaml)
    shared.parts[anchor] = SharedValues.Part(node: node, yaml: yaml)
    let name = object.text(of: "image") == nil ? nil : object.text(of: "name")?.string
    let words = name.map { "{name: \($0), …}" } ?? "{…}"
    let html: HTML = "<a href=\"\(valuesPage)#\(anchor)\">\(words) # \(place(node))</a>"
    shared.stubs[key] = html.bytes
    return html.bytes
  }
}
