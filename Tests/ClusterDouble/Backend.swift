internal import Cluster
internal import Synchronization

/// What answers the requests that a `TestServer` gets.
protocol Backend: Sendable {
  /// Does what a request asks for.
  ///
  /// `done`: Receives the answer, once, on any thread; `nil` if there is none.
  func answer(_ request: DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void)

  /// What was stored, in order: the value of the key `VERSION` after each change of a ConfigMap.
  var versions: [(name: ObjectName, text: String?)] { get }

  /// Takes away what the tests have made.
  func end() async
}

/// A double, which answers at once.
final class DoubleBackend: Backend {
  let state: Mutex<ServerState>

  init(namespaces: Set<String>) { state = Mutex(ServerState(namespaces: namespaces)) }

  func answer(_ request: DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void) {
    done(state.withLock { $0.answer(request) })
  }

  var versions: [(name: ObjectName, text: String?)] { state.withLock(\.versions) }

  func end() async {}
}
