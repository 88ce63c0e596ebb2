package import Analysis
internal import Configs
internal import Diagnostics
package import Files
internal import Formats
internal import GoFormats
internal import Linting
package import Prow
internal import Rendering
internal import YAML

/// What Prow would create for one job, as `plimsoll render` prints it.
package struct RenderedPage {
  /// The job's.
  package let name: String
  /// What tells the job from the others of its file, also after lines were added before it.
  package let identity: String
  /// YAML.
  package let bytes: [UInt8]
  /// What is wrong elsewhere, so that Prow would not come so far; `nil` if nothing is.
  package let note: String?

  package enum Part: String, Sendable, CaseIterable {
    case pod
    case prowJob = "prowjob"

    fileprivate var rendered: RenderedJob.Part { self == .pod ? .pod : .prowJob }
  }

  /// Why there is nothing to show.
  package struct Refusal: Error {
    package let reason: String

    init(_ text: TerminalText) { reason = text.string }
  }

  /// Renders a job with all made up that a run needs and the job does not say.
  ///
  /// - Parameters:
  ///   - part: The pod, or the ProwJob.
  ///   - job: A job of the session.
  ///   - session: All files and jobs.
  ///   - now: When the ProwJob is created, in seconds since 1970.
  /// - Returns: The page, or why there is none: Prow refuses the job, or it has no pod.
  /// - Throws: `FileError` if a file can't be read.
  package static func make(
    _ part: Part,
    of job: ResolvedJob,
    in session: LintSession,
    now: Int64
  ) async throws(FileError) -> Result<RenderedPage, Refusal> {
    let result = try await session.snapshot.refusals([.prow]).result
    let faults = JobFaults(result)
    if let fault = faults.first(of: job) { return .failure(Refusal(fault)) }
    let missing = MissingConfig.fault(of: job)
    if let missing, part == .pod { return .failure(Refusal(missing)) }
    let schema = session.snapshot.linter.schema
    let renderer = Renderer(result.workspace, catalog: schema.catalog, version: schema.version)
    let arena = Arena()
    var request = RunRequest.madeUp(
      for: job,
      type: JobType(job.job.kind),
      time: arena.text(CivilTime(unixSeconds: now).rfc3339),
      LikelyBranches(),
      arena
    )
    request.time.isMadeUp = true
    guard let object = renderer.render(job, request, arena)[part.rendered] else {
      let place = PositionFinder().text(job.job.nameNode.place)
      return .failure(
        Refusal("\(place): \(job.job.name.string) has no pod: its agent is \(job.agentName)")
      )
    }
    let comments = OriginComments(explains: true)
    let bytes = renderer.yaml(object) { comments.text($0) }
    let notes = [missing, faults.warning(besides: job)].compactMap { $0?.string }
    let page = RenderedPage(
      name: job.job.name.string,
      identity: identity(of: job.job, result.configuration),
      bytes: bytes,
      note: notes.isEmpty ? nil : notes.joined(separator: "\n")
    )
    withExtendedLifetime((arena, result)) {}
    return .success(page)
  }

  private static func identity(of job: Job, _ configuration: Configuration) -> String {
    let variants = configuration.jobs(of: job.node.document).map(\.job).filter {
      $0.kind == job.kind && $0.repo == job.repo && $0.name == job.name
    }
    let number = variants.firstIndex { $0.node.isSame(as: job.node) } ?? 0
    return "\(job.kind.rawValue) \(job.repo.string) \(job.name.string) \(number)"
  }
}
