import CommandSupport
import Formats
import Prow
import Rendering
import Reporting
import YAML

/// What the command line says about a run, against what the job can have.
struct RunFlags {
  private let options: RenderOptions
  private let type: JobType?

  /// `type`: The type that was asked for, if any.
  init(_ options: RenderOptions, _ type: JobType?) {
    self.options = options
    self.type = type
  }

  /// A note about a branch that the job does not run on; `nil` if nothing is to be said.
  ///
  /// - Throws: `Failure` for flags that say nothing about runs of such jobs.
  func note(for job: Job) throws(Failure) -> TerminalText? {
    var misplaced = options.pull.isEmpty || job.kind == .presubmit ? [] : ["--pull"]
    if job.kind == .periodic {
      if options.baseRef != nil { misplaced.append("--base-ref") }
      if options.baseSHA != nil { misplaced.append("--base-sha") }
    }
    let name = job.name.string
    if !misplaced.isEmpty {
      let has = job.kind == .periodic ? "nothing to test" : "no pull request"
      throw Failure.usage(
        "\(name) is a \(job.kind.rawValue), which has \(has); "
          + "leave out \(misplaced.joined(separator: ", "))"
      )
    }
    if type != .batch, options.pull.count > 1 {
      throw Failure.usage("a presubmit is for one pull request; for several use --type batch")
    }
    guard job.kind != .periodic, let branch = options.baseRef,
      let reason = job.branchRefusal(on: branch)
    else { return nil }
    return "plimsoll: \(name) would not run on \(branch): \(reason.text)\n"
  }
}
