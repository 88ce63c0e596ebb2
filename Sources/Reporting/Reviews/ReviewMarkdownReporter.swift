internal import Formats
package import Reviewing

/// A review as one comment on a pull request: the verdict first, details folded.
package struct ReviewMarkdownReporter {
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  private static let limit = 65_536
  private let compared: String
  private let links: SourceLinks
  private let marker: String?

  /// - Parameters:
  ///   - compared: The two versions: `83c37da…1513cd6`.
  ///   - links: Where people can see lines of files.
  ///   - marker: The first line, by which the comment is found again.
  package init(compared: String, links: SourceLinks, marker: String? = nil) {
    (self.compared, self.links, self.marker) = (compared, links, marker)
  }

  package func render(_ review: Review) -> String {
    let content = ReviewPage(review, compared: compared, links: links)
    var page = MarkdownPage(limit: ReviewMarkdownReporter.limit)
    if let marker { page.append(marker + "\n") }
    page.append("### \(content.verdict.markdown)\n\n\(content.note.markdown)\n")
    for section in content.sections {
      let mark = section.mark.isEmpty ? "" : section.mark + " "
      let title = section.title.markdown
      page.appendLines(
        section.isDetail
          ? "\n<details><summary>\(mark)\(title)</summary>\n\n" : "\n**\(mark)\(title)**\n\n",
        section.items.map { item in
          "- \(item.line.markdown)\n" + item.details.map { "  - \($0.markdown)\n" }.joined()
        },
        end: section.isDetail ? "\n</details>\n" : ""
      )
    }
    return page.finished(seeAlso: "plimsoll review")
  }
}
