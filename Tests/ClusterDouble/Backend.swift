package import Cluster
internal import Synchronization

/// What answers the requests that a `TestServer` gets.
protocol Backend: Sendable {
  /// Does what a request asks for.
  ///
  /// `done`: Receives the answer, once, on any thread; `nil` if there is none.
  func answer(_ request: DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void)

  /// What ConfigMaps held after each change, in order.
  var states: [HeldValues] { get }

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

  var states: [HeldValues] { state.withLock(\.states) }

  func end() async {}
}

/// What a ConfigMap held at a moment.
package struct HeldValues: Sendable, Hashable {
  package var name: ObjectName
  /// As JSON has them: base64 in `binaryData`.
  package var values: [ConfigMapField: String]

  package var keys: Set<String> { Set(values.keys.map(\.key)) }
}
