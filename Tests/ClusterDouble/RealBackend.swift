internal import Cluster
internal import Formats
internal import FoundationEssentials
internal import Synchronization

/// A real API server, on which each namespace of the tests is one with a name of its own.
final class RealBackend: Backend {
  private let clusters: Clusters
  private let client: ClusterClient
  private let prefix: String
  private let namespaces: Set<String>
  /// Those that a request wanted to write to, and whether they could be made.
  private let made = Mutex<[String: Task<Bool, Never>]>([:])
  private let written = Mutex<[Written]>([])

  private struct Written: Equatable {
    var version: Int
    var held: HeldValues
  }

  /// Each namespace is made when something is first written to it.
  ///
  /// - Parameters:
  ///   - path: The kubeconfig; its current context may make and delete namespaces and all in them.
  ///   - namespaces: What the tests call them.
  /// - Throws: What the kubeconfig says.
  init(kubeconfig path: String, namespaces: Set<String>) throws {
    guard var kubeconfig = try Kubeconfig.load(path), let current = kubeconfig.currentContext else {
      throw KubeconfigError(path: path, reason: "has no current context")
    }
    kubeconfig.contexts["default"] = kubeconfig.contexts[current]
    clusters = Clusters(
      kubeconfig: kubeconfig,
      options: Clusters.Options(timeout: .seconds(120), retry: RetryPolicy(attempts: 12))
    )
    client = try clusters.client("default")
    prefix = "plimsoll-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))-"
    self.namespaces = namespaces
  }

  func end() async {
    let made = made.withLock { made in
      defer { made = [:] }
      return made
    }
    for (namespace, making) in made where await making.value {
      try? await client.deleteNamespace(prefix + namespace)
    }
    await clusters.shutDown()
  }

  /// Makes the namespace that a request writes to, if it is one of the test's.
  private func makeNamespace(for request: DoubleRequest) async -> Bool {
    let parts = request.path.split(separator: "/").map(String.init)
    guard request.method != "GET", let index = parts.firstIndex(of: "namespaces"),
      index + 1 < parts.count, namespaces.contains(parts[index + 1])
    else { return true }
    let namespace = parts[index + 1]
    let making = made.withLock { made in
      if let known = made[namespace] { return known }
      let making = Task { [client, prefix] in
        do throws(ClusterError) {
          try await client.makeNamespace(prefix + namespace)
          return true
        } catch {
          // The name is by chance: it is ours, made by a request whose answer was lost.
          if case .stale = error.kind { return true }
          return false
        }
      }
      made[namespace] = making
      return making
    }
    return await making.value
  }

  // MARK: Requests of tests

  var states: [HeldValues] {
    // Of one server, versions of objects tell the order of writes.
    written.withLock { $0 }.sorted { $0.version < $1.version }.map(\.held)
  }

  func answer(_ request: DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void) {
    Task { done(await answer(request)) }
  }

  private func answer(_ request: DoubleRequest) async -> DoubleReply? {
    guard await makeNamespace(for: request) else { return nil }
    guard let method = APIRequest.Method(rawValue: request.method.lowercased()) else { return nil }
    let body = (try? JSONReader.read(request.body)).map { renamed($0, from: "", to: prefix).json }
    let forwarded = APIRequest(
      method: method,
      path: request.uri.replacing("/namespaces/", with: "/namespaces/\(prefix)"),
      contentType: request.contentType.isEmpty ? nil : request.contentType,
      body: body ?? request.body,
      about: ClusterError.Request(verb: request.method, resource: "test")
    )
    guard let response = await send(forwarded) else { return nil }
    guard let json = try? JSONReader.read(response.body) else {
      // What the server says before it knows what is asked for is plain text.
      return .refusal(response.status, "", String(decoding: response.body, as: UTF8.self))
    }
    let reply = DoubleReply(
      response.status,
      renamed(json, from: prefix, to: ""),
      retryAfter: response.retryAfter.flatMap { Int($0) }
    )
    if request.isWrite, let object = ConfigMapObject(reply.body) { note(object) }
    return reply
  }

  /// Again as long as the server asks for fewer requests or is not there, as when it starts anew: no
  /// test is about that.
  private func send(_ request: APIRequest) async -> APIResponse? {
    for _ in 0..<300 {
      var seconds = 1.0
      do throws(ClusterError) {
        let response = try await client.transport.send(request)
        if response.status != 429 { return response }
        seconds = response.retryAfter.flatMap { Double($0) } ?? seconds
      } catch {
        guard RealBackend.isRepeatable(request, after: error) else { return nil }
      }
      // Not all that were sent away come back together.
      let pause = min(seconds, 5) * .random(in: 0.1...1)
      if (try? await Task.sleep(for: .seconds(pause))) == nil { return nil }
    }
    return nil
  }

  /// Whether a request may be sent again: it was not done, or does no more when it is done twice.
  private static func isRepeatable(_ request: APIRequest, after error: ClusterError) -> Bool {
    guard case .unreachable(let reason) = error.kind else { return false }
    if reason.hasSuffix("connection refused") { return true }
    return reason.hasSuffix("the connection was cut") && ![.post, .put].contains(request.method)
  }

  private func note(_ object: ConfigMapObject) {
    let values = object.values.map { field, bytes in
      let text =
        field.map == .data
        ? String(decoding: bytes, as: UTF8.self) : Data(bytes).base64EncodedString()
      return (field, text)
    }
    let entry = Written(
      version: Int(object.resourceVersion) ?? 0,
      held: HeldValues(name: object.name, values: Dictionary(uniqueKeysWithValues: values))
    )
    // What changed nothing has the version of the write before.
    written.withLock { if !$0.contains(entry) { $0.append(entry) } }
  }

  /// An object with another beginning of its namespace's name, or a `Status` that speaks of it.
  private func renamed(_ json: JSONValue, from old: String, to new: String) -> JSONValue {
    if !old.isEmpty, json["kind"]?.string == "Status" {
      let rename = { (text: JSONValue) in
        text.string.map { JSONValue($0.replacing(old, with: new)) } ?? text
      }
      return json.changing("message", rename).changing("details") { $0.changing("name", rename) }
    }
    return json.changing("metadata") { metadata in
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
