internal import ConfigMaps
internal import Formats

/// The comment about a merged pull request, in the words of Prow's.
///
/// Source: Prow, `handle` in pkg/plugins/updateconfig/updateconfig.go.
package enum ReportText {
  /// GitHub's limit for a comment; counted in bytes, which are never fewer than characters.
  private static let limit = 65_000

  /// What is before the text, so that the comment is found again.
  package static func marker(_ repository: RepositoryName, _ branch: String) -> String {
    // Two hyphens would end the HTML comment.
    let name = "\(repository)@\(branch)".replacing("--", with: "-\u{200B}-")
    return "<!-- plimsoll-updater: \(name) -->"
  }

  /// What was written from the files that a commit changed, and what could not be written.
  ///
  /// - Parameters:
  ///   - paths: The files that the commit changed.
  ///   - changes: What was written or failed on the way to it, in the order of the targets.
  ///   - revision: The commit that was applied.
  /// - Returns: `nil` if there is nothing to say.
  package static func changes(
    of paths: Set<String>,
    _ changes: [RunRecord.Change],
    revision: String
  ) -> String? {
    let written = written(of: paths, changes)
    let failed = changes.filter { $0.kind == .failed }
    if written.isEmpty, failed.isEmpty { return nil }
    var text = ""
    if written.count == 1, let only = written.first {
      text += "Updated the \(title(only))\n\n" + files(only, indent: "")
    } else if !written.isEmpty {
      text += "Updated the following \(written.count) configmaps:\n\n"
      for change in written { text += " * \(title(change))\n" + files(change, indent: "   ") }
    }
    if !failed.isEmpty {
      text += (text.isEmpty ? "" : "\n") + "Could not update "
      text += failed.count == 1 ? "this configmap:\n\n" : "these \(failed.count) configmaps:\n\n"
      for change in failed {
        text += " * \(place(change.target)): \(Markdown.code(change.publicError ?? "failed"))\n"
      }
      text += "\nThis is tried again until it succeeds, and this comment changes then.\n"
    }
    return finished(text, revision)
  }

  /// What was written from some files.
  static func written(
    of paths: Set<String>,
    _ changes: [RunRecord.Change]
  ) -> [RunRecord.Change] {
    let names = Set(paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
      .union(paths.map { $0.replacing("/", with: "-") })
    return changes.filter { $0.kind != .failed }.compactMap { change in
      var change = change
      // Of a key that is gone no more is known than what its file must have been called.
      change.keys = change.keys.filter { key in
        key.path.map(paths.contains) ?? names.contains(key.key)
      }
      return change.keys.isEmpty ? nil : change
    }
  }

  /// A comment with more to say at its end.
  static func adding(_ text: String, to body: String) -> String {
    guard let end = body.ranges(of: "\n<sub>").last else { return body + "\n" + text }
    return body[..<end.lowerBound] + "\n" + text + body[end.lowerBound...]
  }

  /// That a head is not applied, and why.
  package static func refusal(_ reason: String, revision: String) -> String {
    finished(
      "Not applied: \(Markdown.code(reason))\n\nThe clusters keep the last good state. "
        + "A later merge that fixes it is applied automatically.\n",
      revision
    )
  }

  /// That a commit is not given to further stages.
  static func stopped(after stage: String, revision: String) -> String {
    finished(
      "Stopped after the stage \(Markdown.code(stage)), which is not well: no further stage gets "
        + "this commit before it is. The label \(Markdown.code(Reconciler.backLabel)) on this pull "
        + "request takes it back.\n",
      revision
    )
  }

  /// That a commit was taken back.
  static func wentBack(_ reason: String, revision: String) -> String {
    finished("Not applied: \(Markdown.code(reason))\n", revision)
  }

  /// That a commit that was not applied is no longer in the way.
  package static func nothing(revision: String) -> String {
    finished("Applied. No ConfigMap changes by it.\n", revision)
  }

  private static func finished(_ text: String, _ revision: String) -> String {
    let end = "\n<sub>\(revision)</sub>\n"
    if text.utf8.count + end.utf8.count <= limit { return text + end }
    let lines = text.utf8.prefix(limit - 100).split(separator: 10).dropLast()
    let cut = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    return "\(cut)\n\n… and more\n\(end)"
  }

  private static func title(_ change: RunRecord.Change) -> String {
    place(change.target) + " using the following files:"
  }

  private static func place(_ target: ConfigMapTarget) -> String {
    "\(Markdown.code(target.name)) configmap in namespace \(Markdown.code(target.namespace)) "
      + "at cluster \(Markdown.code(target.cluster))"
  }

  private static func files(_ change: RunRecord.Change, indent: String) -> String {
    change.keys.map { key in
      let verb = key.change == .removed ? "removed " : ""
      let file = key.path.map { " using file \(Markdown.code($0))" } ?? ""
      return "\(indent) - \(verb)key \(Markdown.code(key.key))\(file)\n"
    }.joined()
  }
}
