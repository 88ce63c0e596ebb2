internal import Formats

/// Leases are never retried after an answer that leaves open whether the server did it: whoever
/// wants to lead has a clock of his own.
extension ClusterClient {
  /// - Returns: The Lease; `nil` if there is none.
  /// - Throws: `ClusterError`.
  package func lease(_ name: ObjectName) async throws(ClusterError) -> Lease? {
    let request = request(.get, "get", name, ClusterClient.leases(name) + "/" + name.name)
    do throws(ClusterError) {
      return try lease(try await send(request), request)
    } catch {
      guard case .notFound(let kind, _) = error.kind, kind != "namespaces" else { throw error }
      return nil
    }
  }

  /// - Returns: The Lease with its resource version.
  /// - Throws: `ClusterError`; of kind `stale` if there is one already.
  package func create(_ lease: Lease) async throws(ClusterError) -> Lease {
    var request = request(.post, "create", lease.name, ClusterClient.leases(lease.name))
    var lease = lease
    // A server does not take the version of something that is new.
    lease.resourceVersion = ""
    request.body = lease.json.json
    return try self.lease(try await send(request), request)
  }

  /// - Returns: The Lease with its new resource version.
  /// - Throws: `ClusterError`; of kind `stale` if it has changed since it was read.
  package func update(_ lease: Lease) async throws(ClusterError) -> Lease {
    let path = ClusterClient.leases(lease.name) + "/" + lease.name.name
    var request = request(.put, "update", lease.name, path)
    request.body = lease.json.json
    return try self.lease(try await send(request), request)
  }

  private func request(
    _ method: APIRequest.Method,
    _ verb: String,
    _ name: ObjectName,
    _ path: String
  ) -> APIRequest {
    APIRequest(
      method: method,
      path: path,
      contentType: method == .get ? nil : "application/json",
      about: ClusterError.Request(
        verb: verb,
        resource: "leases.coordination.k8s.io",
        name: name
      ),
      isRepeatable: false
    )
  }

  private func lease(_ json: JSONValue, _ request: APIRequest) throws(ClusterError) -> Lease {
    guard let lease = Lease(json) else { throw error(.unexpected("no Lease"), request) }
    return lease
  }

  private static func leases(_ name: ObjectName) -> String {
    "/apis/coordination.k8s.io/v1/namespaces/\(PercentEncoding.encode(name.namespace))/leases"
  }
}
