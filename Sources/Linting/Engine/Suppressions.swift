package import Diagnostics
internal import Prow
internal import YAML

/// The findings that comments in all files switch off.
struct Suppressions {
  private let files: [FileSuppressions]
  private let byFile: [ObjectIdentifier: FileSuppressions]

  init(_ files: [FileSuppressions]) {
    self.files = files
    byFile = Dictionary(uniqueKeysWithValues: files.map { (ObjectIdentifier($0.file), $0) })
  }

  /// Drops what is suppressed.
  func apply(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if byFile.isEmpty { return diagnostics }
    return diagnostics.filter {
      !(byFile[ObjectIdentifier($0.place.file)]?.covers($0) ?? false)
    }
  }

  /// The names in comments that suppress none of these, in the order in which they are written.
  func unused(by diagnostics: [Diagnostic]) -> [UnusedSuppression] {
    var used: [ObjectIdentifier: Set<FileSuppressions.Target>] = [:]
    for diagnostic in diagnostics {
      let id = ObjectIdentifier(diagnostic.place.file)
      guard let file = byFile[id] else { continue }
      used[id, default: []].insert(file.target(of: diagnostic))
    }
    return files.flatMap { $0.unused(used[ObjectIdentifier($0.file)] ?? []) }
  }
}

/// A name in a comment that suppresses nothing.
package struct UnusedSuppression: Sendable {
  /// As written; empty if the comment names no rule.
  package let name: String
  /// Whether there is a rule of that name.
  package let isKnown: Bool
  /// The line that the comment holds for, from 1.
  package let line: Int
  package let place: Place
}

/// Comments of one file that switch rules off for one place: `# plimsoll:ignore RULE, RULE -- why`.
///
/// At the end of a line the comment holds for that line, on a line of its own for the next one.
struct FileSuppressions: Sendable {
  let file: SourceFile
  private let index: LineIndex
  private let comments: [Comment]
  /// Of all comments.
  private let targets: Set<Target>
  /// Whether rules can see what the file holds.
  private let isReadable: Bool

  /// What a comment suppresses.
  struct Target: Hashable {
    var rule: String
    /// From 1.
    var line: Int
  }

  /// A name in a comment; a comment without any counts as one with an empty name.
  private struct Comment {
    var target: Target
    var range: SourceRange
  }

  private static let marker: StaticString = "plimsoll:ignore"

  /// `nil` if the file has no such comment.
  init?(_ file: LoadedFile) {
    guard Text(file.file.bytes).containsComment(FileSuppressions.marker) else { return nil }
    index = LineIndex(file.file)
    comments = FileSuppressions.comments(in: file, index)
    if comments.isEmpty { return nil }
    targets = Set(comments.map(\.target))
    self.file = file.file
    isReadable = file.document.isReadable
  }

  func covers(_ diagnostic: Diagnostic) -> Bool {
    targets.contains(target(of: diagnostic))
  }

  /// The comment that would suppress a finding of this file.
  func target(of diagnostic: Diagnostic) -> Target {
    Target(
      rule: diagnostic.rule,
      line: index.position(at: diagnostic.place.range.start).line
    )
  }

  /// The names that are not used; none if the file could not be read.
  func unused(_ used: Set<Target>) -> [UnusedSuppression] {
    guard isReadable else { return [] }
    return comments.filter { !used.contains($0.target) }.map {
      UnusedSuppression(
        name: $0.target.rule,
        isKnown: Rule.isKnown($0.target.rule),
        line: $0.target.line,
        place: Place(file: file, range: $0.range)
      )
    }
  }

  private static func comments(in file: LoadedFile, _ index: LineIndex) -> [Comment] {
    var comments: [Comment] = []
    var line = 1
    let bytes = file.file.bytes
    while true {
      let range = index.lineBytes(line)
      if range.isEmpty, range.lowerBound >= bytes.count || range.upperBound == 0, line > 1 { break }
      let text = String(decoding: bytes[range], as: UTF8.self)
      comments += self.comments(on: text, line: line, start: range.lowerBound, file)
      line += 1
      if range.upperBound >= bytes.count { break }
    }
    return comments
  }

  private static func comments(
    on text: String,
    line: Int,
    start: Int,
    _ file: LoadedFile
  ) -> [Comment] {
    guard let hash = text.firstIndex(of: "#") else { return [] }
    var at = hash
    // The comment starts at a # that follows a blank and is no part of a value.
    while true {
      let rest = text[at...].drop { $0 == "#" || $0 == " " }
      if rest.hasPrefix("plimsoll:ignore") { break }
      guard let next = text[text.index(after: at)...].firstIndex(of: "#") else { return [] }
      at = next
    }
    func range(_ part: Substring) -> SourceRange {
      let first = start + text.utf8.distance(from: text.startIndex, to: part.startIndex)
      return SourceRange(start: UInt32(first), end: UInt32(first + part.utf8.count))
    }
    let whole = text[at...]
    guard !file.document.hasScalar(at: range(whole).start) else { return [] }
    let isAlone = text[..<at].allSatisfy { $0 == " " }
    let target = isAlone ? line + 1 : line
    let named = whole.drop { $0 == "#" || $0 == " " }.dropFirst("plimsoll:ignore".count)
    let list = named.firstRange(of: " -- ").map { named[..<$0.lowerBound] } ?? named
    let names = list.split { $0 == "," || $0 == " " }
    if names.isEmpty {
      return [Comment(target: Target(rule: "", line: target), range: range(whole))]
    }
    return names.map {
      Comment(target: Target(rule: String($0), line: target), range: range($0))
    }
  }
}
