import ArgumentParser
import CommandSupport
import JobCommands
import Rendering

/// Which job runs, and for what.
struct RunOptions: ParsableArguments {
  @Argument(help: "The name of the job.")
  var job: String

  @Option(
    help: ArgumentHelp(
      "The key that the job is under, if several jobs have the name.",
      valueName: "org/repo"
    )
  )
  var repo: String?

  @Option(help: "presubmit, postsubmit, periodic or batch (a batch run of a presubmit).")
  var type: JobType?

  @Option(
    help: ArgumentHelp("Which of several jobs with the same name, from 0.", valueName: "number")
  )
  var index: Int?

  @Option(help: ArgumentHelp("The branch to run on.", valueName: "branch"))
  var baseRef: String?

  @Option(help: ArgumentHelp("The commit of the branch; by default the newest.", valueName: "sha"))
  var baseSHA: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A pull request to merge into the branch; may be repeated for a batch.",
      valueName: "number[:sha]"
    )
  )
  var pull: [PullToRun] = []

  @Option(
    help: ArgumentHelp(
      "A clone of the job's repository, whose branch and commit to run on; the commit must be pushed.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var clone: String?

  @OptionGroup var files: ConfigOptions

  func validate() throws {
    if clone != nil, baseRef != nil || baseSHA != nil {
      throw ValidationError(
        "--clone says the branch and the commit; leave out --base-ref and --base-sha"
      )
    }
  }
}

extension JobType: ExpressibleByArgument {}

/// A pull request as the command line has it; without a commit its newest one is taken.
struct PullToRun: ExpressibleByArgument {
  var number: Int64
  var sha: String

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let number = Int64(parts[0]), number > 0,
      parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    (self.number, sha) = (number, parts.count == 2 ? String(parts[1]) : "")
  }
}
