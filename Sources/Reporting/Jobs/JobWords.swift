internal import Formats
package import Prow
internal import YAML

/// Words about jobs that several reports share.
package enum JobWords {
  /// What starts the job, in a few words.
  package static func when(_ job: Job) -> String {
    for field in [Field.cron, .interval, .minimumInterval] {
      if let value = job[field], !value.isEmpty { return "\(field.name) \(value.convertedText)" }
    }
    if let pattern = job.text(.runIfChanged), !pattern.isEmpty { return "if changed" }
    if let pattern = job.text(.skipIfOnlyChanged), !pattern.isEmpty { return "unless only" }
    switch (job.kind, job[.alwaysRun]?.bool) {
    case (.presubmit, true), (.postsubmit, nil), (.postsubmit, true): return "always"
    case (.presubmit, _): return "on demand"
    default: return "never"
    }
  }

  /// `rocket-unit, a presubmit of acme/rocket`.
  static func title(_ job: Job, _ links: PageLinks = PageLinks()) -> SheetLine {
    let repo = job.repo.string
    let owner: SheetLine =
      job.kind == .periodic ? "" : " of \(SheetLine(value: repo, link: links.repository(repo)))"
    return "\(job.name.string), a \(SheetLine(stringLiteral: job.kind.rawValue))" + owner
  }

  static func words(_ starter: JobStarter, on branch: String) -> SheetLine {
    switch starter {
    case .newCommits: "each push to the pull request"
    case .push: "a push to \(branch)"
    case .comment(let text): "the comment \(text)"
    case .commentLike(let pattern): "a comment that matches \(pattern)"
    case .change(.skipIfOnlyChanged, let pattern): "a changed file that does not match \(pattern)"
    case .change(_, let pattern): "a changed file that matches \(pattern)"
    case .branch(.skipBranches, let patterns):
      "a branch that does not match " + .joined(patterns.map { "\($0)" }, separator: " or ")
    case .branch(_, let patterns):
      "a branch that matches " + .joined(patterns.map { "\($0)" }, separator: " or ")
    case .okToTest: "a member's comment \("/ok-to-test"), which adds the label \("ok-to-test")"
    case .repair(let field): "a regular expression in \(field.name)"
    case .tide: "Tide, before it merges"
    }
  }

  /// Why merges wait for a job, or don't.
  static func words(_ answer: MergeAnswer, of job: Job, on branch: String) -> SheetLine {
    switch answer.cause {
    case .otherBranch: "it can't run on \(branch)"
    case .runBeforeMerge: "run_before_merge is true"
    case .protectedContext: "branch protection names its context \(job.context.string)"
    case .tideContext: "Tide's context_options name its context \(job.context.string)"
    case .alwaysRuns: "it always runs, and is not optional"
    case .manualJobs: "branch protection asks for jobs that a comment starts"
    case .byChanges: "changed files start it, and it is not optional"
    case .onDemand: "only a comment starts it, and it is not optional"
    case .optional: "it is optional"
    case .skipReport: "skip_report is true, so that its result is shown nowhere"
    }
  }
}
