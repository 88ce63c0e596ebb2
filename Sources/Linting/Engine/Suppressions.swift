internal import Diagnostics
internal import Prow
internal import YAML

/// The findings that comments in all files switch off.
struct Suppressions {
  private let byFile: [ObjectIdentifier: FileSuppressions]

  init(_ files: [FileSuppressions]) {
    byFile = Dictionary(uniqueKeysWithValues: files.map { (ObjectIdentifier($0.file), $0) })
  }

  /// Drops what is suppressed.
  func apply(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if byFile.isEmpty { return diagnostics }
    return diagnostics.filter {
      !(byFile[ObjectIdentifier($0.place.file)]?.covers($0) ?? false)
    }
  }
}

/// Comments of one file that switch rules off for one place: `# plimsoll:ignore RULE, RULE -- why`.
///
/// At the end of a line the comment holds for that line, on a line of its own for the next one.
struct FileSuppressions: Sendable {
  let file: SourceFile
  private let index: LineIndex
  private let comments: [Comment]

  private struct Comment {
    var rules: [String]
    /// The line that it holds for, from 1.
    var line: Int
    var range: SourceRange
  }

  private static let marker: StaticString = "plimsoll:ignore"

  /// `nil` if the file has no such comment.
  init?(_ file: LoadedFile) {
    guard Text(file.file.bytes).containsComment(FileSuppressions.marker) else { return nil }
    index = LineIndex(file.file)
    comments = FileSuppressions.comments(in: file, index)
    if comments.isEmpty { return nil }
    self.file = file.file
  }

  func covers(_ diagnostic: Diagnostic) -> Bool {
    let line = index.position(at: diagnostic.place.range.start).line
    return comments.contains { $0.line == line && $0.rules.contains(diagnostic.rule) }
  }

  private static func comments(in file: LoadedFile, _ index: LineIndex) -> [Comment] {
    var comments: [Comment] = []
    var line = 1
    let bytes = file.file.bytes
    while true {
      let range = index.lineBytes(line)
      if range.isEmpty, range.lowerBound >= bytes.count || range.upperBound == 0, line > 1 { break }
      let text = String(decoding: bytes[range], as: UTF8.self)
      if let comment = comment(on: text, line: line, start: range.lowerBound, file) {
        comments.append(comment)
      }
      line += 1
      if range.upperBound >= bytes.count { break }
    }
    return comments
  }

  private static func comment(
    on text: String,
    line: Int,
    start: Int,
    _ file: LoadedFile
  ) -> Comment? {
    guard let hash = text.firstIndex(of: "#") else { return nil }
    var at = hash
    // The comment starts at a # that follows a blank and is no part of a value.
    while true {
      let rest = text[at...].drop { $0 == "#" || $0 == " " }
      if rest.hasPrefix("plimsoll:ignore") { break }
      guard let next = text[text.index(after: at)...].firstIndex(of: "#") else { return nil }
      at = next
    }
    let offset = start + text.utf8.distance(from: text.startIndex, to: at)
    guard !file.document.hasScalar(at: UInt32(offset)) else { return nil }
    let isAlone = text[..<at].allSatisfy { $0 == " " }
    let named = text[at...].drop { $0 == "#" || $0 == " " }.dropFirst("plimsoll:ignore".count)
    let list = named.split(separator: " -- ", maxSplits: 1).first ?? ""
    return Comment(
      rules: list.split { $0 == "," || $0 == " " }.map(String.init),
      line: isAlone ? line + 1 : line,
      range: SourceRange(
        start: UInt32(offset),
        end: UInt32(start + text.utf8.count)
      )
    )
  }
}
