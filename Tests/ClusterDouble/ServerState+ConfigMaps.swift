internal import Cluster
internal import Diagnostics
internal import Formats
internal import YAML

extension ServerState {
  mutating func configMap(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    switch request.method {
    case "GET" where name.name.isEmpty:
      let objects = configMaps.filter { $0.key.namespace == name.namespace }.values
      return DoubleReply(200, ["kind": "ConfigMapList", "items": .array(objects.map(\.json))])
    case "GET":
      return configMaps[name].map { DoubleReply(200, $0.json) } ?? missing(name)
    case "DELETE":
      guard configMaps.removeValue(forKey: name) != nil else { return missing(name) }
      return DoubleReply(200, ["kind": "Status", "status": "Success"])
    case "POST", "PUT": return put(request, name)
    case "PATCH" where request.isApply:
      return apply(request, name)
    case "PATCH" where request.contentType == "application/json-patch+json":
      return patch(request, name)
    default:
      return .refusal(415, "UnsupportedMediaType", "\(request.contentType) is not known here")
    }
  }

  private func missing(_ name: ObjectName) -> DoubleReply {
    .refusal(
      404,
      "NotFound",
      "configmaps \"\(name.name)\" not found",
      kind: "configmaps",
      name: name.name
    )
  }

  /// Stores an object unless it is refused or only a dry run.
  private mutating func store(
    _ object: StoredConfigMap,
    _ request: DoubleRequest
  ) -> DoubleReply {
    let before = configMaps[object.name]
    if !namespaces.contains(object.name.namespace) {
      let name = object.name.namespace
      return .refusal(
        404,
        "NotFound",
        "namespaces \"\(name)\" not found",
        kind: "namespaces",
        name: name
      )
    }
    if let reason = policy?(object.json) {
      return .refusal(
        422,
        "Invalid",
        "configmaps \"\(object.name.name)\" is forbidden: ValidatingAdmissionPolicy 'demands' with "
          + "binding 'demands' denied request: \(reason)",
        kind: "configmaps",
        name: object.name.name,
        causes: [
          [
            "message": JSONValue(
              "ValidatingAdmissionPolicy 'demands' with binding 'demands' denied request: \(reason)"
            )
          ]
        ]
      )
    }
    let causes = Validation.causes(of: object, before: before)
    if !causes.isEmpty { return invalid(object.name, causes) }
    var object = object
    if object != before, request.query["dryRun"] == nil {
      // Other requests than applies rather lose the account of owners than fail.
      if !request.isApply, Validation.refusal(ofStoring: object) != nil { object.managers = [] }
      if let message = Validation.refusal(ofStoring: object) { return .refusal(500, "", message) }
      object.resourceVersion = nextVersion()
      configMaps[object.name] = object
      states.append(HeldValues(name: object.name, values: object.values))
    }
    return DoubleReply(before == nil ? 201 : 200, object.json)
  }

  private func invalid(_ name: ObjectName, _ causes: [Validation.Cause]) -> DoubleReply {
    let words = causes.map { "\($0.field): \($0.message)" }.joined(separator: ", ")
    return .refusal(
      422,
      "Invalid",
      "ConfigMap \"\(name.name)\" is invalid: \(causes.count > 1 ? "[\(words)]" : words)",
      kind: "ConfigMap",
      name: name.name,
      causes: causes.map {
        [
          "reason": JSONValue($0.reason.rawValue), "message": JSONValue($0.message),
          "field": JSONValue($0.field),
        ]
      }
    )
  }

  private mutating func apply(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    guard let body = ServerState.yaml(request.body), body["kind"]?.string == "ConfigMap",
      let manager = request.query["fieldManager"], !manager.isEmpty
    else { return .refusal(400, "BadRequest", "an apply has a ConfigMap and a fieldManager") }
    var object = configMaps[name] ?? StoredConfigMap(name: name, uid: nextVersion())
    let conflicts = object.apply(
      StoredConfigMap.fields(of: body),
      as: manager,
      isForced: request.query["force"] == "true"
    )
    // As a server has it, who owns what comes before what has changed.
    guard conflicts.isEmpty else { return refusal(conflicts) }
    return outdated(body, name) ?? store(object, request)
  }

