import Analysis
import ArgumentParser
import CommandSupport
import Formats
import JobCommands

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

  @OptionGroup var options: BumpOptions

  @Flag(help: "Print what would change as a patch, and write nothing.")
  var diff = false

  @Flag(name: .customLong("dry-run"), help: "Say what would move, and write nothing.")
  var dryRun = false

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    let request = try BumpRequest(options)
    let families = try request.sources.flatMap(BumpCommand.families)
    let plan = BumpPlan(
      families,
      try request.files(),
      groups: request.groups,
      allowsOlder: options.allowsOlder
    )
    let report = BumpReport(plan, families, namesAbsent: request.configs.isEmpty)
    if !plan.inconsistent.isEmpty {
      Terminal.printError(report.inconsistent)
      throw Failure.input("nothing was written: these images must have one version")
    }
    if diff {
      for (before, after) in plan.changes { FilePatch.show(before, after, colors.usesColor) }
      return Terminal.printError(report.summary)
    }
    if !dryRun { try ChangedFiles.write(plan.changes) }
    Terminal.print(report.summary)
  }

  /// The wishes that name a tag: the others need a registry, and this program has no network.
  private static func families(of source: BumpRequest.Source) throws -> [BumpPlan.Family] {
    let families = source.wishes.compactMap { wish -> BumpPlan.Family? in
      guard case .version(let tag) = wish.goal else { return nil }
      return wish.family { _ in .version(tag) }
    }
    if families.isEmpty {
      let reason: TerminalText =
        source.path.map { "targetVersion of \($0) is \"\(source.targetVersion)\"" }
        ?? "--to asks for latest"
      throw Failure.usage(
        "\(reason), and plimsoll asks no registry: say the tag with --to, or use plimsoll-updater bump"
      )
    }
    return families
  }
}
