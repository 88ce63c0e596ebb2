internal import Cluster
internal import Formats

/// What an API server keeps, and how it answers: no network, no clock.
struct ServerState: Sendable {
  var namespaces: Set<String>
  /// What bearers of a token may do; empty lets everybody do everything.
  var rights: [String: Rights] = [:]
  var configMaps: [ObjectName: StoredConfigMap] = [:]
  var leases: [ObjectName: (version: Int, json: JSONValue)] = [:]
  var pods: [ObjectName: ScriptedPod] = [:]
  /// Objects of other kinds, by the resource in their paths.
  var objects: [String: [ObjectName: JSONValue]] = [:]
  /// What happens to each pod.
  var kubelet: [KubeletStep] = []
  /// What each look at a ProwJob finds as its status; the last one stays.
  var prowJobStatuses: [JSONValue] = []
  /// After each change of a ConfigMap, what it holds.
  var states: [HeldValues] = []
  /// What an admission policy says about an object that is to be stored: why it is refused.
  var policy: (@Sendable (JSONValue) -> String?)?
  private var lastVersion = 100

  init(namespaces: Set<String>) { self.namespaces = namespaces }

  /// What a token is good for.
  enum Rights: Sendable {
    case all
    /// Reading ConfigMaps, in some namespaces.
    case reading(namespaces: Set<String>)
  }

  mutating func nextVersion() -> Int {
    lastVersion += 1
    return lastVersion
  }

  mutating func answer(_ request: DoubleRequest) -> DoubleReply {
    if !rights.isEmpty, rights[request.token] == nil {
      return .refusal(401, "Unauthorized", "Unauthorized")
    }
    let parts = request.path.split(separator: "/").compactMap { String($0).unescaped }
    switch parts.count {
    case 1 where parts[0] == "version":
      return DoubleReply(200, ["major": "1", "minor": "36", "gitVersion": "v1.36.0"])
    case 3... where parts[0] == "api" && parts[2] == "namespaces":
      return core(request, Array(parts.dropFirst(3)))
    case 6... where parts[1] == "coordination.k8s.io" && parts[5] == "leases":
      let name = ObjectName(namespace: parts[4], name: parts.count > 6 ? parts[6] : "")
      return forbidden(request, "leases", name) ?? lease(request, name)
    case 6... where parts[1] == "prow.k8s.io" && parts[5] == "prowjobs":
      let name = ObjectName(namespace: parts[4], name: parts.count > 6 ? parts[6] : "")
      return object(request, "prowjobs", name, part: nil)
    default: return .refusal(404, "NotFound", "the server could not find the requested resource")
    }
  }

  private mutating func core(_ request: DoubleRequest, _ parts: [String]) -> DoubleReply {
    if parts.count < 2 { return namespace(request, parts.first) }
    let name = ObjectName(namespace: parts[0], name: parts.count > 2 ? parts[2] : "")
    if ServerState.keptResources.contains(parts[1]) {
      let part = parts.count > 3 ? parts[3] : nil
      return forbidden(request, parts[1], name) ?? object(request, parts[1], name, part: part)
    }
    guard parts[1] == "configmaps" else {
      return .refusal(404, "NotFound", "the server could not find the requested resource")
    }
    return forbidden(request, "configmaps", name) ?? configMap(request, name)
  }

  private func forbidden(
    _ request: DoubleRequest,
    _ resource: String,
    _ name: ObjectName
  ) -> DoubleReply? {
    guard case .reading(let namespaces) = rights[request.token],
      request.method != "GET" || resource != "configmaps" || !namespaces.contains(name.namespace)
    else { return nil }
    let verbs = ["GET": "get", "POST": "create", "PUT": "update", "PATCH": "patch"]
    return .refusal(
      403,
      "Forbidden",
      "\(resource) \"\(name.name)\" is forbidden: User \"limited\" cannot "
        + "\(verbs[request.method] ?? "delete") resource \"\(resource)\" in API group \"\" in the "
        + "namespace \"\(name.namespace)\"",
      kind: resource,
      name: name.name
    )
  }

  private mutating func namespace(_ request: DoubleRequest, _ name: String?) -> DoubleReply {
    switch request.method {
    case "POST":
      let body = (try? JSONReader.read(request.body)) ?? .null
      guard let name = body["metadata"]?["name"]?.string else {
        return .refusal(422, "Invalid", "a Namespace has a name")
      }
      namespaces.insert(name)
      return DoubleReply(201, body)
    case "DELETE":
      namespaces.remove(name ?? "")
      configMaps = configMaps.filter { $0.key.namespace != name }
      return DoubleReply(200, ["kind": "Status", "status": "Success"])
    default: return .refusal(405, "MethodNotAllowed", "not here")
    }
  }
}

extension String {
  /// Without percent-encoding; `nil` if it is broken.
  var unescaped: String? {
    var bytes: [UInt8] = []
    var rest = Substring(self).utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