  /// A refusal if a body names another object or another version of it than the one that is there.
  private func outdated(_ body: JSONValue, _ name: ObjectName) -> DoubleReply? {
    let stored = configMaps[name]
    let metadata = body["metadata"]
    let uid = metadata?["uid"]?.string
    guard let stored else {
      // A version of something that is gone does not keep it from being made anew.
      return uid.map { uid in
        changed(
          "configmaps",
          name,
          "uid mismatch: the provided object specified uid \(uid), and no existing object was found"
        )
      }
    }
    if let version = metadata?["resourceVersion"]?.string, version != "\(stored.resourceVersion)" {
      return changed("configmaps", name)
    }
    guard let uid, uid != stored.uidText else { return nil }
    let message = "Invalid value: \"\(uid)\": field is immutable"
    return invalid(name, [.init(.invalid, message, "metadata.uid")])
  }

  /// The body of an apply; `nil` if it is not YAML.
  private static func yaml(_ body: [UInt8]) -> JSONValue? {
    let document = Document.parse(SourceFile(path: "body", bytes: body))
    guard document.isReadable, let text = JSONProjection.text(of: document.root) else { return nil }
    return try? JSONReader.read(text)
  }

  /// Source: Kubernetes, `NewConflictError` in
  /// staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go.
  private func refusal(_ conflicts: [StoredConfigMap.Conflict]) -> DoubleReply {
    let message =
      if conflicts.count == 1 {
        "1 conflict: conflict with \(conflicts[0].owner): \(conflicts[0].field.text)"
      } else {
        "\(conflicts.count) conflicts: "
          + Dictionary(grouping: conflicts, by: \.owner).sorted { $0.key < $1.key }
          .map { owner, conflicts in
            "conflicts with \(owner):" + conflicts.map { "\n- \($0.field.text)" }.joined()
          }.joined(separator: "\n")
      }
    return .refusal(
      409,
      "Conflict",
      "Apply failed with \(message)",
      causes: conflicts.map {
        [
          "reason": "FieldManagerConflict", "message": JSONValue("conflict with \($0.owner)"),
          "field": JSONValue($0.field.text),
        ]
      }
    )
  }

  /// Only what takes ownership: other fields are not patched by anybody here.
  private mutating func patch(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    guard var object = configMaps[name] else { return missing(name) }
    guard let operations = try? JSONReader.read(request.body) else {
      return .refusal(400, "BadRequest", "a patch is a list of operations")
    }
    for operation in operations.items {
      let value = operation["value"]
      switch (operation["op"]?.string, operation["path"]?.string) {
      case ("add", "/metadata/managedFields"):
        object.managers = StoredConfigMap.managers(of: value)
      case ("replace", "/metadata/resourceVersion"):
        if value?.string != "\(object.resourceVersion)" { return changed("configmaps", name) }
      default: return .refusal(400, "BadRequest", "no such operation here")
      }
    }
    return store(object, request)
  }

  private mutating func put(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    let body = (try? JSONReader.read(request.body)) ?? .null
    let name = ObjectName(
      namespace: name.namespace,
      name: body["metadata"]?["name"]?.string ?? name.name
    )
    let before = configMaps[name]
    if request.method == "POST", before != nil {
      return .refusal(409, "AlreadyExists", "configmaps \"\(name.name)\" already exists")
    }
    if request.method == "PUT" {
      guard let before else { return missing(name) }
      let version = body["metadata"]?["resourceVersion"]?.string
      if let version, version != "\(before.resourceVersion)" { return changed("configmaps", name) }
    }
    var object = before ?? StoredConfigMap(name: name, uid: nextVersion())
    object.update(
      StoredConfigMap.fields(of: body),
      as: request.query["fieldManager"] ?? "unknown"
    )
    return store(object, request)
  }

  func changed(
    _ kind: String,
    _ name: ObjectName,
    _ reason: String = "the object has been modified; please apply your changes to the latest "
      + "version and try again"
  ) -> DoubleReply {
    .refusal(
      409,
      "Conflict",
      "Operation cannot be fulfilled on \(kind) \"\(name.name)\": \(reason)",
      kind: kind,
      name: name.name
    )
  }
}
