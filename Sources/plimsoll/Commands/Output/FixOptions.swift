import Analysis
import ArgumentParser
import CommandSupport
import Diagnostics
import Files
import Formats
import Reporting

/// Whether findings are fixed, and how.
struct FixOptions: ParsableArguments {
  @Flag(help: "Fix what can be fixed safely, in the files.")
  var fix = false

  @Flag(help: "Fix also what people should look at.")
  var unsafeFixes = false

  @Flag(help: "With --fix: show the changes, and change no file.")
  var diff = false

  func validate() throws {
    if !fix, diff || unsafeFixes {
      throw ValidationError("--diff and --unsafe-fixes say how to fix: use them with --fix")
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
    guard fix else { return nil }
    var run = FixRun(snapshot, takesUnsafe: unsafeFixes, mayChange: FixOptions.mayChange)
    try await run.run { isAskedFor($0.place.file.path) }
    let changes = run.changes
    let left =
      run.leftCount == 0
      ? ""
      : "; \(DiffWords.count(run.leftCount, "more finding")) can't be fixed in place: the file is a "
        + "link, is zipped, or is in a ConfigMap"
    let files = DiffWords.count(changes.count, "file") + left
    let findings = DiffWords.count(run.count, "finding")
    if diff {
      for (before, after) in changes { FixOptions.show(before, after, usesColor) }
      return ("plimsoll: --fix would fix \(findings) in \(files)\n", !changes.isEmpty)
    }
    // Between reading and writing somebody may have changed a file.
    for (before, _) in changes where !FixOptions.mayChange(before) {
      throw FileError(path: before.path, reason: "it changed meanwhile; run plimsoll again")
    }
    let top = RepositoryBounds.real("")
    try GeneratedFiles.write(
      changes.map { before, after in
        let path = before.path.hasPrefix("/") ? before.path : top + "/" + before.path
        return (name: String(path.drop { $0 == "/" }), bytes: Array(after.bytes))
      },
      to: "/"
    )
    snapshot = run.snapshot
    return ("plimsoll: fixed \(findings) in \(files)\n", !changes.isEmpty)
  }

  /// Prints a patch: as it is for programs, with nothing that would steer a terminal for people.
  private static func show(_ before: SourceFile, _ after: SourceFile, _ usesColor: Bool) {
    let diff = FileDiffReporter(before, after, path: RepositoryPaths().fromTop(before.path))
    if Terminal.isTerminal {
      Terminal.print(diff.text(usesColor: usesColor))
    } else {
      Terminal.print(diff.patch)
    }
  }

  /// Whether a file on disk has just these bytes, and is no link to another place.
  private static func mayChange(_ file: SourceFile) -> Bool {
    let path = file.path
    let own = path.hasPrefix("/") ? path : RepositoryBounds.real("") + "/" + path
    guard RepositoryBounds.real(path) == own else { return false }
    return FileReader.contents(path).map { file.bytes.elementsEqual($0) } ?? false
  }
}
