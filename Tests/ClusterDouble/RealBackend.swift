internal import Cluster
internal import Synchronization

/// A real API server, on which each namespace of the tests is one with a name of its own.
final class RealBackend: Backend {
  private let clusters: Clusters
  private let client: ClusterClient
  private let prefix: String
  private let namespaces: Set<String>
  private let written = Mutex<[Written]>([])

  private struct Written {
    var version: Int
    var name: ObjectName
    var text: String?
  }

  /// Makes the namespaces.
  ///
  /// - Parameters:
  ///   - path: The kubeconfig; its current context may make and delete namespaces and all in them.
  ///   - namespaces: What the tests call them.
  /// - Throws: What the server or the kubeconfig says.
  init(kubeconfig path: String, namespaces: Set<String>) async throws {
    guard var kubeconfig = try Kubeconfig.load(path), let current = kubeconfig.currentContext else {
      throw KubeconfigError(path: path, reason: "has no current context")
    }
    kubeconfig.contexts["default"] = kubeconfig.contexts[current]
    clusters = Clusters(
      kubeconfig: kubeconfig,
      options: Clusters.Options(timeout: .seconds(30), retry: RetryPolicy(attempts: 4))
    )
    client = try clusters.client("default")
    prefix = "plimsoll-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))-"
    self.namespaces = namespaces
    for namespace in namespaces {
      try await client.makeNamespace(prefix + namespace)
    }
  }

  func end() async {
    for namespace in namespaces {
      try? await client.deleteNamespace(prefix + namespace)
    }
    await clusters.shutDown()
  }

  // MARK: Requests of tests

  var versions: [(name: ObjectName, text: String?)] {
    // Of one server, versions of objects tell the order of writes.
    written.withLock { $0 }.sorted { $0.version < $1.version }.map { ($0.name, $0.text) }
  }

  func answer(_ request: DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void) {
    Task { done(await answer(request)) }
  }

  private func answer(_ request: DoubleRequest) async -> DoubleReply? {
    guard let method = APIRequest.Method(rawValue: request.method.lowercased()) else { return nil }
    let body = (try? JSONReader.read(request.body)).map { renamed($0, from: "", to: prefix).json }
    let forwarded = APIRequest(
      method: method,
      path: request.uri.replacing("/namespaces/", with: "/namespaces/\(prefix)"),
      contentType: request.contentType.isEmpty ? nil : request.contentType,
      body: body ?? request.body,
      about: ClusterError.Request(verb: request.method, resource: "test")
    )
    guard let response = try? await client.transport.send(forwarded),
      let json = try? JSONReader.read(response.body)
    else { return nil }
    let reply = DoubleReply(
      response.status,
      renamed(json, from: prefix, to: ""),
      retryAfter: response.retryAfter.flatMap { Int($0) }
    )
    if request.isWrite, let object = ConfigMapObject(reply.body) { note(object) }
    return reply
  }

  private func note(_ object: ConfigMapObject) {
    let text = object.values[ConfigMapField(.data, "VERSION")]
    written.withLock {
      $0.append(
        Written(
          version: Int(object.resourceVersion) ?? 0,
          name: object.name,
          text: text.map { String(decoding: $0, as: UTF8.self) }
        )
      )
    }
  }

  /// An object with another beginning of its namespace's name.
  private func renamed(_ json: JSONValue, from old: String, to new: String) -> JSONValue {
    json.changing("metadata") { metadata in
      metadata.changing("namespace") { namespace in
        guard let name = namespace.string, name.hasPrefix(old) else { return namespace }
        return JSONValue(new + name.dropFirst(old.count))
      }
    }
  }
}

extension JSONValue {
  /// With another value under a key, if there is one.
  fileprivate func changing(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { $0.key == key ? Member(key: key, value: change($0.value)) : $0 }
    )
  }
}
