import ArgumentParser
import Cluster
import CommandSupport
import Files
import Formats
import Glibc
import Prow
import Running

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a job as a pod of a cluster, without Prow, and wait for its end.",
    discussion: """
      The pod is the one that Prow would make, but it uploads nothing: its results are copied to a \
      folder. What was made in the cluster is removed at the end, also after ^C. With --prowjob, \
      Prow itself runs the job: as a ProwJob in the cluster where Prow is. Exit status: that of the \
      job; 2 if it could not run to its end; 130 after ^C.
      """
  )

  @OptionGroup var job: RunOptions

  @Option(
    help: ArgumentHelp(
      "The kubeconfig; by default those of KUBECONFIG, or ~/.kube/config.",
      valueName: "file"
    ),
    completion: .file()
  )
  var kubeconfig: String?

  @Option(help: "The context of the kubeconfig; by default the current one.")
  var context: String?

  @Option(help: "The namespace of the pod; by default pod_namespace of Prow's config.yaml.")
  var namespace: String?

  @Option(
    help: ArgumentHelp(
      "A new folder for the results; by default one with the name of the pod.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var artifacts: String?

  @Flag(help: "Make secrets that are missing, with made-up values, and remove them at the end.")
  var stubSecrets = false

  @Flag(help: "Run in a cluster that is called default or trusted.")
  var allowTrusted = false

  @Flag(help: "Leave the pod in the cluster, and do not abort a ProwJob after ^C.")
  var keep = false

  @Flag(
    name: .customLong("prowjob"),
    help: "Create a ProwJob where Prow runs, and follow its state."
  )
  var createsProwJob = false

  @Option(
    help: ArgumentHelp(
      "The image that gives out the results; it has sh, tar and base64.",
      valueName: "image"
    )
  )
  var collectorImage = "docker.io/library/busybox:1.37"

  @Option(help: ArgumentHelp("How long the pod may take to start.", valueName: "seconds"))
  var startTimeout = 600

  func validate() throws {
    if startTimeout < 1 { throw ValidationError("--start-timeout takes 1 or more") }
    if createsProwJob, stubSecrets || artifacts != nil || namespace != nil {
      throw ValidationError(
        "with --prowjob, Prow makes the pod; leave out --stub-secrets, --artifacts and --namespace"
      )
    }
  }

  func run() async throws {
    let job = try await JobToRun.load(job)
    let config = try Kubeconfig.load(kubeconfig)
    guard let context = context ?? config?.currentContext else {
      throw Failure.usage(
        "there is no kubeconfig with a current context; use --kubeconfig or --context"
      )
    }
    try checkTrust(in: createsProwJob ? job.cluster : context)
    let clusters = Clusters(kubeconfig: config)
    do {
      let client = try clusters.client(context)
      let status = try await createsProwJob ? runProwJob(job, in: client) : runPod(job, in: client)
      await clusters.shutDown()
      if status != 0 { throw ExitCode(status) }
    } catch {
      await clusters.shutDown()
      throw error
    }
  }

  /// - Throws: `Failure` for a cluster that must not run whatever somebody tries.
  private func checkTrust(in cluster: String) throws(Failure) {
    if !ClusterTrust.isTrusted(cluster) || allowTrusted { return }
    let what = createsProwJob ? "the job runs in cluster" : "the pod would run in context"
    throw Failure.usage(
      "\(what) \"\(cluster)\", which is a trusted one by its name; to run it there all the same, use "
        + "--allow-trusted"
    )
  }

  /// - Returns: The exit status.
  private func runPod(_ job: JobToRun, in client: ClusterClient) async throws -> Int32 {
    let pod = RunnablePod(
      job.pod,
      name: ObjectName(
        namespace: namespace ?? job.podNamespace,
        name: "plimsoll-run-\(RunCommand.randomWord())"
      ),
      collectorImage: collectorImage
    )
    var session = RunSession(client: client, pod: pod)
    session.stubs = try await stubs(for: session)
    let folder = try pod.hasCollector ? ResultFolder(artifacts ?? pod.name.name) : nil
    let output = RunOutput(pod.testContainers)
    output.say("\(job.name) runs as pod \(pod.name) of cluster \(client.cluster)")
    let options = PodRun.Options(startLimit: .seconds(startTimeout))
    let ending = await Interrupts.run { [session] in
      try await session.create()
      let run = PodRun(pod, on: client, options: options) { output.show($0) }
      let outcome = try await run.follow()
      if case .ended = outcome, let folder {
        do {
          let archive = try await run.results()
          try folder.unpack(archive)
          output.say("the results are in \(folder.path)")
        } catch let fault as ResultFault {
          output.say("\(fault)")
        }
      }
      return outcome
    }
    if !keep {
      for failure in await session.cleanUp() { output.say("could not clean up: \(failure)") }
    }
    folder?.removeIfEmpty()
    return try RunCommand.status(ending, output)
  }

  /// - Returns: The exit status.
  private func runProwJob(_ job: JobToRun, in client: ClusterClient) async throws -> Int32 {
    let output = RunOutput([])
    let name = ObjectName(namespace: job.prowJobNamespace, name: RunCommand.randomUUID())
    let run = ProwJobRun(job.prowJob, name: name, on: client) { state in
      let details = [state.description, state.url].filter { !$0.isEmpty }
      output.say("\(state.name)\(details.isEmpty ? "" : ": ")\(details.joined(separator: ", "))")
    }
    output.say("\(job.name) runs as ProwJob \(name) of cluster \(client.cluster)")
    let ending = await Interrupts.run {
      try await run.create()
      return try await run.follow()
    }
    if case .interrupted = ending, !keep {
      do {
        try await run.abort()
      } catch {
        output.say("could not abort the ProwJob: \(error)")
      }
    }
    return try RunCommand.status(ending, output)
  }

  private static func status(
    _ ending: Interrupts.Ending<PodRun.Outcome>,
    _ output: RunOutput
  ) throws -> Int32 {
    switch ending {
    case .value(.ended(let code)):
      output.say("the job has ended with \(code)")
      return Int32(truncatingIfNeeded: code)
    case .value(.failed(let reason)):
      throw Failure.usage("the job did not run to its end: \(reason)")
    case .interrupted(let signal): return 128 + signal
    case .failed(let error as ClusterError): throw explained(error)
    case .failed(let error): throw error
    }
  }

  /// The secrets to make.
  ///
  /// - Throws: `Failure` if the pod can't start for what the cluster lacks.
  private func stubs(for session: RunSession) async throws -> [RequiredObject] {
    let check = try await session.check()
    for error in check.unknown {
      Terminal.printError(
        "plimsoll-updater: not all that the pod needs can be looked at: \(error)\n"
      )
    }
    let left = check.lacks.filter { !(stubSecrets && $0.canBeStubbed) }
    if left.isEmpty { return check.lacks.map(\.object) }
    var message: TerminalText =
      "the pod can't start in namespace \"\(session.pod.name.namespace)\":"
    for lack in left { message += "\n  \(lack.description)" }
    if !stubSecrets, left.contains(where: \.canBeStubbed) {
      message += "\n--stub-secrets makes missing secrets with made-up values"
    }
    throw Failure.usage(message)
  }

  /// What to do about a missing namespace is another thing here than for ConfigMaps.
  private static func explained(_ error: ClusterError) -> any Error {
    guard case .notFound(kind: "namespaces", let name) = error.kind else { return error }
    return Failure.usage(
      "cluster \"\(error.cluster)\" has no namespace \"\(name)\": create it, or name another one with "
        + "--namespace"
    )
  }

  private static func randomWord() -> String {
    String(UInt64.random(in: 1 << 60...UInt64.max), radix: 36)
  }

  /// As Prow names ProwJobs: version 4 of RFC 9562.
  private static func randomUUID() -> String {
    let (high, low) = (UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max))
    func digits(_ number: UInt64, _ count: Int) -> String {
      let text = String(number, radix: 16)
      return String(repeating: "0", count: count - text.count) + text
    }
    return [
      digits(high >> 32, 8), digits(high >> 16 & 0xFFFF, 4), digits(high & 0xFFF | 0x4000, 4),
      digits(low >> 48 & 0x3FFF | 0x8000, 4), digits(low & 0xFFFF_FFFF_FFFF, 12),
    ].joined(separator: "-")
  }
}
