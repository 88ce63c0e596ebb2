package import Formats
package import Reviewing

/// A review for people at a terminal.
package struct ReviewTextReporter {
  private let compared: String
  private let usesColor: Bool

  /// `compared`: The two versions: `83c37da…1513cd6`.
  package init(compared: String, usesColor: Bool) {
    (self.compared, self.usesColor) = (compared, usesColor)
  }

  package func render(_ review: Review) -> TerminalText {
    let links = SourceLinks(base: nil) { $0 }
    let page = ReviewPage(review, compared: compared, links: links)
    var output = page.verdict.styled(.strong).text(usesColor: usesColor) + "\n"
    output += page.note.text(usesColor: usesColor) + "\n"
    for section in page.sections {
      output += "\n" + section.title.styled(.strong).text(usesColor: usesColor) + "\n"
      for item in section.items {
        output += "  " + item.line.text(usesColor: usesColor) + "\n"
        for detail in item.details { output += "    " + detail.text(usesColor: usesColor) + "\n" }
      }
    }
    return output
  }
}
