import Analysis
import CommandSupport
import Diagnostics
import Files
import Formats
import Glibc
import JobCommands
import Prow
import Rendering
import Reporting
import YAML

/// A job of the installation in the working directory, rendered for a run.
struct JobToRun {
  let name: String
  /// In decoration's local mode.
  let pod: JSONValue
  let prowJob: JSONValue
  /// The cluster that Prow runs it in.
  var cluster: String { prowJob["spec"]?["cluster"]?.string ?? "default" }
  /// Where Prow makes pods.
  var podNamespace: String { prowJob["spec"]?["namespace"]?.string ?? "default" }
  /// Where Prow makes ProwJobs.
  let prowJobNamespace: String

  /// - Throws: `Failure` where there is no such job, or Prow would refuse it.
  static func load(_ options: RunOptions) async throws -> JobToRun {
    let installation = try await JobInstallation.load(options.files.named)
    return try render(installation.result, installation.renderer, options)
  }

  private static func render(
    _ result: LintResult,
    _ renderer: Renderer,
    _ options: RunOptions
  ) throws -> JobToRun {
    let refs = try options.clone.map { try LocalRefs(clone: $0) }
    let query = JobQuery(
      name: options.job,
      type: options.type,
      repo: options.repo,
      index: options.index,
      baseRef: options.baseRef ?? refs?.branch
    )
    let job = try JobFinder(result).find(query)
    if let fault = JobFaults(result).first(of: job) { throw Failure.input(fault) }
    if let missing = MissingConfig.fault(of: job) { throw Failure.usage(missing) }
    let refsGiven: KeyValuePairs = [
      "--base-ref": options.baseRef != nil, "--base-sha": options.baseSHA != nil,
      "--clone": options.clone != nil,
    ]
    try RunFlags(type: options.type, pullCount: options.pull.count, refs: refsGiven).check(job.job)
    let arena = Arena()
    defer { withExtendedLifetime(arena) {} }
    var request = RequestMaker(
      RequestMaker.Flags(
        type: options.type,
        baseRef: options.baseRef ?? refs?.branch,
        // Without a commit, clonerefs takes the newest one of the branch.
        baseSHA: options.baseSHA ?? refs?.commit ?? "",
        pulls: options.pull.map {
          RunRefs.Pull(number: $0.number, author: .empty, sha: arena.text($0.sha))
        },
        buildID: "\(time(nil))"
      ),
      file: nil,
      arena
    ).request(for: job, arena)
    if options.pull.isEmpty { request.refs.pulls = [] }
    // Any folder: the pod gets one of its own.
    request.localOutputFolder = arena.text("/plimsoll")
    let rendered = renderer.render(job, request, arena)
    guard let pod = rendered.pod else {
      let place = PositionFinder().text(job.job.nameNode.place)
      throw Failure.input(
        "\(place): \(job.job.name.string) has no pod: its agent is \(job.agentName)"
      )
    }
    request.localOutputFolder = .empty
    return JobToRun(
      name: job.job.name.string,
      pod: try renderer.value(pod),
      prowJob: try renderer.value(renderer.render(job, request, arena).prowJob),
      prowJobNamespace: result.workspace.prow?.prowjobNamespace ?? "default"
    )
  }
}

extension Renderer {
  fileprivate func value(_ object: ObjectValue) throws -> JSONValue {
    var bytes: [UInt8] = []
    json(object).withBytes { bytes += $0 }
    return try JSONReader.read(bytes)
  }
}
