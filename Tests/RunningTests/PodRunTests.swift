import Cluster
import ClusterDouble
import Formats
import Running
import Synchronization
import TestSupport
import Testing

@Suite("Runs of pods", .timeLimit(.minutes(5)))
struct PodRunTests {
  private let name = ObjectName(namespace: "test-pods", name: "plimsoll-run-1")

  private static let archive: [UInt8] = Array("the bytes of an archive".utf8)

  private static let happy: [KubeletStep] = [
    .isNotScheduled("Unschedulable: 0/1 nodes are available"),
    .waits("clonerefs", reason: "PodInitializing"),
    .starts("clonerefs"), .prints("clonerefs", "cloned\n"), .ends("clonerefs", code: 0),
    .starts("initupload"), .ends("initupload", code: 0),
    .starts("test"), .starts("sidecar"), .starts("plimsoll-collector"),
    .prints("test", "one\ntwo\n"), .prints("test", "three\n"), .ends("test", code: 0),
    .prints("sidecar", "done\n"), .ends("sidecar", code: 0),
    .needsAnnotation("plimsoll.dev/collect"),
    .prints(
      "plimsoll-collector",
      "dGhlIGJ5dGVzIG9m\nIGFuIGFyY2hpdmU=\nplimsoll: all results are above\n"
    ),
    .ends("plimsoll-collector", code: 0),
  ]

  /// What a run of the decorated pod tells, with what the pod goes through.
  private func run(
    _ steps: [KubeletStep],
    pod: JSONValue? = nil,
    options: PodRun.Options = PodRun.Options(pause: .milliseconds(1)),
    _ body: (PodRun, Told, TestServer) async throws -> Void
  ) async throws {
    let server = try await TestServer.startDouble(namespaces: ["test-pods"])
    server.setKubelet(steps)
    let clusters = Clusters(
      kubeconfig: kubeconfig(server),
      options: Clusters.Options(retry: RetryPolicy(attempts: 4, first: .milliseconds(1)))
    )
    do {
      let client = try clusters.client("kind")
      let rendered = try pod ?? RenderedPod.decorated()
      let runnable = RunnablePod(rendered, name: name, collectorImage: "busybox")
      try await RunSession(client: client, pod: runnable).create()
      let told = Told()
      let run = PodRun(runnable, on: client, options: options) { told.add($0) }
      try await body(run, told, server)
    } catch {
      await clusters.shutDown()
      await server.stop()
      throw error
    }
    await clusters.shutDown()
    await server.stop()
  }

  private func kubeconfig(_ server: TestServer) -> Kubeconfig {
    var kubeconfig = Kubeconfig()
    kubeconfig.contexts["kind"] = Kubeconfig.Context(cluster: "kind", user: "")
    kubeconfig.clusters["kind"] = Kubeconfig.Server(url: server.url)
    return kubeconfig
  }

  /// What a run has told.
  private final class Told: Sendable {
    private let events = Mutex<[PodRun.Event]>([])

    func add(_ event: PodRun.Event) { events.withLock { $0.append(event) } }

    func lines(_ container: String) -> String {
      events.withLock { events in
        events.map { event in
          guard case .line(container, let line) = event else { return "" }
          return String(decoding: line, as: UTF8.self)
        }.joined()
      }
    }

    /// All that is no line.
    var others: [PodRun.Event] {
      events.withLock { $0.filter { if case .line = $0 { false } else { true } } }
    }
  }

