internal import Formats

extension ClusterClient {
  /// - Returns: The ConfigMap; `nil` if there is none of that name, or no such namespace.
  /// - Throws: `ClusterError`.
  package func configMap(_ name: ObjectName) async throws(ClusterError) -> ConfigMapObject? {
    let request = APIRequest(
      method: .get,
      path: ClusterClient.path(configMap: name),
      about: ClusterError.Request(verb: "get", resource: "configmaps", name: name)
    )
    do throws(ClusterError) {
      return try object(try await send(request), request)
    } catch {
      guard case .notFound = error.kind else { throw error }
      return nil
    }
  }

  /// Server-side apply: makes the ConfigMap or changes it, and takes away what the same manager
  /// applied before and does not any more.
  ///
  /// - Parameters:
  ///   - configMap: All that the manager wants of it.
  ///   - manager: The field manager.
  ///   - isForced: Whether to take fields that others own with other values.
  ///   - isDryRun: Whether the server only reports the result and changes nothing.
  /// - Returns: The ConfigMap as it is afterwards, or would be.
  /// - Throws: `ClusterError`; of kind `conflict` if others own fields and it is not forced, of kind
  ///   `stale` if the ConfigMap is not any more what `base` says.
  package func apply(
    _ configMap: AppliedConfigMap,
    as manager: String,
    isForced: Bool = false,
    isDryRun: Bool = false
  ) async throws(ClusterError) -> ConfigMapObject {
    let query =
      "?fieldManager=\(PercentEncoding.encode(manager))&force=\(isForced)"
      + (isDryRun ? "&dryRun=All" : "")
    let request = APIRequest(
      method: .patch,
      path: ClusterClient.path(configMap: configMap.name) + query,
      contentType: "application/apply-patch+yaml",
      body: configMap.json.json,
      about: ClusterError.Request(verb: "patch", resource: "configmaps", name: configMap.name)
    )
    return try object(try await send(request), request)
  }

  /// Says anew who owns which fields, without changing any other field.
  ///
  /// - Parameters:
  ///   - managedFields: All entries.
  ///   - object: The ConfigMap as it was read.
  ///   - manager: The field manager that the request names.
  /// - Returns: The ConfigMap afterwards.
  /// - Throws: `ClusterError`; of kind `stale` if it has changed since.
  package func replace(
    _ managedFields: ManagedFields,
    of object: ConfigMapObject,
    as manager: String
  ) async throws(ClusterError) -> ConfigMapObject {
    let operations: JSONValue = [
      ["op": "add", "path": "/metadata/managedFields", "value": managedFields.json],
      [
        "op": "replace", "path": "/metadata/resourceVersion",
        "value": JSONValue(object.resourceVersion),
      ],
    ]
    let request = APIRequest(
      method: .patch,
      path: ClusterClient.path(configMap: object.name)
        + "?fieldManager=\(PercentEncoding.encode(manager))",
      contentType: "application/json-patch+json",
      body: operations.json,
      about: ClusterError.Request(verb: "patch", resource: "configmaps", name: object.name)
    )
    return try self.object(try await send(request), request)
  }

  private func object(
    _ json: JSONValue,
    _ request: APIRequest
  ) throws(ClusterError) -> ConfigMapObject {
    guard let object = ConfigMapObject(json) else {
      throw error(.unexpected("no ConfigMap"), request)
    }
    return object
  }

  private static func path(configMap name: ObjectName) -> String {
    path(configMapsIn: name.namespace) + "/\(PercentEncoding.encode(name.name))"
  }

  private static func path(configMapsIn namespace: String) -> String {
    "/api/v1/namespaces/\(PercentEncoding.encode(namespace))/configmaps"
  }
}
