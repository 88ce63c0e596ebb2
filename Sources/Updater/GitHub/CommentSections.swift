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
    let texts = sections.map { "\(opening)\($0.commit)\(ending)\n\($0.text)" }
    return "\(marker)\n\(texts.joined(separator: "\n"))"
  }

  private static let opening = "<!-- commit "
  private static let ending = " -->"

  private static func sections(of comment: String) -> [(commit: String, text: String)] {
    var sections: [(commit: String, text: String)] = []
    for line in comment.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(opening), line.hasSuffix(ending) {
        // What parts two sections belongs to neither.
        if sections.last?.text.hasSuffix("\n\n") ?? false {
          sections[sections.count - 1].text.removeLast()
        }
        sections.append((String(line.dropFirst(opening.count).dropLast(ending.count)), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
    // The text ends with a line break of its own, after which nothing follows.
    if sections.last?.text.hasSuffix("\n\n") ?? false {
      sections[sections.count - 1].text.removeLast()
    }
    return sections
  }
}
