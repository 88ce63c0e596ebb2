package import Cluster
package import Formats
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import NIOSSL
internal import Synchronization

/// An API server for tests, at loopback: what is behind it is a double in this process, or the real
/// one that the environment variable PLIMSOLL_TEST_KUBECONFIG names; faults happen on the way there.
package final class TestServer: Sendable {
  private let contents = Mutex(Contents())
  private let backend: any Backend
  private let channel = Mutex<(any Channel)?>(nil)
  private let isSecure: Bool

  private struct Contents {
    var log: [DoubleRequest] = []
    /// Requests that were not answered yet.
    var open = 0
    var faults: [Planned] = []

    /// Notes a request, and takes the fault that was planned for it.
    mutating func fault(for request: DoubleRequest) -> Fault? {
      log.append(request)
      open += 1
      guard let index = faults.firstIndex(where: { $0.applies(request) }) else { return nil }
      let fault = faults[index].fault
      faults[index].left -= 1
      if faults[index].left == 0 { faults.remove(at: index) }
      return fault
    }
  }

  private struct Planned {
    var fault: Fault
    var left: Int
    var applies: @Sendable (DoubleRequest) -> Bool
  }

  private init(_ backend: any Backend, isSecure: Bool) {
    self.backend = backend
    self.isSecure = isSecure
  }

  /// The kubeconfig of a real server, whose current context may create namespaces.
  package static let realKubeconfig = ProcessEnvironment.all["PLIMSOLL_TEST_KUBECONFIG"].flatMap {
    $0.isEmpty
      ? nil
      : realpath($0, nil).map { path in
        defer { free(path) }
        return String(cString: path)
      } ?? $0
  }

  /// Starts a server on a free port, with a real one behind it if there is one.
  ///
  /// - Parameter namespaces: Those that exist.
  /// - Returns: The server, until `stop`.
  /// - Throws: What the system says about sockets, and what is wrong with the kubeconfig.
  package static func start(namespaces: Set<String> = ["default"]) async throws -> TestServer {
    guard let realKubeconfig else { return try await startDouble(namespaces: namespaces) }
    let backend = try RealBackend(kubeconfig: realKubeconfig, namespaces: namespaces)
    let server = TestServer(backend, isSecure: false)
    try await server.listen(tls: nil)
    return server
  }

  /// Starts a double on a free port.
  ///
  /// - Parameters:
  ///   - namespaces: Those that exist.
  ///   - tls: To speak HTTPS.
  /// - Returns: The server, until `stop`.
  /// - Throws: What the system says about sockets.
  package static func startDouble(
    namespaces: Set<String> = ["default"],
    tls: TLSConfiguration? = nil
  ) async throws -> TestServer {
    let server = TestServer(DoubleBackend(namespaces: namespaces), isSecure: tls != nil)
    try await server.listen(tls: tls)
    return server
  }

  private func listen(tls: TLSConfiguration?) async throws {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(DoubleHandler(self.handle))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    self.channel.withLock { $0 = channel }
  }

  package func stop() async {
    try? await channel.withLock { $0 }?.close()
    await backend.end()
  }

  package var url: String {
    let port = channel.withLock { $0?.localAddress?.port } ?? 0
    return "\(isSecure ? "https" : "http")://127.0.0.1:\(port)"
  }

  @Sendable
  private func handle(
    _ request: DoubleRequest,
    _ respond: @escaping @Sendable (DoubleReply?) -> Void
  ) {
    // Source: Kubernetes, `MaxRequestBodyBytes` in staging/src/k8s.io/apiserver/pkg/server/config.go.
    if request.body.count > 3 << 20 {
      let message = "Request entity too large: limit is 3145728"
      return respond(.refusal(413, "RequestEntityTooLarge", message))
    }
    if request.path == "/double/counts" {
      let counts: JSONValue = [
        "requests": .number("\(log.count)"), "writes": .number("\(writes.count)"),
      ]
      return respond(DoubleReply(200, counts))
    }
    let fault = contents.withLock { $0.fault(for: request) }
    let done = { @Sendable (reply: DoubleReply?) in
      self.contents.withLock { $0.open -= 1 }
      respond(reply)
    }
    switch fault {
    case .status(let code, let retryAfter, let message):
      var reply = DoubleReply.refusal(code, "Injected", message)
      reply.retryAfter = retryAfter
      done(reply)
    case .cutBefore: done(nil)
    case .cutAfter: backend.answer(request) { _ in done(nil) }
    case .late(let milliseconds):
      TestServer.after(milliseconds) { self.backend.answer(request, done) }
    case .first(let work):
      Task {
        await work()
        backend.answer(request, done)
      }
    case .then(let work):
      backend.answer(request) { reply in
        Task {
          await work()
          done(reply)
        }
      }
    case .answered(let work):
      backend.answer(request) { reply in
        done(reply)
        Task { await work() }
      }
    case .delay(let milliseconds):
      backend.answer(request) { reply in TestServer.after(milliseconds) { done(reply) } }
    case nil: backend.answer(request, done)
    }
  }

  private static func after(_ milliseconds: Int64, _ work: @escaping @Sendable () -> Void) {
    MultiThreadedEventLoopGroup.singleton.next()
      .scheduleTask(in: .milliseconds(milliseconds), work)
  }
}

