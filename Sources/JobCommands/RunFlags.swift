package import CommandSupport
internal import Formats
package import Prow
package import Rendering
internal import YAML

/// What the command line says about a run, against what the job can have.
package struct RunFlags {
  /// The type that was asked for, if any.
  private let type: JobType?
  private let pullCount: Int
  /// The options that are given about a branch and its commit.
  private let refs: [String]

  /// - Parameters:
  ///   - type: The type that was asked for, if any.
  ///   - pullCount: How many pull requests are named.
  ///   - refs: Options about a branch and its commit, and whether each is given.
  package init(type: JobType?, pullCount: Int, refs: KeyValuePairs<String, Bool>) {
    self.type = type
    self.pullCount = pullCount
    self.refs = refs.filter(\.value).map(\.key)
  }

  /// - Throws: `Failure` for options that say nothing about runs of such jobs.
  package func check(_ job: Job) throws(Failure) {
    let pulls = pullCount == 0 || job.kind == .presubmit ? [] : ["--pull"]
    let misplaced = pulls + (job.kind == .periodic ? refs : [])
    if !misplaced.isEmpty {
      let has = job.kind == .periodic ? "nothing to test" : "no pull request"
      throw Failure.usage(
        "\(job.name.string) is a \(job.kind.rawValue), which has \(has); "
          + "leave out \(misplaced.joined(separator: ", "))"
      )
    }
    if type != .batch, pullCount > 1 {
      throw Failure.usage("a presubmit is for one pull request; for several use --type batch")
    }
  }
}
