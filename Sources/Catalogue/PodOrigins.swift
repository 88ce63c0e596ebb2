internal import Formats
internal import Prow
internal import Rendering
internal import Reporting
internal import YAML

/// Where the parts of one job's pod come from: a short mark for each, and the list that explains them.
final class PodOrigins {
  private let pages: LinkedPages
  /// What is known of presets and settings of many jobs.
  private var known: [NodePlace: HTML] = [:]
  /// Those of the job at hand, in the order in which they come first.
  private var order: [NodePlace] = []
  private var marks: [NodePlace: String] = [:]
  private var html: [[UInt8]: HTML] = [:]

  init(_ pages: LinkedPages) { self.pages = pages }

  /// Starts another job.
  func removeAll() {
    order.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    html = PodOrigins.plain
  }

  /// Marks that need no explanation of their own.
  private static let plain: [[UInt8]: HTML] = Dictionary(
    uniqueKeysWithValues: ["made up", "Prow", "decoration"].map {
      (Array($0.utf8), "<i># \($0)</i>")
    }
  )

  /// The comment of a part; what the job says itself has none.
  func comment(_ origin: Origin) -> String? {
    switch origin {
    case .madeUp: return "made up"
    case .prow: return "Prow"
    case .decoration: return "decoration"
    case .unset(let name):
      let text = "default of \(name)"
      html[Array(text.utf8)] = "<i># \(text)</i>"
      return text
    case .setting(let node): return mark(node, "setting", origin)
    case .preset(let node): return mark(node, "preset", origin)
    }
  }

  private func mark(_ node: Node, _ word: String, _ origin: Origin) -> String {
    let place = NodePlace(node)
    if let mark = marks[place] { return mark }
    if known[place] == nil {
      let places = PlaceWords(pages)
      known[place] = OriginWords.line(origin, pages.links) { places.text($0) }.html
    }
    order.append(place)
    let mark = "\(word) \(order.count)"
    marks[place] = mark
    html[Array(mark.utf8)] = "<a href=\"#o\(order.count)\"># \(mark)</a>"
    return mark
  }

  /// How a comment is shown; `nil` for one that was not made here.
  func html(ofComment comment: ArraySlice<UInt8>) -> HTML? { html[Array(comment)] }

  /// What the marks mean.
  var list: HTML {
    let items = order.enumerated().map { index, place -> HTML in
      "<li id=\"o\(index + 1)\">\(known[place] ?? "")</li>\n"
    }
    let list: HTML = items.isEmpty ? "" : "<ol>\n\(items)</ol>\n"
    return """
      <h2>Where the values come from</h2>
      <p>What has no comment is as the job says. <i>Prow</i> sets it for every job, <i>decoration</i>
      for every decorated one; <i>made up</i> is other in each run, and {…} is JSON for Prow's own
      programs.</p>
      \(list)
      """
  }
}
