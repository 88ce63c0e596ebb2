package import Diagnostics
package import Prow
internal import YAML

/// Writes comments that suppress findings: into the comment that holds for their line, on a line of
/// its own before it, or at its end.
package struct SuppressionWriter {
  private let file: SourceFile
  private let index: LineIndex
  private let editor: TreeEditor
  private let suppressions: FileSuppressions?
  private let reason: String

  /// What a comment says before the rules that it suppresses.
  package static let marker = FileSuppressions.marker

  /// - Parameters:
  ///   - file: A file that can be read.
  ///   - catalogue: The rules that comments may name.
  ///   - reason: Why, in one line.
  package init(_ file: LoadedFile, _ catalogue: RuleCatalogue, reason: String) {
    self.file = file.file
    index = LineIndex(file.file)
    editor = TreeEditor(file.document)
    suppressions = FileSuppressions(file, catalogue)
    self.reason = reason
  }

  /// Whether a finding is about more than such a comment itself.
  package static func suppresses(_ finding: Diagnostic) -> Bool {
    finding.rule != Rule.unusedSuppression.id
  }

  /// The edits that suppress the findings of each line, by its number.
  ///
  /// - Parameter findings: Of this file.
  /// - Returns: Without the lines at which no comment leaves all values as they are.
  package func edits(for findings: [Diagnostic]) -> [Int: [TextEdit]] {
    let lines = Dictionary(grouping: findings) { index.position(at: $0.place.range.start).line }
    let plain = lines.mapValues { self.edits(for: $0, at: 0) }
    // Reading the file once for all lines is enough in nearly all files.
    if editor.areComments(plain.values.flatMap(\.self)) { return plain }
    // Else it is read for each line, which must not take long.
    guard lines.count * file.bytes.count <= FixBudget.usual else { return [:] }
    return lines.compactMapValues { findings in
      (0..<2).lazy.map { self.edits(for: findings, at: $0) }.first(where: editor.areComments)
    }
  }

  /// `place`: 0 for the usual one, 1 for the end of the line.
  private func edits(for findings: [Diagnostic], at place: Int) -> [TextEdit] {
    let line = index.position(at: findings[0].place.range.start).line
    let rules = Set(findings.map(\.rule)).sorted()
    if let comment = suppressions?.comment(for: line) { return adding(rules, to: comment) }
    let bytes = index.lineBytes(line)
    let text = "# \(FileSuppressions.marker) \(rules.joined(separator: ", ")) -- \(reason)"
    // A finding about the file is at its first byte, and so stays on the first line.
    let isAboutFile = findings.contains { $0.place.range == .fileStart }
    if place == 1 || isAboutFile { return [insertion(" " + text, at: bytes.upperBound)] }
    let indent = file.bytes[bytes].prefix { $0 == 0x20 }.count
    let spaces = String(repeating: " ", count: indent)
    return [insertion("\(spaces)\(text)\(editor.lineEnd)", at: bytes.lowerBound)]
  }

  /// Names rules in a comment that is there, and gives the reason if it has not that one.
  private func adding(_ rules: [String], to comment: CommentText) -> [TextEdit] {
    guard let last = comment.names.last else { return [] }
    let text = String(decoding: file.bytes[comment.range], as: UTF8.self)
    var edits = [insertion(rules.map { ", \($0)" }.joined(), at: last.upperBound)]
    if !text.contains(reason) {
      let separator = text.contains(" -- ") ? "; " : " -- "
      edits.append(insertion(separator + reason, at: comment.range.upperBound))
    }
    return edits
  }

  private func insertion(_ text: String, at offset: Int) -> TextEdit {
    TextEdit(range: SourceRange(start: UInt32(offset), end: UInt32(offset)), replacement: text)
  }
}
