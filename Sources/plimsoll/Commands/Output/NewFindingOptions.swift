import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import Machine
import Prow
import Reporting

/// Which findings are older than the change, and don't count.
struct NewFindingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only findings that are not there in the commit that HEAD has in common with this revision.",
      valueName: "rev"
    )
  )
  var since: String?

  @Option(
    help: ArgumentHelp("Only findings that are not in this file.", valueName: "file")
  )
  var baseline: String?

  @Flag(
    help: """
      Write the file of --baseline: all findings if it is not there; else only those of it that are \
      still found, so that it never grows.
      """
  )
  var writeBaseline = false

  func validate() throws {
    if writeBaseline, baseline == nil {
      throw ValidationError("--write-baseline needs --baseline with the file")
    }
    if since != nil, baseline != nil {
      throw ValidationError("--since and --baseline both say what is old: use one of them")
    }
  }

  /// Leaves out the findings that are old; call it while all findings of the run are there.
  ///
  /// `older`: The commit of `--since`, or that the settings ask for.
  ///
  /// - Returns: What findings are compared with, in words, and what else to say; `nil` if none are
  ///   called old.
  /// - Throws: `Failure`, `TreeError` or `FileError` if the old ones can't be known.
  func apply(
    _ older: OlderTree?,
    to result: inout LintResult,
    _ snapshot: Snapshot,
    _ layout: Layout,
    _ settings: Settings
  ) async throws -> (since: String, note: TerminalText)? {
    if let older {
      try await apply(older, to: &result, snapshot, layout, settings)
      let comparison = LintResult.Comparison.commit(String(older.tree.commit.prefix(7)))
      result.comparedWith = comparison
      let source = since == nil ? " (newFindingsOnly in \(Settings.fileName))" : ""
      return (comparison.words + source, "")
    }
    guard let baseline else { return nil }
    result.comparedWith = .baseline(baseline)
    return ("not in \(baseline)", try apply(baseline: baseline, to: &result))
  }

  /// What was compared, and what came of it.
  func words(_ since: String, _ result: LintResult) -> TerminalText {
    let errors = DiffWords.count(result.count(.error), "new error")
    let warnings = DiffWords.count(result.count(.warning), "new warning")
    let count = result.older.count
    let older = count == 1 ? "1 older one" : "\(count) older ones"
    return "plimsoll: \(since): \(errors), \(warnings); \(older) not shown\n"
  }

  // MARK: A commit

  /// Looks the commit of `--since`, or that the settings ask for, up, while other work goes on;
  /// `nil` if no commit is asked for.
  func lookUp(_ layout: Layout, _ settings: Settings) -> Background<Result<OlderTree, any Error>>? {
    guard since != nil || isAskedFor(by: settings) else { return nil }
    return Background { [since] in Result { try OlderTree(since: since, layout, settings) } }
  }

  /// Whether the settings want only new findings, and a CI system says what the change starts from.
  private func isAskedFor(by settings: Settings) -> Bool {
    guard baseline == nil, settings.takesNewFindingsOnly else { return false }
    return CIEnvironment(Terminal.environment).map { !$0.bases.isEmpty } ?? false
  }

  private func apply(
    _ older: OlderTree,
    to result: inout LintResult,
    _ snapshot: Snapshot,
    _ layout: Layout,
    _ settings: Settings
  ) async throws {
    older.repository.share(
      snapshot.result.workspace.files.map { FileContent(Array($0.file.bytes)) }
    )
    let found = try await snapshot.of(
      older.tree,
      older.layout,
      inRepoFolder: layout.inRepoFolder,
      settings: settings.file
    )
    let paths = RepositoryPaths()
    result.keepNew(
      since: OlderFindings(found.diagnostics, pathFromTop: paths.fromTop),
      pathFromTop: paths.fromTop
    )
  }

  // MARK: A file

  private func apply(
    baseline: String,
    to result: inout LintResult
  ) throws -> TerminalText {
    let paths = RepositoryPaths()
    let found = OlderFindings(result.diagnostics, pathFromTop: paths.fromTop)
    if writeBaseline, let file = result.workspace.files.first(where: { !$0.isReadable }) {
      throw Failure.usage(
        "\(file.file.path) can't be read, so that its findings are not known: fix it before "
          + "--write-baseline"
      )
    }
    if writeBaseline, !FileReader.isTaken(baseline) {
      if CIEnvironment(Terminal.environment) != nil {
        throw Failure.usage(
          "\(baseline) is not there, and in CI a new one would hide all findings: write it before, "
            + "and commit it"
        )
      }
      try GeneratedFiles.write(BaselineFile.text(found), to: baseline)
      result.keepNew(since: found, pathFromTop: paths.fromTop)
      return "plimsoll: wrote \(DiffWords.count(found.count, "finding")) to \(baseline)\n"
    }
    let known = try BaselineFile.read(baseline)
    let rest = known.remaining(in: found)
    let fixed = known.count - rest.count
    result.keepNew(since: known, pathFromTop: paths.fromTop)
    if writeBaseline {
      try GeneratedFiles.write(BaselineFile.text(rest), to: baseline)
      return "plimsoll: \(baseline) had \(known.count), and now has "
        + "\(DiffWords.count(rest.count, "finding"))\n"
    }
    if fixed == 0 { return "" }
    return "plimsoll: \(DiffWords.count(fixed, "finding")) of \(baseline) "
      + "\(fixed == 1 ? "is" : "are") not found any more: --write-baseline takes "
      + "\(fixed == 1 ? "it" : "them") out\n"
  }
}
