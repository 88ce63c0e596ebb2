import Analysis
import CommandSupport
import Configs
import Formats
import JobCommands
import Linting
import Machine
import Prow
import Rendering
import Reporting
import YAML

/// Renders every job of a configuration, but for those that can't be.
struct RenderAll {
  let options: RenderOptions
  let part: RenderedJob.Part

  func run(_ result: LintResult, _ renderer: Renderer, _ requests: RequestMaker) async throws {
    let isYAML = options.output == .yaml
    // Lines of JSON hold both objects.
    let sorted = Sorted(result, needsPods: !isYAML || part == .pod)
    let comments = isYAML ? OriginComments(explains: options.explain) : nil
    await renderer.renderAll(
      sorted.jobs,
      as: isYAML ? .documents(part) : .lines,
      workers: Processors.count,
      request: { requests.request(for: $0, $1) },
      comment: { comments?.text($0) },
      write: { Terminal.print($0) }
    )
    if let message = sorted.faults.summary(leftOut: sorted.refused) {
      throw Failure.input(message)
    }
    if let message = MissingConfig.summary(of: sorted.lacking, areLeftOut: sorted.needsPods) {
      if sorted.needsPods { throw Failure.usage(message) }
      Terminal.printError("plimsoll: \(message)\n")
    }
    // All memory goes with the process.
    Plimsoll.end(0)
  }

  /// The jobs that can be rendered, and why the others can't.
  private struct Sorted {
    let faults: JobFaults
    var jobs: [NumberedJob] = []
    var refused: [(name: String, fault: TerminalText)] = []
    /// Those that lack what only config.yaml can give, so that no pod can be made of them.
    var lacking: [ResolvedJob] = []
    let needsPods: Bool

    init(_ result: LintResult, needsPods: Bool) {
      self.needsPods = needsPods
      faults = JobFaults(result)
      for job in NumberedJob.all(result.configuration.jobsByFile.flatMap(\.jobs)) {
        if let fault = faults.first(of: job.job) {
          refused.append((job.job.job.name.string, fault))
          continue
        }
        let isLacking = MissingConfig.fault(of: job.job) != nil
        if isLacking { lacking.append(job.job) }
        if !isLacking || !needsPods { jobs.append(job) }
      }
    }
  }
}
