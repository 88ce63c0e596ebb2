internal import Cluster
internal import Formats

/// A ConfigMap in the double's store.
struct StoredConfigMap: Sendable, Equatable {
  var name: ObjectName
  var uid: Int
  var resourceVersion: Int
  /// Values as JSON has them: base64 in `binaryData`.
  var fields: [FieldPath: String]
  var managers: [Manager]

  struct Manager: Sendable, Equatable {
    var name: String
    var isApply: Bool
    var fields: Set<FieldPath>
  }

  init(name: ObjectName, uid: Int) {
    self.name = name
    self.uid = uid
    resourceVersion = 0
    fields = [:]
    managers = []
  }

  /// The fields that a body sets.
  static func fields(of json: JSONValue) -> [FieldPath: String] {
    var fields: [FieldPath: String] = [:]
    for parent in FieldPath.Parent.allCases {
      let source =
        switch parent {
        case .data, .binaryData: json[parent.rawValue]
        case .labels, .annotations: json["metadata"]?[parent.rawValue]
        case .immutable: JSONValue?.none
        }
      for member in source?.members ?? [] {
        fields[FieldPath(parent, member.key)] = member.value.string ?? ""
      }
    }
    if let isImmutable = json["immutable"]?.bool {
      fields[FieldPath(.immutable, "")] = isImmutable ? "true" : "false"
    }
    return fields
  }

  static func managers(of json: JSONValue?) -> [Manager] {
    // An entry without anything clears the list.
    (json?.items ?? []).filter { !$0.members.isEmpty }.map { item in
      Manager(
        name: item["manager"]?.string ?? "",
        isApply: item["operation"]?.string == "Apply",
        fields: FieldPath.fields(item["fieldsV1"])
      )
    }
  }

  /// Without labels and the like.
  var values: [ConfigMapField: String] {
    var values: [ConfigMapField: String] = [:]
    for (field, value) in fields {
      guard let map = ConfigMapField.Map(rawValue: field.parent.rawValue) else { continue }
      values[ConfigMapField(map, field.name)] = value
    }
    return values
  }

  var uidText: String { "uid-\(uid)" }

  var json: JSONValue {
    var metadata: [JSONValue.Member] = [
      .init(key: "name", value: JSONValue(name.name)),
      .init(key: "namespace", value: JSONValue(name.namespace)),
      .init(key: "uid", value: JSONValue(uidText)),
      .init(key: "resourceVersion", value: JSONValue("\(resourceVersion)")),
      .init(key: "managedFields", value: .array(managers.map(StoredConfigMap.json))),
    ]
    var members: [JSONValue.Member] = [
      .init(key: "kind", value: "ConfigMap"), .init(key: "apiVersion", value: "v1"),
    ]
    for parent in FieldPath.Parent.allCases {
      let values = fields.filter { $0.key.parent == parent }.sorted { $0.key < $1.key }
      if values.isEmpty { continue }
      let object = JSONValue.object(
        values.map { .init(key: $0.key.name, value: JSONValue($0.value)) }
      )
      switch parent {
      case .data, .binaryData: members.append(.init(key: parent.rawValue, value: object))
      case .labels, .annotations: metadata.append(.init(key: parent.rawValue, value: object))
      case .immutable:
        members.append(.init(key: "immutable", value: .bool(values[0].value == "true")))
      }
    }
    members.append(.init(key: "metadata", value: .object(metadata)))
    return .object(members)
  }

  private static func json(_ manager: Manager) -> JSONValue {
    [
      "manager": JSONValue(manager.name), "operation": manager.isApply ? "Apply" : "Update",
      "apiVersion": "v1", "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
      "fieldsV1": FieldPath.json(manager.fields, hasParents: !manager.isApply),
    ]
  }
}
