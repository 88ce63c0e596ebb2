import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import JobCommands
import Linting
import Prow
import Rendering
import Reporting
import YAML

/// One run of `plimsoll render`: loads and checks the files, finds the job, writes it.
struct RenderRun {
  private let options: RenderOptions
  private let part: RenderedJob.Part

  init(_ options: RenderOptions, part: RenderedJob.Part) {
    self.options = options
    self.part = part
  }

  func run() async throws {
    let arena = Arena()
    let maker = try requestMaker(arena)
    let installation = try await JobInstallation.load(options.files.named)
    let (result, renderer) = (installation.result, installation.renderer)
    if options.all {
      try await RenderAll(options: options, part: part).run(result, renderer, maker.requests)
    } else {
      try renderOne(result, renderer, maker, arena)
    }
    withExtendedLifetime((maker.document, arena)) {}
  }

  /// The makings of a request, and the document that it looks into.
  private struct Request {
    var query: JobQuery
    var requests: RequestMaker
    var document: Document?
  }

  private func requestMaker(_ arena: Arena) throws -> Request {
    var document: Document?
    var file: RequestFile?
    if let path = options.request {
      let name = WorkingDirectory.shortName(path)
      let (source, _) = SourceFile.decoding(path: name, adopting: try FileReader.read(path))
      let parsed = Document.parse(source)
      document = parsed
      do throws(RequestFile.Refusal) {
        file = try RequestFile(parsed, arena)
      } catch {
        throw Failure.usage("\(PositionFinder().text(error.place)): \(error.message)")
      }
      for problem in file?.unknownKeys ?? [] {
        Terminal.printError(
          "plimsoll: \(PositionFinder().text(problem.place)): \(problem.message)\n"
        )
      }
    }
    let query = JobQuery(
      name: options.job ?? file?.job ?? "",
      type: options.type ?? file?.type,
      repo: options.repo ?? file?.repositoryKey,
      index: options.index ?? file?.index,
      baseRef: options.baseRef ?? file?.baseRef
    )
    if !options.all, query.name.isEmpty {
      throw Failure.usage("the request names no job; add it, or use --job")
    }
    let flags = RequestMaker.Flags(
      type: options.type,
      baseRef: options.baseRef,
      baseSHA: options.baseSHA,
      pulls: options.pull.map {
        RunRefs.Pull(
          number: $0.number,
          author: arena.text($0.author),
          sha: arena.text($0.sha)
        )
      },
      buildID: options.buildID,
      name: options.prowJobName
    )
    let requests = RequestMaker(flags, file: options.all ? file?.forAllJobs : file, arena)
    if query.type == .batch, flags.pulls.isEmpty, file?.pulls?.isEmpty ?? true {
      throw Failure.usage("a batch is made of pull requests; name them with --pull")
    }
    return Request(query: query, requests: requests, document: document)
  }

  // MARK: One job

  private func renderOne(
    _ result: LintResult,
    _ renderer: Renderer,
    _ request: Request,
    _ arena: Arena
  ) throws {
    try checkRefs(request, request.query.type?.kind)
    let job = try JobFinder(result).find(request.query)
    let faults = JobFaults(result)
    if let fault = faults.first(of: job) { throw Failure.input(fault) }
    if let missing = MissingConfig.fault(of: job) {
      // A pod without images is refused; a ProwJob shows at least what the job says itself.
      if part == .pod { throw Failure.usage(missing) }
      Terminal.printError("plimsoll: \(missing)\n")
    }
    if let warning = faults.warning(besides: job) { Terminal.printError(warning) }
    try checkRefs(request, job.job.kind)
    try RunFlags(
      type: request.query.type,
      pullCount: options.pull.count,
      refs: ["--base-ref": options.baseRef != nil, "--base-sha": options.baseSHA != nil]
    ).check(job.job)
    if job.job.kind != .periodic, let branch = options.baseRef,
      let reason = job.job.branchRefusal(on: branch)
    {
      let name = job.job.name.string
      Terminal.printError("plimsoll: \(name) would not run on \(branch): \(reason.text)\n")
    }
    let rendered = renderer.render(job, request.requests.request(for: job, arena), arena)
    guard let object = rendered[part] else {
      let place = PositionFinder().text(job.job.nameNode.place)
      throw Failure.input(
        "\(place): \(job.job.name.string) has no pod: its agent is \(job.agentName)"
      )
    }
    switch options.output ?? .yaml {
    case .json:
      renderer.json(object).withBytes { Terminal.print($0) }
      Terminal.print("\n")
    case .yaml:
      let comments = OriginComments(explains: options.explain)
      Terminal.print(renderer.yaml(object) { comments.text($0) })
    }
  }

  /// A request file is complete or wrong; only what the command line leaves out is made up.
  private func checkRefs(_ request: Request, _ kind: Job.Kind?) throws {
    guard let path = options.request, let kind, kind != .periodic else { return }
    let name = WorkingDirectory.shortName(path)
    if request.query.baseRef == nil {
      throw Failure.usage(
        "\(name): the request has no refs.base_ref, which a \(kind.rawValue) needs"
      )
    }
    if kind == .presubmit, !request.requests.hasPulls {
      throw Failure.usage("\(name): the request has no refs.pulls, which a presubmit needs")
    }
  }
}

extension RequestFile {
  /// The key of the repository as a configuration spells it.
  fileprivate var repositoryKey: String? {
    guard let org else { return nil }
    guard let repo, !repo.isEmpty else { return org }
    return "\(org)/\(repo)"
  }

  /// Without what names one job.
  fileprivate var forAllJobs: RequestFile {
    var file = self
    (file.job, file.type, file.org, file.repo, file.index) = (nil, nil, nil, nil, nil)
    return file
  }
}
