package import Cluster
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import NIOSSL
internal import Synchronization

/// An API server in this process: real HTTP on loopback, and what this project uses of Kubernetes.
package final class ServerDouble: Sendable {
  private let contents: Mutex<Contents>
  private let channel: Mutex<(any Channel)?>
  private let isSecure: Bool

  private struct Contents {
    var state: ServerState
    var log: [DoubleRequest] = []
    var faults: [Planned] = []
  }

  private struct Planned {
    var fault: Fault
    var left: Int
    var applies: @Sendable (DoubleRequest) -> Bool
  }

  private init(_ state: ServerState, isSecure: Bool) {
    contents = Mutex(Contents(state: state))
    channel = Mutex(nil)
    self.isSecure = isSecure
  }

  /// Starts a server on a free port.
  ///
  /// - Parameters:
  ///   - namespaces: Those that exist.
  ///   - tls: To speak HTTPS.
  /// - Returns: The server, until `stop`.
  /// - Throws: What the system says about sockets.
  package static func start(
    namespaces: Set<String> = ["default"],
    tls: TLSConfiguration? = nil
  ) async throws -> ServerDouble {
    let server = ServerDouble(ServerState(namespaces: namespaces), isSecure: tls != nil)
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
          try channel.pipeline.syncOperations.addHandler(DoubleHandler { server.handle($0) })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    server.channel.withLock { $0 = channel }
    return server
  }

  package func stop() async { try? await channel.withLock { $0 }?.close() }

  package var url: String {
    let port = channel.withLock { $0?.localAddress?.port } ?? 0
    return "\(isSecure ? "https" : "http")://127.0.0.1:\(port)"
  }

  fileprivate func handle(_ request: DoubleRequest) -> DoubleHandler.Answer {
    contents.withLock { contents in
      contents.log.append(request)
      var fault: Fault?
      if let index = contents.faults.firstIndex(where: { $0.applies(request) }) {
        fault = contents.faults[index].fault
        contents.faults[index].left -= 1
        if contents.faults[index].left == 0 { contents.faults.remove(at: index) }
      }
      switch fault {
      case .status(let code, let retryAfter):
        var reply = DoubleReply.refusal(code, "Injected", "injected fault")
        reply.retryAfter = retryAfter
        return .reply(reply, delayMilliseconds: 0)
      case .cutBefore: return .cut
      case .cutAfter:
        _ = contents.state.answer(request)
        return .cut
      case .late(let milliseconds):
        return .later(milliseconds) { self.contents.withLock { $0.state.answer(request) } }
      case .delay(let milliseconds):
        return .reply(contents.state.answer(request), delayMilliseconds: milliseconds)
      case nil: return .reply(contents.state.answer(request), delayMilliseconds: 0)
      }
    }
  }
}

// MARK: - What tests do with it

extension ServerDouble {
  /// All requests so far, in order.
  package var log: [DoubleRequest] { contents.withLock(\.log) }

  /// Requests that wanted to change something.
  package var writes: [DoubleRequest] { log.filter(\.isWrite) }

  /// What was stored, in order: the value of the key `VERSION` after each change.
  package var versions: [(name: ObjectName, text: String?)] {
    contents.withLock(\.state.versions)
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

  /// Who may do what; by default everybody everything.
  ///
  /// - Parameters:
  ///   - all: The token that may do everything.
  ///   - reading: Tokens that may read ConfigMaps, and in which namespaces.
  package func restrict(all: String, reading: [String: Set<String>] = [:]) {
    contents.withLock {
      $0.state.rights = reading.mapValues { .reading(namespaces: $0) }
      $0.state.rights[all] = .all
    }
  }

  /// Takes a ConfigMap away, as somebody with kubectl does.
  package func delete(_ name: String, namespace: String = "default") {
    contents.withLock {
      $0.state.configMaps[ObjectName(namespace: namespace, name: name)] = nil
    }
  }

  package var configMaps: [ObjectName: StoredConfigMap] { contents.withLock(\.state.configMaps) }
}
