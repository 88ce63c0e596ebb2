import ArgumentParser
import JobCommands
import Rendering

/// Which job is rendered, and for what.
struct RenderOptions: ParsableArguments {
  @Argument(help: "The name of the job.", completion: Completions.jobs)
  var name: String?

  @Option(
    name: .customLong("job"),
    help: "The name of the job, as the argument gives it.",
    completion: Completions.jobs
  )
  var jobOption: String?

  @Option(
    help: ArgumentHelp(
      "The key that the job is under, if several jobs have the name.",
      valueName: "org/repo"
    ),
    completion: Completions.repositories
  )
  var repo: String?

  @Option(help: "presubmit, postsubmit, periodic or batch (a batch run of a presubmit).")
  var type: JobType?

  @Option(
    help: ArgumentHelp("Which of several jobs with the same name, from 0.", valueName: "number")
  )
  var index: Int?

  @Option(help: ArgumentHelp("The branch that the run is for.", valueName: "branch"))
  var baseRef: String?

  @Option(help: ArgumentHelp("The commit of the branch.", valueName: "sha"))
  var baseSHA: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A pull request; may be repeated for a batch.",
      valueName: "number:sha:author"
    )
  )
  var pull: [PullArgument] = []

  @Option(
    name: .customLong("build-id"),
    help: ArgumentHelp("The number of the run.", valueName: "number")
  )
  var buildID: String?

  @Option(
    name: .customLong("name"),
    help: "The name of the ProwJob; Prow uses a random UUID."
  )
  var prowJobName: String?

  @Option(
    help: ArgumentHelp(
      "A file with job, type, org, repo, refs, build_id and the like; flags win over it.",
      valueName: "file"
    )
  )
  var request: String?

  @Flag(help: "Render every job: one line of JSON for each, or a stream with -o yaml.")
  var all = false

  @Flag(help: "Say in comments which setting added what; YAML only.")
  var explain = false

  @Option(
    name: [.customShort("o"), .long],
    help: "yaml or json; yaml by default, json for --all."
  )
  var output: OutputForm?

  @OptionGroup var files: ConfigOptions

  enum OutputForm: String, ExpressibleByArgument, CaseIterable { case yaml, json }

  /// The name of the job that is rendered.
  var job: String? { name ?? jobOption }

  func validate() throws {
    if let name, let jobOption, name != jobOption {
      throw ValidationError("\(name) and --job \(jobOption) name two jobs: leave one of them out")
    }
    if all, job != nil || repo != nil || index != nil || type != nil {
      throw ValidationError("--all renders every job; it takes no name, --repo, --type, --index")
    }
    if !all, job == nil, request == nil {
      throw ValidationError(
        "name a job, as in plimsoll render unit, or a --request, or render all with --all"
      )
    }
    if explain, output == .json || all && output == nil {
      throw ValidationError("--explain writes comments, which JSON has not; use -o yaml")
    }
  }
}

extension JobType: ExpressibleByArgument {}

/// A pull request as the command line has it.
struct PullArgument: ExpressibleByArgument {
  var number: Int64
  var sha: String
  var author: String

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let number = Int64(parts[0]), number > 0,
      parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    (self.number, sha, author) = (number, String(parts[1]), String(parts[2]))
  }
}
