import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Formats
import JobCommands
import Policies
import Prow
import Reporting

struct PolicyEvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Show the value of an expression, and its type.",
    discussion: """
      With --job, for each job of that name; else for everything, as for subject all. Values are \
      printed as JSON.
      """
  )

  @Argument(help: "The expression, such as 'job.spec.containers[0].image'.")
  var expression: String

  @Option(help: ArgumentHelp("The name of a job.", valueName: "name"), completion: Completions.jobs)
  var job: String?

  @OptionGroup var files: ConfigOptions

  @OptionGroup var policyOptions: PolicyOptions

  func run() async throws {
    let judged = try await JudgedPolicies.load(files, policyOptions, needsPolicies: false)
    let world = judged.run.world(judged.result.configuration, judged.schema)
    switch PolicyEvaluation.evaluate(expression, in: world, job: job) {
    case .failure(let fault):
      let line = fault.place.map { "\($0.line):\($0.column): " } ?? ""
      throw Failure.usage("\(line)\(fault.message)")
    case .success(let values):
      if values.isEmpty, let job { throw Failure.usage("no job is called \"\(job)\"") }
      for value in values {
        let heading: TerminalText = value.name.map { "\($0)  " } ?? ""
        Terminal.print(heading + "\(value.type)  \(value.text)\n")
      }
    }
  }
}
