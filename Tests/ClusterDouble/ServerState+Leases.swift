internal import Cluster
internal import Formats

extension ServerState {
  mutating func lease(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    let body = (try? JSONReader.read(request.body)) ?? .null
    switch request.method {
    case "GET":
      guard let lease = leases[name] else {
        return .refusal(
          404,
          "NotFound",
          "leases.coordination.k8s.io \"\(name.name)\" not found",
          kind: "leases",
          name: name.name
        )
      }
      return DoubleReply(200, lease.json)
    case "POST":
      let name = ObjectName(
        namespace: name.namespace,
        name: body["metadata"]?["name"]?.string ?? ""
      )
      if !namespaces.contains(name.namespace) {
        let message = "namespaces \"\(name.namespace)\" not found"
        return .refusal(404, "NotFound", message, kind: "namespaces", name: name.namespace)
      }
      if leases[name] != nil {
        return .refusal(409, "AlreadyExists", "leases \"\(name.name)\" already exists")
      }
      return DoubleReply(201, keep(body, name))
    case "PUT":
      guard let lease = leases[name] else { return .refusal(404, "NotFound", "no such lease") }
      let version = body["metadata"]?["resourceVersion"]?.string
      if version != "\(lease.version)" { return changed("leases.coordination.k8s.io", name) }
      return DoubleReply(200, keep(body, name))
    default: return .refusal(405, "MethodNotAllowed", "not here")
    }
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
