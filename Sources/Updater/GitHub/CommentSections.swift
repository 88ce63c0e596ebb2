/// A comment with a section for each commit of its pull request: one that was merged by rebase
/// brought several, and all are told in one comment.
enum CommentSections {
  /// GitHub's limit for a comment, as `ReportText` counts it.
  private static let limit = 65_500

  /// - Parameters:
  ///   - old: The comment so far; `nil` for a new one.
  ///   - marker: Its first line.
  ///   - commit: Whose section is written anew.
  ///   - text: What it says now.
  /// - Returns: The comment, in which the sections of other commits are as they were.
  static func body(old: String?, marker: String, commit: String, text: String) -> String {
    var sections = old.map(sections) ?? []
    if let index = sections.firstIndex(where: { $0.commit == commit }) {
      sections[index].text = text
    } else {
      sections.append((commit, text))
    }
    func size() -> Int { sections.reduce(marker.utf8.count) { $0 + $1.text.utf8.count + 80 } }
    while size() > limit, let index = sections.firstIndex(where: { $0.commit != commit }) {
      sections.remove(at: index)
    }
    let texts = sections.map { "\(opening)\($0.commit)\(ending)\($0.text)" }
    return marker + texts.joined()
  }

  private static let opening = "\n<!-- commit "
  private static let ending = " -->\n"

  private static func sections(of comment: String) -> [(commit: String, text: String)] {
    comment.split(separator: opening).dropFirst().compactMap { part in
      part.firstRange(of: ending).map { end in
        (String(part[..<end.lowerBound]), String(part[end.upperBound...]))
      }
    }
  }
}
