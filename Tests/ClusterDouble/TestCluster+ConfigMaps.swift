package import Cluster
internal import Formats

/// What others than the updater do with ConfigMaps.
extension TestCluster {
  /// A ConfigMap as somebody makes it in the way of old: by a creation.
  package func create(
    _ name: String,
    namespace: String = "default",
    data: [String: String] = [:],
    binaryData: [String: String] = [:],
    labels: [String: String] = [:],
    annotations: [String: String] = [:],
    isImmutable: Bool = false,
    as manager: String = "kubectl-create",
    in cluster: String = "default"
  ) async throws {
    let space = self.namespace(namespace, in: cluster)
    var members: [JSONValue.Member] = [
      .init(key: "apiVersion", value: "v1"), .init(key: "kind", value: "ConfigMap"),
      .init(
        key: "metadata",
        value: [
          "name": JSONValue(name), "namespace": JSONValue(space),
          "labels": TestCluster.texts(labels), "annotations": TestCluster.texts(annotations),
        ]
      ),
      .init(key: "data", value: TestCluster.texts(data)),
      .init(key: "binaryData", value: TestCluster.texts(binaryData)),
    ]
    if isImmutable { members.append(.init(key: "immutable", value: true)) }
    let path = "/api/v1/namespaces/\(space)/configmaps?fieldManager=\(manager)"
    _ = try await send(.post, path, .object(members), to: cluster)
  }

  /// Changes values of `data` in the way of old, by an update; `nil` removes a key.
  package func edit(
    _ name: String,
    namespace: String = "default",
    set data: [String: String?],
    as manager: String = "kubectl-edit",
    in cluster: String = "default"
  ) async throws {
    let space = self.namespace(namespace, in: cluster)
    let path = "/api/v1/namespaces/\(space)/configmaps/\(name)"
    let object = try await send(.get, path, nil, to: cluster)
    var values: [String: String] = [:]
    for member in object["data"]?.members ?? [] { values[member.key] = member.value.string }
    for (key, value) in data { values[key] = value }
    let members = object.members.map { member in
      member.key == "data"
        ? JSONValue.Member(key: "data", value: TestCluster.texts(values)) : member
    }
    let isNew = object["data"] == nil
    let added = isNew ? [JSONValue.Member(key: "data", value: TestCluster.texts(values))] : []
    _ = try await send(
      .put,
      path + "?fieldManager=\(manager)",
      .object(members + added),
      to: cluster
    )
  }

  /// Lets nobody be known to own anything, as somebody does who wants to be rid of owners.
  ///
  /// Source: Kubernetes, "Clearing managedFields" in its reference documentation.
  package func clearManagedFields(_ name: String) async throws {
    let patch: JSONValue = [["op": "add", "path": "/metadata/managedFields", "value": [[:]]]]
    let path = "/api/v1/namespaces/\(namespace("default"))/configmaps/\(name)"
    _ = try await send(.patch, path, patch, contentType: "application/json-patch+json")
  }

  /// What a ConfigMap holds now; `nil` if there is none.
  package func configMap(
    _ name: String,
    namespace: String = "default",
    in cluster: String = "default"
  ) async throws -> ConfigMapObject? {
    let space = self.namespace(namespace, in: cluster)
    return try await clusters.client(cluster).configMap(ObjectName(namespace: space, name: name))
  }

  /// The names of a namespace's ConfigMaps, sorted, without that which Kubernetes itself makes.
  package func names(in namespace: String, of cluster: String) async throws -> [String] {
    let space = self.namespace(namespace, in: cluster)
    let list = try await send(.get, "/api/v1/namespaces/\(space)/configmaps", nil, to: cluster)
    return (list["items"]?.items ?? []).compactMap { $0["metadata"]?["name"]?.string }
      .filter { $0 != "kube-root-ca.crt" }.sorted()
  }

  private static func texts(_ texts: [String: String]) -> JSONValue {
    .object(texts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: JSONValue($0.value)) })
  }
}

extension ConfigMapObject {
  /// The strings in `data`.
  package var data: [String: String] {
    var texts: [String: String] = [:]
    for (field, bytes) in values where field.map == .data {
      texts[field.key] = String(decoding: bytes, as: UTF8.self)
    }
    return texts
  }
}
