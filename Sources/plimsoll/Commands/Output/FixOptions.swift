import Analysis
import ArgumentParser
import CommandSupport
import Diagnostics
import Files
import Formats
import JobCommands
import Reporting

/// Whether findings are fixed, and how.
struct FixOptions: ParsableArguments {
  @Flag(help: "Fix what can be fixed safely, in the files.")
  var fix = false

  @Flag(help: "Fix also what people should look at.")
  var unsafeFixes = false

  @Flag(help: "Suppress what is found, and not fixed, by comments in the files.")
  var addIgnores = false

  @Option(help: ArgumentHelp("With --add-ignores: why, for each comment.", valueName: "text"))
  var reason: String?

  @Flag(help: "With --fix or --add-ignores: show the changes, and change no file.")
  var diff = false

  /// Whether files may change.
  var isOn: Bool { fix || addIgnores }

  func validate() throws {
    if !fix, unsafeFixes {
      throw ValidationError("--unsafe-fixes says how to fix: use it with --fix")
    }
    if !isOn, diff {
      throw ValidationError("--diff shows what would change: use it with --fix or --add-ignores")
    }
    if !addIgnores, reason != nil {
      throw ValidationError("--reason is for comments: use it with --add-ignores")
    }
    guard addIgnores else { return }
    guard let reason, !reason.allSatisfy(\.isWhitespace) else {
      throw ValidationError(
        "--add-ignores needs --reason TEXT: why these findings are right to stay"
      )
    }
    if reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw ValidationError("--reason goes into a comment: write it on one line")
    }
  }

  /// Makes the fixes, and writes or shows them.
  ///
  /// - Parameters:
  ///   - snapshot: Whose findings are fixed; afterwards the one with all fixes made, unless they are
  ///     only shown.
  ///   - usesColor: Whether to show changes in colour.
  ///   - isAskedFor: Whether a file may be changed, by its shown path.
  /// - Returns: What to say about it, and whether files change; `nil` if nothing is to be fixed.
  /// - Throws: `FileError` if a file can't be written; then all are as they were.
  func apply(
    to snapshot: inout Snapshot,
    usesColor: Bool,
    _ isAskedFor: (String) -> Bool
  ) async throws(FileError) -> (note: TerminalText, changes: Bool)? {
    guard isOn else { return nil }
    var (changed, changes, note) = (snapshot, [ChangedFiles.Change](), TerminalText())
    if fix { try await makeFixes(&changed, &changes, &note, isAskedFor) }
    if addIgnores { try await addComments(&changed, &changes, &note, isAskedFor) }
    if diff {
      for (before, after) in changes { FilePatch.show(before, after, usesColor) }
      return (note, !changes.isEmpty)
    }
    try ChangedFiles.write(changes)
    snapshot = changed
    return (note, !changes.isEmpty)
  }

  private func makeFixes(
    _ snapshot: inout Snapshot,
    _ changes: inout [ChangedFiles.Change],
    _ note: inout TerminalText,
    _ isAskedFor: (String) -> Bool
  ) async throws(FileError) {
    var run = FixRun(snapshot, takesUnsafe: unsafeFixes, mayChange: ChangedFiles.mayChange)
    try await run.run { isAskedFor($0.place.file.path) }
    (snapshot, changes) = (run.snapshot, run.changes)
    let left =
      run.leftCount == 0
      ? ""
      : "; \(DiffWords.count(run.leftCount, "more finding")) can't be fixed in place: the file is a "
        + "link, is zipped, or is in a ConfigMap"
    let files = DiffWords.count(changes.count, "file") + left
    let findings = DiffWords.count(run.count, "finding")
    note += "plimsoll: \(diff ? "--fix would fix" : "fixed") \(findings) in \(files)\n"
  }

  private func addComments(
    _ snapshot: inout Snapshot,
    _ changes: inout [ChangedFiles.Change],
    _ note: inout TerminalText,
    _ isAskedFor: (String) -> Bool
  ) async throws(FileError) {
    let fixed = Set(changes.map(\.before.path))
    let reason = (reason ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var run = IgnoreRun(snapshot, reason: reason) {
      fixed.contains($0.path) || ChangedFiles.mayChange($0)
    }
    try await run.run { isAskedFor($0.place.file.path) }
    snapshot = run.snapshot
    let originals = Dictionary(uniqueKeysWithValues: changes.map { ($0.before.path, $0.before) })
    let changed = Set(run.changes.map(\.before.path))
    let suppressed = run.changes.map { (originals[$0.before.path] ?? $0.before, $0.after) }
    changes = changes.filter { !changed.contains($0.before.path) } + suppressed
    changes.sort { $0.before.path < $1.before.path }
    let findings = DiffWords.count(run.count, "finding")
    let files = DiffWords.count(changed.count, "file")
    let verb = diff ? "--add-ignores would suppress" : "suppressed"
    note += "plimsoll: \(verb) \(findings) in \(files)\n"
    for (finding, reason) in run.left {
      let line = LineIndex(finding.place.file).position(at: finding.place.range.start).line
      note += "plimsoll: \(finding.place.file.path):\(line): \(finding.rule) can't be suppressed: "
      note += "\(reason)\n"
    }
  }
}
