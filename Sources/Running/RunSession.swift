package import Cluster
internal import Formats

/// What a run makes in a cluster, and takes away again.
package struct RunSession: Sendable {
  package let client: ClusterClient
  package let pod: RunnablePod
  /// Secrets that are made for the run, since the cluster has none of their names.
  package var stubs: [RequiredObject] = []

  package init(client: ClusterClient, pod: RunnablePod) {
    self.client = client
    self.pod = pod
  }

  /// Something that the pod needs and that is not there, or not as a whole.
  package struct Lack: Sendable, Equatable, CustomStringConvertible {
    package var object: RequiredObject
    /// The keys that the object lacks; empty if there is no such object.
    package var keys: [String]

    /// Whether a Secret with made-up values can stand in.
    package var canBeStubbed: Bool { object.kind == .secret && keys.isEmpty }

    package var description: String {
      let users = object.users.joined(separator: ", ")
      let object = "\(object.kind.rawValue) \"\(object.name)\""
      if keys.isEmpty { return "there is no \(object), which the pod needs: \(users)" }
      let words = keys.map { "\"\($0)\"" }.joined(separator: ", ")
      return "\(object) has no key \(words), which the pod needs: \(users)"
    }
  }

  /// What is known about the needs of the pod.
  package struct Check: Sendable {
    package var lacks: [Lack] = []
    /// What could not be looked at, and why.
    package var unknown: [ClusterError] = []
  }

  /// Looks for all that the pod needs.
  ///
  /// - Throws: `ClusterError` for all errors but missing rights.
  package func check() async throws(ClusterError) -> Check {
    var check = Check()
    for object in RequiredObject.all(of: pod.json) {
      do throws(ClusterError) {
        let name = ObjectName(namespace: pod.name.namespace, name: object.name)
        let found = try await client.object(ObjectKind(resource: object.kind.resource), name)
        if let lack = object.lack(found) { check.lacks.append(lack) }
      } catch {
        guard case .forbidden = error.kind else { throw error }
        check.unknown.append(error)
      }
    }
    return check
  }

  /// Makes the secrets and the pod.
  ///
  /// - Throws: `ClusterError`; what was made before stays until `cleanUp`.
  package func create() async throws(ClusterError) {
    for stub in stubs {
      let name = ObjectName(namespace: pod.name.namespace, name: stub.name)
      try await client.create(.secrets, name, stub.stub(in: name.namespace, for: pod.name.name))
    }
    try await client.create(.pods, pod.name, pod.json)
  }

  /// Takes away what `create` has made, whatever of it there is.
  ///
  /// A secret that somebody else has made under the same name stays.
  ///
  /// - Returns: What could not be taken away.
  package func cleanUp() async -> [ClusterError] {
    var failures: [ClusterError] = []
    do throws(ClusterError) {
      try await client.delete(.pods, pod.name)
    } catch {
      failures.append(error)
    }
    for stub in stubs {
      let name = ObjectName(namespace: pod.name.namespace, name: stub.name)
      do throws(ClusterError) {
        guard let found = try await client.object(.secrets, name),
          found["metadata"]?["annotations"]?[RequiredObject.runAnnotation]?.string == pod.name.name
        else { continue }
        try await client.delete(.secrets, name)
      } catch {
        failures.append(error)
      }
    }
    return failures
  }
}

extension RequiredObject {
  /// Says for which run a Secret was made.
  fileprivate static let runAnnotation = "plimsoll.dev/run"

  /// `found`: The object in the cluster; `nil` if there is none.
  fileprivate func lack(_ found: JSONValue?) -> RunSession.Lack? {
    guard let found else { return RunSession.Lack(object: self, keys: []) }
    let members = (found["data"]?.members ?? []) + (found["binaryData"]?.members ?? [])
    let there = Set(members.map(\.key))
    let missing = keys.filter { !there.contains($0) }
    return missing.isEmpty ? nil : RunSession.Lack(object: self, keys: missing)
  }

  /// A Secret of this name whose values say what they are.
  fileprivate func stub(in namespace: String, for run: String) -> JSONValue {
    let keys = keys.isEmpty ? ["stub"] : keys
    let values = keys.map { JSONValue.Member(key: $0, value: "made up by plimsoll-updater run") }
    return [
      "apiVersion": "v1",
      "kind": "Secret",
      "metadata": [
        "name": JSONValue(name),
        "namespace": JSONValue(namespace),
        "labels": ["app.kubernetes.io/managed-by": "plimsoll-updater"],
        "annotations": .object([.init(key: RequiredObject.runAnnotation, value: JSONValue(run))]),
      ],
      "stringData": .object(values),
    ]
  }
}
