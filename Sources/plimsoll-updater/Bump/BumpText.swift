import Analysis
import Diagnostics
import Formats
import JobCommands
import Prow
import Reporting
import Updater

/// What a commit and a pull request say of a bump.
struct BumpText {
  private let plan: BumpPlan
  private let families: [BumpPlan.Family]

  /// Rows of the table, and images below it: what GitHub takes for a body has room for more.
  private static let most = 100
  /// Bytes; GitHub takes 65 536 characters.
  private static let mostBytes = 60_000
  /// Characters of a title.
  private static let longestTitle = 120

  init(_ plan: BumpPlan, _ families: [BumpPlan.Family]) {
    (self.plan, self.families) = (plan, families)
  }

  /// `Move Prow images to v20260821-a61940897`.
  var title: String {
    var names: [String] = []
    for move in plan.moves {
      let name = families[move.family].name
      if !names.contains(name) { names.append(name) }
    }
    let versions = Set(plan.moves.map(\.to.version))
    let target = versions.count == 1 ? versions.first ?? "" : "newer tags"
    let shown = BumpText.line(names.joined(separator: ", "))
    let title = "Move \(shown) images to \(target)"
    return title.count > BumpText.longestTitle ? "Move images to \(target)" : title
  }

  /// The title, and a line for each move.
  func message(signedOffBy author: String?) -> String {
    var text = title + "\n\n"
    for move in plan.moves.prefix(BumpText.most) {
      let (from, to) = (move.from.version, move.to.version)
      text += "\(BumpText.line(families[move.family].name)): \(from) to \(to)\n"
      text += "  \(move.images.joined(separator: ", "))\n"
      if let link = link(move) { text += "  \(link)\n" }
    }
    let rest = plan.moves.count - BumpText.most
    if rest > 0 { text += "and \(rest) more\n" }
    if let author { text += "\nSigned-off-by: \(author)\n" }
    return text
  }

  /// Markdown.
  ///
  /// `endings`: Lines at its end, as somebody has configured them.
  func body(endings: [String]) -> String {
    var rows = ""
    var left = plan.moves.count
    for move in plan.moves.prefix(BumpText.most) {
      let row = row(move)
      if rows.utf8.count + row.utf8.count > BumpText.mostBytes / 2 { break }
      rows += row
      left -= 1
    }
    var text = "| images | from | to | places | what has changed |\n"
    text += "| --- | --- | --- | --- | --- |\n" + rows
    if left > 0 { text += "\nand \(left) more\n" }
    let places = DiffWords.count(plan.moves.reduce(0) { $0 + $1.placeCount }, "place")
    text += "\n\(places) in \(DiffWords.count(plan.changes.count, "file")).\n"
    text += kept
    for ending in endings where !ending.isEmpty { text += "\n\(ending)\n" }
    return text
  }

  private func row(_ move: BumpPlan.Move) -> String {
    let shown = move.images.prefix(BumpText.most).map(Markdown.cell).joined(separator: "<br>")
    let rest = move.images.count - BumpText.most
    let images = shown + (rest > 0 ? "<br>and \(rest) more" : "")
    let link = link(move).map { "[\(move.from.commit)...\(move.to.commit)](\($0))" } ?? ""
    return
      "| \(images) | `\(move.from.version)` | `\(move.to.version)` | \(move.placeCount) | \(link) |\n"
  }

  /// Images that stay for a reason that somebody may want to do something about.
  private var kept: String {
    let kept = plan.kept.filter { kept in
      switch kept.reason {
      case .unknown, .newer: true
      case .digest, .undated, .unasked: false
      }
    }
    if kept.isEmpty { return "" }
    let positions = PositionFinder()
    var text = "\nThese keep their tags:\n\n"
    for image in kept.prefix(BumpText.most / 5) {
      let name = Markdown.code("\(image.image.name):\(image.image.tag)")
      let place = Markdown.code("\(positions.text(image.place))")
      text += "- \(place) \(name) \(Markdown.code(image.reason.words))\n"
    }
    let rest = kept.count - BumpText.most / 5
    return rest > 0 ? text + "- and \(rest) more\n" : text
  }

  /// A page that shows what has changed; `nil` if the repository is no web page.
  private func link(_ move: BumpPlan.Move) -> String? {
    guard let repository = families[move.family].repository,
      ["https://", "http://"].contains(where: repository.hasPrefix),
      repository.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"()<>[]|`\"\\".utf8.contains($0) })
    else { return nil }
    return "\(repository)/compare/\(move.from.commit)...\(move.to.commit)"
  }

  /// Text of somebody in one line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline || $0 == "\0" }).joined(separator: " ")
  }
}