  @Test
  func aJobRunsToItsEndAndLeavesItsResults() async throws {
    try await run(PodRunTests.happy) { run, told, _ in
      let outcome = try await run.follow()
      #expect(outcome == .ended(code: 0))
      #expect(told.lines("clonerefs") == "cloned\n")
      #expect(told.lines("test") == "one\ntwo\nthree\n")
      #expect(told.lines("sidecar") == "done\n")
      #expect(
        told.others.first
          == .waiting("no node takes the pod: Unschedulable: 0/1 nodes are available")
      )
      #expect(told.others.contains(.ended(container: "test", code: 0, reason: "Completed")))
      let results = try await run.results()
      #expect(results == PodRunTests.archive)
    }
  }

  @Test(arguments: [1, 3, 6, 10, 14])
  func aBrokenConnectionLosesNoLine(_ after: Int) async throws {
    try await run(PodRunTests.happy) { run, told, server in
      let count = Mutex(0)
      server.inject(.cutAfter, times: 3) { request in
        guard request.path.hasSuffix("/log") else { return false }
        return count.withLock { count in
          count += 1
          return count >= after
        }
      }
      let outcome = try await run.follow()
      #expect(outcome == .ended(code: 0))
      #expect(told.lines("test") == "one\ntwo\nthree\n")
      #expect(told.lines("clonerefs") == "cloned\n")
    }
  }

  @Test
  func theStatusIsThatOfTheFirstContainerThatFails() async throws {
    let steps: [KubeletStep] = [
      .starts("one"), .starts("two"), .ends("two", code: 4, reason: "Error"),
      .ends("one", code: 3, reason: "OOMKilled"),
    ]
    try await run(steps, pod: try RenderedPod.plain()) { run, told, _ in
      let outcome = try await run.follow()
      #expect(outcome == .ended(code: 3))
      #expect(told.others.contains(.ended(container: "one", code: 3, reason: "OOMKilled")))
    }
  }

  @Test
  func anInitContainerThatFailsEndsTheRun() async throws {
    let steps: [KubeletStep] = [
      .starts("clonerefs"), .prints("clonerefs", "fatal: no such branch\n"),
      .ends("clonerefs", code: 1, reason: "Error"),
    ]
    try await run(steps) { run, told, _ in
      let outcome = try await run.follow()
      #expect(
        outcome == .failed("init container clonerefs ended with 1, Error")
      )
      #expect(told.lines("clonerefs") == "fatal: no such branch\n")
    }
  }

  @Test
  func aPodThatDoesNotStartIsGivenUpWithTheReason() async throws {
    let steps: [KubeletStep] = [
      .waits("one", reason: "ErrImagePull", message: "no such host")
    ]
    let options = PodRun.Options(startLimit: .milliseconds(100), pause: .milliseconds(1))
    try await run(steps, pod: try RenderedPod.plain(), options: options) { run, told, _ in
      let outcome = try await run.follow()
      #expect(
        outcome
          == .failed(
            "the pod has not started within 0 s: container one: ErrImagePull: no such host"
          )
      )
      #expect(
        told.others == [
          .waiting("container one: ErrImagePull: no such host")
        ]
      )
    }
  }

  @Test
  func aPodThatTheNodeEndsHasFailed() async throws {
    let steps: [KubeletStep] = [
      .starts("one"),
      .fails(reason: "Evicted", message: "The node was low on resource: memory."),
    ]
    try await run(steps, pod: try RenderedPod.plain()) { run, _, _ in
      let outcome = try await run.follow()
      #expect(
        outcome == .failed("the pod has failed: Evicted: The node was low on resource: memory.")
      )
    }
  }

  @Test
  func aPodThatSomebodyDeletesIsGone() async throws {
    try await run([.starts("one")], pod: try RenderedPod.plain()) { run, _, server in
      async let outcome = run.follow()
      try await Waiting.until("a look at the pod") {
        server.log.contains { $0.method == "GET" && $0.path.hasSuffix("/\(name.name)") }
      }
      await server.deletePod(name)
      let end = try await outcome
      #expect(end == .failed("somebody has deleted the pod"))
    }
  }

  @Test(arguments: [
    (
      "dGhlIGJ5dGVz\n",
      "the log of the collector has no end; the node may keep only a part of so long a log"
    ),
    ("tar: can't open\n", "the collector says \"tar: can't open\""),
  ])
  func resultsThatAreNotWholeAreNotTaken(_ printed: String, _ reason: String) async throws {
    var steps = PodRunTests.happy
    steps[steps.count - 2] = .prints("plimsoll-collector", printed)
    try await run(steps) { run, _, _ in
      _ = try await run.follow()
      await #expect(throws: ResultFault(reason: reason)) { try await run.results() }
    }
  }
}
