internal import Cluster
internal import Formats

/// Pods, and objects that the double keeps as they are.
extension ServerState {
  /// As paths name them.
  static let keptResources: Set = [
    "pods", "secrets", "serviceaccounts", "persistentvolumeclaims", "prowjobs",
  ]

  /// `part`: What follows the name in the path, such as `log`.
  mutating func object(
    _ request: DoubleRequest,
    _ resource: String,
    _ name: ObjectName,
    part: String?
  ) -> DoubleReply {
    let body = (try? JSONReader.read(request.body)) ?? .null
    let missing = DoubleReply.refusal(
      404,
      "NotFound",
      "\(resource) \"\(name.name)\" not found",
      kind: resource,
      name: name.name
    )
    switch request.method {
    case "POST":
      let name = ObjectName(
        namespace: name.namespace,
        name: body["metadata"]?["name"]?.string ?? ""
      )
      guard namespaces.contains(name.namespace) else {
        let message = "namespaces \"\(name.namespace)\" not found"
        return .refusal(404, "NotFound", message, kind: "namespaces", name: name.namespace)
      }
      if pods[name] != nil && resource == "pods" || objects[resource]?[name] != nil {
        return .refusal(409, "AlreadyExists", "\(resource) \"\(name.name)\" already exists")
      }
      if resource == "pods" {
        pods[name] = ScriptedPod(body, kubelet)
      } else {
        objects[resource, default: [:]][name] = body
      }
      return DoubleReply(201, body)
    case "GET" where part == "log":
      guard let pod = pods[name] else { return missing }
      let text = pod.log(of: request.query["container"] ?? "", since: request.query["sinceTime"])
      return DoubleReply(text: text)
    case "GET":
      if resource == "pods" { return pods[name]?.look().reply ?? missing }
      if resource == "prowjobs", let status = prowJobStatuses.first {
        if prowJobStatuses.count > 1 { prowJobStatuses.removeFirst() }
        return objects[resource]?[name]?.setting("status", to: status).reply ?? missing
      }
      return objects[resource]?[name]?.reply ?? missing
    case "PATCH":
      guard resource == "pods" else { return objects[resource]?[name]?.reply ?? missing }
      pods[name]?.annotate(body)
      return pods[name]?.json.reply ?? missing
    case "DELETE":
      guard pods[name] != nil || objects[resource]?[name] != nil else { return missing }
      if resource == "pods" { pods[name] = nil } else { objects[resource]?[name] = nil }
      return DoubleReply(200, ["kind": "Status", "status": "Success"])
    default: return .refusal(405, "MethodNotAllowed", "not here")
    }
  }
}

extension JSONValue {
  fileprivate var reply: DoubleReply { DoubleReply(200, self) }
}
