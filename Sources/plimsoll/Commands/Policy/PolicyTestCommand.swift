import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Formats
import Policies
import Prow
import Reporting

struct PolicyTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of policies.",
    discussion:
      "Exit status: 0 all pass, 1 one fails or a policy does not compile, 2 unreadable file."
  )

  @Argument(
    help: "Policy files, or folders of them; by default those of the settings.",
    completion: .file()
  )
  var paths: [String] = []

  func run() async throws {
    let settings = try Settings.nearest(to: nil)
    var options = PolicyOptions()
    options.paths = paths
    let set = try options.load(settings, schema: ProwSchema.standard)
    if set.isEmpty {
      throw Failure.usage("no policies: name files, or set policies in \(Settings.fileName)")
    }
    if !set.problems.isEmpty {
      Terminal.print(TextReporter(usesColor: Terminal.usesColor(true, on: 1)).render(set.problems))
    }
    // Without a word on the version, a policy may be for any: its tests name what they need.
    let schema = settings.versionSource == .settings ? settings.schema : ProwSchema.newest
    let tester = PolicyTester(set, schema: schema, today: PolicyDate.today)
    let results = try await tester.run()
    let failed = results.filter { !$0.faults.isEmpty }
    Terminal.print(PolicyTestReporter.render(results))
    if !failed.isEmpty || !set.problems.isEmpty { Plimsoll.end(1) }
  }
}
