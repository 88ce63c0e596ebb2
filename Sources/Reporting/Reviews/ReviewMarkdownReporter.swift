internal import Formats
package import Reviewing

/// A review as one comment on a pull request: the verdict first, details folded.
package struct ReviewMarkdownReporter {
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  private static let limit = 65_536
  private let compared: String
  private let links: SourceLinks

  /// - Parameters:
  ///   - compared: The two versions: `83c37da…1513cd6`.
  ///   - links: Where people can see lines of files.
  package init(compared: String, links: SourceLinks) {
    (self.compared, self.links) = (compared, links)
  }

  package func render(_ review: Review) -> String {
    let content = ReviewPage(review, compared: compared, links: links)
    var page = MarkdownPage(limit: ReviewMarkdownReporter.limit)
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
