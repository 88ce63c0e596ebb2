import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import GoFormats
import Prow
import Reporting

struct BumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bump",
    abstract: "Move images to other tags, in all files that name them.",
    discussion: """
      CONFIGs are configurations of Prow's generic-autobumper, which say which images are moved in \
      which files; without one, the files are those that lint reads. Tags have a date, such as \
      v20260821-a61940897, and an image keeps the variant behind it. No image goes back in date. \
      Nothing is written where images that must have one version would have several.
      """
  )

  @Argument(help: "Configurations of generic-autobumper.", completion: .file())
  var configs: [String] = []

  @Option(
    name: .customLong("to"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "The tag that images get: for all of CONFIG, or for those whose names match a glob; may be "
        + "repeated.",
      valueName: "[glob=]tag"
    ),
    transform: BumpTarget.init
  )
  var targets: [BumpTarget] = []

  @Option(
    name: .customLong("in"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file, or a folder with YAML files, in place of those of CONFIG; may be repeated.",
      valueName: "path"
    ),
    completion: .file()
  )
  var paths: [String] = []

  @Flag(help: "Print what would change as a patch, and write nothing.")
  var diff = false

  @Flag(name: .customLong("dry-run"), help: "Say what would move, and write nothing.")
  var dryRun = false

  @Flag(name: .customLong("allow-older"), help: "Images may get a tag with an older date.")
  var allowsOlder = false

  @OptionGroup var colors: ColorOptions

  func validate() throws {
    if configs.isEmpty, targets.isEmpty {
      throw ValidationError(
        "name a configuration of the autobumper, or what moves with --to 'gcr.io/acme/*=TAG'"
      )
    }
    if configs.isEmpty, targets.contains(where: { $0.pattern == nil }) {
      throw ValidationError("without a configuration, --to takes GLOB=TAG, and not a tag alone")
    }
  }

  func run() async throws {
    let run = try BumpRun(self)
    let plan = BumpPlan(
      run.families,
      try run.files(),
      groups: run.groups,
      allowsOlder: allowsOlder
    )
    let report = BumpReport(plan, run.families, namesAbsent: configs.isEmpty)
    if !plan.inconsistent.isEmpty {
      Terminal.printError(report.inconsistent)
      throw Failure.input("nothing was written: these images must have one version")
    }
    if diff {
      for (before, after) in plan.changes {
        ChangedFiles.show(before, after, colors.usesColor)
      }
      return Terminal.printError(report.summary)
    }
    if !dryRun { try ChangedFiles.write(plan.changes) }
    Terminal.print(report.summary)
  }
}
