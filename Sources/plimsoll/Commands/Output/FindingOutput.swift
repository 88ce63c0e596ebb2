import Analysis
import CommandSupport
import Files
import Formats
import JobCommands
import Machine
import Reporting

/// Writes findings in all formats that are asked for.
struct FindingOutput {
  let targets: [OutputTarget]
  let usesColor: Bool
  /// Whether some findings of a rule stand for all of them, in text for people.
  let folds: Bool
  /// The file that others append to, too, so that it is not replaced.
  let appendedFile: String?

  /// Whether SARIF also has what comments and a baseline hide.
  let showsHidden: Bool

  /// Whether a person asked for the files; what the CI system would show is no reason to fail.
  let isAskedFor: Bool

  /// `base`: The commit that findings are compared with, if there is one.
  ///
  /// - Throws: `FileError` if a file that somebody asked for can't be written.
  func write(_ result: LintResult, since base: String?) async throws(FileError) {
    // Text for people needs none of it.
    lazy var report = ProgramReport(
      result,
      version: ProgramVersion.number,
      pathFromTop: RepositoryPaths().fromTop
    )
    for target in targets {
      let bytes =
        await textForPeople(target, result) ?? forPrograms(target.format, result, base, report)
      guard let file = target.file else {
        Terminal.print(bytes)
        continue
      }
      do throws(FileError) {
        try write(bytes, to: file)
      } catch {
        if isAskedFor { throw error }
        Terminal.printError("plimsoll: \(error)\n")
      }
    }
  }

  private func write(_ bytes: [UInt8], to file: String) throws(FileError) {
    // A device or a pipe is written to, not replaced.
    if file == appendedFile || FileReader.isTaken(file) && !FileReader.isFile(file) {
      try AppendedFile.append(bytes, to: file)
    } else {
      try GeneratedFiles.write(bytes, to: file)
    }
  }

  /// `nil` for the other formats.
  private func textForPeople(_ target: OutputTarget, _ result: LintResult) async -> [UInt8]? {
    let isOnTerminal = target.file == nil
    return switch target.format {
    case .text:
      await TextReporter.render(
        result,
        folds: folds,
        usesColor: usesColor && isOnTerminal,
        width: (isOnTerminal ? Terminal.width : nil) ?? TextReporter.usualWidth,
        workers: Processors.count
      ).bytes
    case .concise: await ConciseReporter.render(result, workers: Processors.count).bytes
    default: nil
    }
  }

  private func forPrograms(
    _ format: OutputFormat,
    _ result: LintResult,
    _ base: String?,
    _ report: @autoclosure () -> ProgramReport
  ) -> [UInt8] {
    switch format {
    case .text, .concise: []
    case .json: JSONReporter.render(result)
    case .jsonl: JSONReporter.lines(result)
    case .sarif: SARIFReporter.render(report(), withHidden: showsHidden)
    case .github:
      GitHubReporter.render(report()) { ChangedLines.find(in: $0, since: base) }
    case .gitlab: GitLabReporter.render(report())
    case .junit: JUnitReporter.render(report())
    case .checkstyle: CheckstyleReporter.render(report())
    case .rdjson: RDJSONReporter.render(report())
    case .markdown: SummaryReporter.render(report())
    case .html: HTMLReporter.render(report(), links: CodeHost(Terminal.environment).links)
    }
  }
}
