package import Formats
package import Reviewing

/// A review for people at a terminal.
package struct ReviewTextReporter {
  private let compared: String
  private let usesColor: Bool
  private let width: Int?

  /// - Parameters:
  ///   - compared: The two versions: `83c37da…1513cd6`.
  ///   - usesColor: Whether to use colours.
  ///   - width: Columns of the terminal; `nil` where there is none.
  package init(compared: String, usesColor: Bool, width: Int? = nil) {
    (self.compared, self.usesColor, self.width) = (compared, usesColor, width)
  }

  package func render(_ review: Review) -> TerminalText {
    let links = SourceLinks(base: nil) { $0 }
    let page = ReviewPage(review, compared: compared, links: links)
    var output = text(page.verdict.styled(.strong), 0) + text(page.note, 0)
    for section in page.sections {
      output += "\n" + text(section.title.styled(.strong), 0)
      for item in section.items {
        output += text(item.line, 2)
        for detail in item.details { output += text(detail, 4) }
      }
    }
    return output
  }

  private func text(_ line: SheetLine, _ indent: Int) -> TerminalText {
    line.text(width: width, indent: indent, usesColor: usesColor)
  }
}
