internal import Cluster

extension ServerState {
  mutating func configMap(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    switch request.method {
    case "GET":
      return configMaps[name].map { DoubleReply(200, $0.json) } ?? missing(name)
    case "DELETE":
      guard configMaps.removeValue(forKey: name) != nil else { return missing(name) }
      return DoubleReply(200, ["kind": "Status", "status": "Success"])
    case "POST", "PUT": return put(request, name)
    case "PATCH" where request.contentType == "application/apply-patch+yaml":
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
    let causes = Validation.causes(of: object, before: before)
    if !causes.isEmpty {
      let words = causes.map { "\($0.field): \($0.message)" }.joined(separator: ", ")
      return .refusal(
        422,
        "Invalid",
        "ConfigMap \"\(object.name.name)\" is invalid: \(words)",
        kind: "ConfigMap",
        name: object.name.name,
        causes: causes.map {
          [
            "reason": JSONValue($0.reason), "message": JSONValue($0.message),
            "field": JSONValue($0.field),
          ]
        }
      )
    }
    var object = object
    if object != before, request.query["dryRun"] == nil {
      object.resourceVersion = nextVersion()
      configMaps[object.name] = object
      versions.append((object.name, object.fields[FieldPath(.data, "VERSION")]))
    }
    return DoubleReply(before == nil ? 201 : 200, object.json)
  }

  private mutating func apply(_ request: DoubleRequest, _ name: ObjectName) -> DoubleReply {
    guard let body = try? JSONReader.read(request.body), body["kind"]?.string == "ConfigMap",
      let manager = request.query["fieldManager"], !manager.isEmpty
    else { return .refusal(400, "BadRequest", "an apply has a ConfigMap and a fieldManager") }
    if let version = body["metadata"]?["resourceVersion"]?.string,
      version != configMaps[name].map({ "\($0.resourceVersion)" })
    {
      return changed("configmaps", name)
    }
    var object = configMaps[name] ?? StoredConfigMap(name: name, uid: nextVersion())
    let conflicts = object.apply(
      StoredConfigMap.fields(of: body),
      as: manager,
      isForced: request.query["force"] == "true"
    )
    guard conflicts.isEmpty else { return refusal(conflicts) }
    return store(object, request)
  }

  private func refusal(_ conflicts: [StoredConfigMap.Conflict]) -> DoubleReply {
    let words = conflicts.map { "conflict with \"\($0.manager)\" using v1: \($0.field.text)" }
    return .refusal(
      409,
      "Conflict",
      "Apply failed with \(conflicts.count) conflicts: \(words.joined(separator: ", "))",
      causes: conflicts.map {
        [
          "reason": "FieldManagerConflict",
          "message": JSONValue("conflict with \"\($0.manager)\" using v1"),
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
      case ("replace", "/metadata/managedFields"):
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

  func changed(_ kind: String, _ name: ObjectName) -> DoubleReply {
    .refusal(
      409,
      "Conflict",
      "Operation cannot be fulfilled on \(kind) \"\(name.name)\": the object has been modified; "
        + "please apply your changes to the latest version and try again",
      kind: kind,
      name: name.name
    )
  }
}
