/// Markdown that ends before a limit, with a note of what is missing.
package struct MarkdownPage {
  private var text = ""
  private let limit: Int
  private var left = 0
  /// Room for the note.
  private static let reserve = 400

  package init(limit: Int) {
    self.limit = limit - MarkdownPage.reserve
  }

  /// Appends a part, or counts it as left out.
  package mutating func append(_ part: String) {
    if text.utf8.count + part.utf8.count <= limit { text += part } else { left += 1 }
  }

  /// Appends a part line by line, as many as there is room for.
  package mutating func appendLines(_ start: String, _ lines: [String], end: String = "") {
    let notice = "…\n"
    var room = limit - text.utf8.count - start.utf8.count - end.utf8.count - notice.utf8.count
    // A few lines of a part say less than its absence.
    guard room > 0, lines.first.map({ $0.utf8.count <= room }) ?? true else {
      left += 1
      return
    }
    text += start
    for line in lines {
      room -= line.utf8.count
      if room < 0 {
        text += notice
        left += 1
        break
      }
      text += line
    }
    text += end
  }

  /// `seeAlso`: The command that shows everything.
  package func finished(seeAlso: String) -> String {
    if left == 0 { return text }
    let command = seeAlso.utf8.count <= 200 ? "; " + Markdown.code(seeAlso) + " shows all" : ""
    return text
      + "\n_\(left) \(left == 1 ? "part is" : "parts are") cut, since a comment on GitHub "
      + "can have 65,536 characters_\(command)\n"
  }
}
