internal import Diagnostics
internal import Glibc
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

  /// All names of rules in comments.
  var names: [String] { files.flatMap(\.names) }

  /// Keeps what is suppressed apart.
  func apply(_ diagnostics: [Diagnostic]) -> JudgedFindings {
    var judged = JudgedFindings(shown: diagnostics)
    if byFile.isEmpty { return judged }
    judged.shown = diagnostics.filter { diagnostic in
      guard let file = byFile[ObjectIdentifier(diagnostic.place.file)], file.covers(diagnostic)
      else { return true }
      judged.suppressed.append(
        SuppressedFinding(diagnostic: diagnostic, reason: file.reason(for: diagnostic))
      )
      return false
    }
    return judged
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

/// Comments of one file that switch rules off for one place: `# plimsoll:ignore RULE, RULE -- why`.
///
/// At the end of a line the comment holds for that line, on a line of its own for the next one.
struct FileSuppressions: Sendable {
  let file: SourceFile
  private let index: LineIndex
  private let comments: [Comment]
  /// What comments suppress, and the first that does, by its index.
  private let targets: [Target: Int]
  private let document: Document

  /// What a comment suppresses.
  struct Target: Hashable {
    var rule: String
    /// From 1.
    var line: Int
  }

  /// A part of a comment: a name, or what is wrong with the whole.
  private struct Comment {
    var part: SuppressionComment.Part
    var line: Int
    var range: SourceRange
    /// Where the names of the whole comment are, one after the other.
    var text: CommentText

    var target: Target { Target(rule: RuleNames.target(part.name), line: line) }
  }

  /// `nil` if the file has no such comment.
  init?(_ file: LoadedFile, _ catalogue: RuleCatalogue) {
    guard FileSuppressions.mayHaveComments(file.file.bytes) else { return nil }
    index = LineIndex(file.file)
    comments = FileSuppressions.comments(in: file, index, catalogue)
    if comments.isEmpty { return nil }
    targets = Dictionary(
      comments.enumerated().filter { $1.part.fault == nil }.map { ($1.target, $0) }
    ) { first, _ in first }
    self.file = file.file
    document = file.document
  }

  var names: [String] { comments.map(\.part.name) }

  /// What is written before the names.
  static let marker = "plimsoll:ignore"

  /// The comment that holds for a line, if nothing is wrong with it.
  func comment(for line: Int) -> CommentText? {
    let own = comments.filter { $0.line == line }
    guard let first = own.first,
      own.allSatisfy({ $0.part.fault == nil && $0.text.range == first.text.range })
    else { return nil }
    return first.text
  }

  /// A quick look for our name after a `#`; near misses are written in any letter case.
  private static func mayHaveComments(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    func next(_ byte: UInt8, _ range: Range<Int>) -> Int? {
      memchr(base + range.lowerBound, Int32(byte), range.count).map {
        UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0))
      }
    }
    var index = 0
    while let hash = next(UInt8(ascii: "#"), index..<bytes.count) {
      index = next(0x0A, hash..<bytes.count) ?? bytes.count
      // Few words have an m, which is the fourth letter of the name.
      for letter in [UInt8(ascii: "m"), UInt8(ascii: "M")] {
        var start = hash + 4
        while start + 4 <= index, let found = next(letter, start..<(index - 3)) {
          if name.indices.allSatisfy({ bytes[found - 3 + $0] | 0x20 == name[$0] }) { return true }
          start = found + 1
        }
      }
    }
    return false
  }

  private static let name = Array("plimsol".utf8)

  func covers(_ diagnostic: Diagnostic) -> Bool {
    targets[target(of: diagnostic)] != nil
  }

  /// What the comment that suppresses a finding says after ` -- `; `nil` if that is nothing.
  func reason(for diagnostic: Diagnostic) -> String? {
    targets[target(of: diagnostic)].flatMap {
      SuppressionComment.reason(
        in: String(decoding: file.bytes[comments[$0].text.range], as: UTF8.self)
      )
    }
  }

  /// The comment that would suppress a finding of this file.
  func target(of diagnostic: Diagnostic) -> Target {
    Target(
      rule: RuleNames.target(diagnostic.rule),
      line: index.position(at: diagnostic.place.range.start).line
    )
  }

  /// The names that are not used; none if the file could not be read.
  func unused(_ used: Set<Target>) -> [UnusedSuppression] {
    // Rules can't see what the file holds.
    guard document.isReadable else { return [] }
    return comments.filter { $0.part.fault != nil || !used.contains($0.target) }.map {
      UnusedSuppression(
        name: $0.part.name,
        fault: $0.part.fault,
        line: $0.line,
        place: Place(file: file, range: $0.range),
        text: $0.text,
        document: document
      )
    }
  }

  private static func comments(
    in file: LoadedFile,
    _ index: LineIndex,
    _ catalogue: RuleCatalogue
  ) -> [Comment] {
    var comments: [Comment] = []
    var line = 1
    let bytes = file.file.bytes
    while true {
      let range = index.lineBytes(line)
      if range.isEmpty, range.lowerBound >= bytes.count || range.upperBound == 0, line > 1 { break }
      comments += self.comments(on: line, range, file, catalogue)
      line += 1
      if range.upperBound >= bytes.count { break }
    }
    return comments
  }

  private static func comments(
    on line: Int,
    _ range: Range<Int>,
    _ file: LoadedFile,
    _ catalogue: RuleCatalogue
  ) -> [Comment] {
    let bytes = UnsafeBufferPointer(rebasing: file.file.bytes[range])
    guard mayHaveComments(bytes), let start = commentStart(bytes, range.lowerBound, file) else {
      return []
    }
    let isAlone = bytes[..<start].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    let comment = SuppressionComment(String(decoding: bytes[start...], as: UTF8.self), catalogue)
    let first = range.lowerBound + start
    func offsets(of part: SuppressionComment.Part) -> Range<Int> {
      (first + part.range.lowerBound)..<(first + part.range.upperBound)
    }
    let text = CommentText(
      range: first..<range.upperBound,
      names: comment.parts.map(offsets(of:))
    )
    return comment.parts.map { part in
      let offsets = offsets(of: part)
      return Comment(
        part: part,
        line: isAlone ? line + 1 : line,
        range: SourceRange(start: UInt32(offsets.lowerBound), end: UInt32(offsets.upperBound)),
        text: text
      )
    }
  }

  /// The offset in a line of the `#` that starts its comment.
  private static func commentStart(
    _ line: UnsafeBufferPointer<UInt8>,
    _ offset: Int,
    _ file: LoadedFile
  ) -> Int? {
    line.indices.first { index in
      line[index] == UInt8(ascii: "#")
        && (index == 0 || line[index - 1] == 0x20 || line[index - 1] == 0x09)
        && !file.document.isInScalar(UInt32(offset + index))
    }
  }
}
