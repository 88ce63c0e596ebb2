import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import JobCommands
import Prow
import Reporting
import Scheduling
import YAML

/// Whether jobs are moved to other minutes, and what comes of it.
struct SpreadOptions: ParsableArguments {
  @Flag(help: "Which jobs could start some minutes earlier or later, so that fewer start at once.")
  var spread = false

  @Option(
    help: ArgumentHelp(
      "With --spread: a job that must stay, by name; may be repeated.",
      valueName: "glob"
    ),
    completion: Completions.jobs
  )
  var keep: [String] = []

  @Flag(help: "With --spread: write the new cron lines into the files.")
  var fix = false

  @Flag(help: "With --spread: show the changes as a patch, and change no file.")
  var diff = false

  func validate() throws {
    if !spread, fix || diff || !keep.isEmpty {
      throw ValidationError("--keep, --fix and --diff say how to spread: use them with --spread")
    }
    if fix, diff { throw ValidationError("--diff changes no file: leave out --fix") }
  }

  func run(_ timetable: Timetable, width: Int?, usesColor: Bool) throws {
    let globs = keep.map(PathGlob.init)
    let spread = Spread(timetable) { job in globs.contains { $0.matches(job.job.name.string) } }
    guard fix || diff else {
      return Terminal.print(SpreadReport(spread).text(width: width, usesColor: usesColor))
    }
    let changes = changes(spread)
    if diff {
      for (before, after) in changes.files { FilePatch.show(before, after, usesColor) }
    } else {
      try ChangedFiles.write(changes.files)
    }
    for move in changes.left {
      Terminal.printError(
        "plimsoll: \(PositionFinder().text(move.node.place)): the cron line of "
          + "\(move.job.job.name.string) can't be changed in place; write \(move.after)\n"
      )
    }
    let count = spread.moves.count - changes.left.count
    let verb = diff ? "--fix would change" : "changed"
    Terminal.printError("plimsoll: \(verb) \(DiffWords.count(count, "cron line"))\n")
  }

  /// The files that change, in the order of their names, and the moves that no edit can make.
  private func changes(
    _ spread: Spread
  ) -> (files: [(before: SourceFile, after: SourceFile)], left: [Spread.Move]) {
    var files: [(before: SourceFile, after: SourceFile)] = []
    var left: [Spread.Move] = []
    let byFile = Dictionary(grouping: spread.moves) { $0.node.file.path }
    for (_, moves) in byFile.sorted(by: { $0.key < $1.key }) {
      let file = moves[0].node.file
      let mayChange = ChangedFiles.mayChange(file)
      var edits: [TextEdit] = []
      for move in moves {
        let editor = TreeEditor(move.node.document)
        if mayChange, let edit = editor.replace(move.node, with: .string(move.after)) {
          edits += edit
        } else {
          left.append(move)
        }
      }
      if edits.isEmpty { continue }
      let bytes = TextEdit.apply(edits, to: file.bytes)
      if let bytes, case let after = SourceFile(path: file.path, bytes: bytes),
        Document.parse(after).isReadable
      {
        files.append((file, after))
      } else {
        // Each edit is proven by itself; several together may not be YAML any more.
        left = left.filter { $0.node.file !== file } + moves
      }
    }
    return (files, left)
  }
}
