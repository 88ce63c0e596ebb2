internal import Cluster
internal import Formats

extension ServerState {
  mutating func lease(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    let body = (try? JSONReader.read(request.body)) ?? .null
    switch request.method {
    case "GET":
      return leases[name].map { DoubleReply(200, $0.json) }
        ?? .refusal(404, "NotFound", "\(about(name)) not found", kind: "leases", name: name.name)
    case "POST":
      let name = ObjectName(
        namespace: name.namespace,
        name: body["metadata"]?["name"]?.string ?? ""
      )
      if leases[name] != nil {
        return .refusal(409, "AlreadyExists", "\(about(name)) already exists")
      }
      return make(body, name)
    case "PUT":
      // A Lease that is not there is made, whatever version the body has.
      guard let lease = leases[name] else { return make(body, name) }
      let version = body["metadata"]?["resourceVersion"]?.string ?? ""
      if version.isEmpty {
        let message = "metadata.resourceVersion: Invalid value: 0: must be specified for an update"
        return .refusal(422, "Invalid", "\(about(name)) is invalid: \(message)")
      }
      if version != "\(lease.version)" { return changed("leases.coordination.k8s.io", name) }
      return DoubleReply(200, keep(body, name))
    default: return .refusal(405, "MethodNotAllowed", "not here")
    }
  }

  private func about(_ name: ObjectName) -> String {
    "leases.coordination.k8s.io \"\(name.name)\""
  }

  private mutating func make(_ body: JSONValue, _ name: ObjectName) -> DoubleReply {
    guard namespaces.contains(name.namespace) else {
      let message = "namespaces \"\(name.namespace)\" not found"
      return .refusal(404, "NotFound", message, kind: "namespaces", name: name.namespace)
    }
    return DoubleReply(201, keep(body, name))
  }

  private mutating func keep(_ body: JSONValue, _ name: ObjectName) -> JSONValue {
    let version = nextVersion()
    let json: JSONValue = [
      "kind": "Lease", "apiVersion": "coordination.k8s.io/v1",
      "metadata": [
        "name": JSONValue(name.name), "namespace": JSONValue(name.namespace),
        "resourceVersion": JSONValue("\(version)"),
      ],
      "spec": body["spec"] ?? .object([]),
    ]
    leases[name] = (version, json)
    return json
  }
}