// MARK: - What tests do with it

extension TestServer {
  /// All requests so far, in order.
  package var log: [DoubleRequest] { contents.withLock(\.log) }

  /// Requests that wanted to change something.
  package var writes: [DoubleRequest] { log.filter(\.isWrite) }

  /// Whether all requests so far were answered, also those of clients that did not wait for it.
  package var isIdle: Bool { contents.withLock { $0.open == 0 } }

  /// What ConfigMaps held after each change, in order.
  package var states: [HeldValues] { backend.states }

  /// What was stored, in order: the value of the key `VERSION` after each change.
  package var versions: [(name: ObjectName, text: String?)] {
    states.map { ($0.name, $0.values[ConfigMapField(.data, "VERSION")]) }
  }

  /// Ends all that was planned to fail.
  package func clearFaults() { contents.withLock { $0.faults = [] } }

  package func clearLog() { contents.withLock { $0.log = [] } }

  /// Lets the next requests of a kind fail.
  package func inject(
    _ fault: Fault,
    times: Int = 1,
    when applies: @escaping @Sendable (DoubleRequest) -> Bool = { _ in true }
  ) {
    contents.withLock {
      $0.faults.append(Planned(fault: fault, left: times, applies: applies))
    }
  }

  /// Who may do what on a double; by default everybody everything.
  ///
  /// - Parameters:
  ///   - all: The token that may do everything.
  ///   - reading: Tokens that may read ConfigMaps, and in which namespaces.
  package func restrict(all: String, reading: [String: Set<String>] = [:]) {
    guard let backend = backend as? DoubleBackend else {
      preconditionFailure("nobody's rights are changed on a real server")
    }
    backend.state.withLock { state in
      state.rights = reading.mapValues { .reading(namespaces: $0) }
      state.rights[all] = .all
    }
  }

  /// Lets a double refuse objects as an admission policy does, for the reason that is returned.
  package func setPolicy(_ policy: @escaping @Sendable (JSONValue) -> String?) {
    guard let backend = backend as? DoubleBackend else {
      preconditionFailure("no policies are made on a real server")
    }
    backend.state.withLock { $0.policy = policy }
  }

  /// Says what happens to the pods that a double gets, one step each time that somebody looks at one.
  package func setKubelet(_ steps: [KubeletStep]) {
    guard let backend = backend as? DoubleBackend else {
      preconditionFailure("a real server has kubelets of its own")
    }
    backend.state.withLock { $0.kubelet = steps }
  }

  /// Says what each look at a ProwJob finds as its status; the last one stays.
  package func setProwJobStatuses(_ statuses: [JSONValue]) {
    guard let backend = backend as? DoubleBackend else {
      preconditionFailure("on a real server Prow says this")
    }
    backend.state.withLock { $0.prowJobStatuses = statuses }
  }

  /// The names of the objects of a kind that a double holds, as its path names the kind.
  package func names(of resource: String) -> [String] {
    guard let backend = backend as? DoubleBackend else {
      preconditionFailure("a real server is asked by requests")
    }
    return backend.state.withLock { state in
      let names =
        resource == "pods"
        ? Array(state.pods.keys) : Array(state.objects[resource, default: [:]].keys)
      return names.map(\.name).sorted()
    }
  }

  // MARK: Past the faults and the log

  /// What a ConfigMap holds now; `nil` if there is none.
  package func configMap(_ name: ObjectName) async -> ConfigMapObject? {
    await ask("GET", name).flatMap { ConfigMapObject($0.body) }
  }

  /// Takes a ConfigMap away, as somebody with kubectl does.
  package func delete(_ name: ObjectName) async { _ = await ask("DELETE", name) }

  /// Takes a pod away, as somebody with kubectl does.
  package func deletePod(_ name: ObjectName) async { _ = await ask("DELETE", name, of: "pods") }

  private func ask(
    _ method: String,
    _ name: ObjectName,
    of resource: String = "configmaps"
  ) async -> DoubleReply? {
    let request = DoubleRequest(
      method: method,
      uri: "/api/v1/namespaces/\(name.namespace)/\(resource)/\(name.name)",
      headers: [:],
      body: []
    )
    return await withCheckedContinuation { continuation in
      backend.answer(request) { continuation.resume(returning: $0) }
    }
  }
}
