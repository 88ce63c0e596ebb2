internal import Configs
package import Diagnostics
package import Files
internal import Linting
package import Prow
internal import YAML

extension LintSession {
  /// The findings of a file, in order.
  ///
  /// `path`: From `/`.
  package func findings(in path: String) -> [Diagnostic] {
    let name = WorkingDirectory.shortName(path)
    return result.diagnostics.filter { $0.place.file.path == name }
  }

  /// A file as it was judged; `nil` for one that lint does not read.
  ///
  /// `path`: From `/`.
  package func file(_ path: String) -> LoadedFile? {
    let name = WorkingDirectory.shortName(path)
    return snapshot.file(named: name)?.file ?? basisFiles.first { $0.file.path == name }
  }

  /// Its text.
  package func text(of path: String) -> SourceFile? { file(path)?.file }

  /// Whether a file was judged with these bytes, so that its places and fixes are those of them.
  ///
  /// `path`: From `/`.
  package func hasJudged(_ path: String, as bytes: [UInt8]) -> Bool {
    guard let file = file(path), file.file.bytes.count == bytes.count else { return false }
    if file.file.bytes.elementsEqual(bytes) { return true }
    if file.kind.wrappedKey == nil { return false }
    // Of a file that is in a ConfigMap only the part that counts is the same.
    let text = SourceFile(path: file.file.path, bytes: bytes)
    let inner = LoadedFile.document(of: text, as: file.kind).file
    return file.file.bytes.elementsEqual(inner.bytes)
  }

  /// The job that is written at a place of a file; `nil` where none is.
  ///
  /// `path`: From `/`.
  package func job(at range: SourceRange, in path: String) -> ResolvedJob? {
    file(path).flatMap { result.configuration.job(at: range, of: $0.document) }
  }

  /// The Prow that judges, as YYYY-MM-DD.
  package var prowVersion: String { snapshot.linter.schema.version }

  /// A file as it is and as it is to be.
  package typealias FileChange = (before: SourceFile, after: SourceFile)

  /// Makes the safe fixes of a file.
  ///
  /// - Parameter path: From `/`.
  /// - Returns: `nil` if there is nothing to fix.
  /// - Throws: `FileError` if a file that config_updater publishes can't be read.
  package func fixing(_ path: String) async throws(FileError) -> FileChange? {
    let name = WorkingDirectory.shortName(path)
    var run = FixRun(snapshot, takesUnsafe: false) { $0.path == name }
    try await run.run { $0.place.file.path == name }
    return run.changes.first
  }

  /// Suppresses the findings of a rule on one line by a comment.
  ///
  /// - Parameters:
  ///   - rule: Its id.
  ///   - line: From 1.
  ///   - path: The file, from `/`.
  ///   - reason: Why, in one line.
  /// - Returns: The change, or why there is none.
  /// - Throws: `FileError` if a file that config_updater publishes can't be read.
  package func suppressing(
    _ rule: String,
    onLine line: Int,
    of path: String,
    reason: String
  ) async throws(FileError) -> Result<FileChange, Refusal> {
    guard let file = text(of: path) else {
      return .failure(Refusal(reason: "no comment in this file suppresses a finding"))
    }
    let index = LineIndex(file)
    var run = IgnoreRun(snapshot, reason: reason) { $0 === file }
    try await run.run { finding in
      finding.rule == rule && finding.place.file === file
        && index.position(at: finding.place.range.start).line == line
    }
    if let change = run.changes.first { return .success(change) }
    let reason = run.left.first?.reason ?? "there is no such finding any more"
    return .failure(Refusal(reason: reason))
  }

  /// Why something can't be done.
  package struct Refusal: Error {
    package var reason: String
  }

  /// What a comment that suppresses findings starts with.
  package var suppressionMarker: String { SuppressionWriter.marker }

  /// The rules that such a comment may name.
  package var rules: [RuleWords] { result.catalogue.rules.map(RuleWords.init) }

  /// What people are told about a rule; `nil` if there is none with that id.
  package func words(on rule: String) -> RuleWords? {
    result.catalogue[rule].map(RuleWords.init)
  }
}

/// What a rule says of itself.
package struct RuleWords: Sendable {
  package let id: String
  /// One line: what is wrong.
  package let summary: String
  package let why: String
  package let help: String?
  /// Whether the words are those of a repository, in which anything may be written.
  package let isOfTeam: Bool

  init(_ rule: Rule) {
    (id, summary, why, help) = (rule.id, rule.summary, rule.why, rule.help)
    isOfTeam = rule.group == .policies
  }
}
