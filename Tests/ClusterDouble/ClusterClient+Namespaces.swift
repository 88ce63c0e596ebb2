internal import Cluster
internal import Formats

/// Namespaces that tests have for themselves on a real server.
extension ClusterClient {
  func makeNamespace(_ name: String) async throws(ClusterError) {
    let body: JSONValue = [
      "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": JSONValue(name)],
    ]
    _ = try await send(
      APIRequest(
        method: .post,
        path: "/api/v1/namespaces",
        contentType: "application/json",
        body: body.json,
        about: ClusterError.Request(verb: "create", resource: "namespaces")
      )
    )
  }

  /// With all that is in it.
  func deleteNamespace(_ name: String) async throws(ClusterError) {
    _ = try await send(
      APIRequest(
        method: .delete,
        path: "/api/v1/namespaces/\(name)",
        about: ClusterError.Request(verb: "delete", resource: "namespaces")
      )
    )
  }
}
