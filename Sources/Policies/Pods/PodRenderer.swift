internal import CEL
internal import Prow
internal import Rendering
internal import Synchronization
internal import YAML

/// Makes the pods of jobs as Prow would, when an expression asks for one.
final class PodRenderer: Sendable {
  private let workspace: Workspace
  private let schema: ProwSchema
  private let branches = LikelyBranches()
  /// Made for the first pod: few policies look at one.
  private let renderer = Mutex<Renderer?>(nil)

  init(_ workspace: Workspace, _ schema: ProwSchema) {
    self.workspace = workspace
    self.schema = schema
  }

  /// The pod of a job; of one without pod spec all its fields are empty.
  ///
  /// What a run decides, such as the commits, is made up, and the same each time.
  func pod(of job: PolicyJob, _ run: Run) throws(CELError) -> CEL.Value {
    try run.charge(PodRenderer.cost(of: job))
    let arena = Arena()
    let request = RunRequest.madeUp(
      for: job.resolved,
      type: JobType(job.job.kind),
      time: PodRenderer.time,
      branches,
      arena
    )
    let rendered = made.render(job.resolved, request, arena)
    guard let pod = rendered.pod, job.resolved.agentName == "kubernetes" else {
      return .map(NodeObject(node: nil, shape: .pod, origin: .prow))
    }
    return .map(PodMap(pod, of: RenderedPod(arena, job), shape: .object(.pod)))
  }

  /// A time that no two runs differ in.
  private static let time = Text(static: "2026-01-01T00:00:00Z")

  /// Labels and annotations are sorted, each by comparing it to many others, and each container gets
  /// what each preset has.
  private static func cost(of job: PolicyJob) -> UInt64 {
    let counts = [Field.labels, .annotations].map { field in
      UInt64(job.job[field]?.entries.reduce(0) { count, _ in count + 1 } ?? 0)
    }
    let added = job.resolved.presets.reduce(30) { $0 + $1.variables.count + $1.mounts.count }
    let copies = UInt64(job.resolved.containers.count) * UInt64(added)
    return counts.reduce(1_000 + copies) { $0 + $1 * $1 / 10 }
  }

  private var made: Renderer {
    if let renderer = renderer.withLock({ $0 }) { return renderer }
    let made = Renderer(workspace, catalog: schema.catalog, version: schema.version)
    renderer.withLock { $0 = made }
    return made
  }
}

/// What the values of a pod look into; they keep it alive.
final class RenderedPod: @unchecked Sendable {
  // Nothing is added to the memory once the pod is made.
  private let arena: Arena
  let job: PolicyJob

  init(_ arena: Arena, _ job: PolicyJob) {
    self.arena = arena
    self.job = job
  }
}
