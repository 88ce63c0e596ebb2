import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
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

  /// Leaves out the findings that are old.
  ///
  /// - Returns: What to say about them; `nil` if no findings are called old.
  /// - Throws: `Failure`, `TreeError` or `FileError` if the old ones can't be known.
  func apply(
    to result: inout LintResult,
    _ snapshot: Snapshot,
    _ layout: Layout,
    _ settings: Settings
  ) async throws -> TerminalText? {
    if let since { return try await apply(since: since, to: &result, snapshot, layout, settings) }
    if let baseline { return try apply(baseline: baseline, to: &result) }
    return nil
  }

  // MARK: A commit

  private func apply(
    since: String,
    to result: inout LintResult,
    _ snapshot: Snapshot,
    _ layout: Layout,
    _ settings: Settings
  ) async throws -> TerminalText {
    var named = NamedTree(config: layout.config, plugins: layout.plugins)
    named.supplementalConfig = layout.supplementalConfig
    named.supplementalPlugins = layout.supplementalPlugins
    let trees = TreeLayout(named, jobs: layout.jobs, settings: settings)
    let repository = try GitRepository(trees.root, shownAs: trees.shownRoot)
    guard let base = try repository.base(among: [since]) else {
      let advice =
        CIEnvironment(Terminal.environment)?.adviceForMissingBase
        ?? "fetch it, or name another revision"
      throw Failure.usage(
        "HEAD and \(since) have no commit in common, or \(since) is not in the clone; \(advice)"
      )
    }
    let older = try await snapshot.of(
      repository.tree(base),
      trees,
      inRepoFolder: layout.inRepoFolder
    )
    let count = result.keepNew(since: OlderFindings(older.diagnostics))
    return words(result, hidden: count, "since \(base.prefix(7))")
  }

  // MARK: A file

  private func apply(
    baseline: String,
    to result: inout LintResult
  ) throws(FileError) -> TerminalText {
    let found = OlderFindings(result.diagnostics)
    if writeBaseline, !FileReader.isTaken(baseline) {
      try GeneratedFiles.write(BaselineFile.text(found), to: baseline)
      _ = result.keepNew(since: found)
      return "plimsoll: wrote \(DiffWords.count(found.count, "finding")) to \(baseline)\n"
    }
    let known = try BaselineFile.read(baseline)
    let rest = known.remaining(in: found)
    let fixed = known.count - rest.count
    let count = result.keepNew(since: known)
    var text = words(result, hidden: count, "not in \(baseline)")
    if writeBaseline {
      try GeneratedFiles.write(BaselineFile.text(rest), to: baseline)
      text +=
        "plimsoll: \(baseline) had \(known.count), and now has "
        + "\(DiffWords.count(rest.count, "finding"))\n"
    } else if fixed > 0 {
      text +=
        "plimsoll: \(DiffWords.count(fixed, "finding")) of \(baseline) "
        + "\(fixed == 1 ? "is" : "are") fixed: --write-baseline takes "
        + "\(fixed == 1 ? "it" : "them") out\n"
    }
    return text
  }

  // MARK: Words

  private func words(_ result: LintResult, hidden: Int, _ since: String) -> TerminalText {
    let errors = DiffWords.count(result.count(.error), "new error")
    let warnings = DiffWords.count(result.count(.warning), "new warning")
    let older = hidden == 1 ? "1 older one" : "\(hidden) older ones"
    return "plimsoll: \(since): \(errors), \(warnings); \(older) not shown\n"
  }
}
