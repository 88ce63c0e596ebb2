package import Formats
internal import FoundationEssentials

/// A ConfigMap as an API server holds it.
package struct ConfigMapObject: Sendable {
  package var name: ObjectName
  /// No other object of any time has it.
  package var uid: String
  package var resourceVersion: String
  package var labels: [String: String]
  package var annotations: [String: String]
  /// UTF-8 in `data`, anything in `binaryData`; decoded.
  package var values: [ConfigMapField: [UInt8]]
  package var isImmutable: Bool
  package var managedFields: ManagedFields

  /// The object as it is now.
  package var base: AppliedConfigMap.Base {
    AppliedConfigMap.Base(uid: uid, resourceVersion: resourceVersion)
  }

  /// The bytes of all values as the API server counts them.
  ///
  /// Source: Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go.
  package var size: Int { values.values.reduce(0) { $0 + $1.count } }

  /// - Returns: `nil` if this is not a ConfigMap.
  package init?(_ json: JSONValue) {
    let metadata = json["metadata"]
    guard let name = metadata?["name"]?.string, json["kind"]?.string == "ConfigMap" else {
      return nil
    }
    self.name = ObjectName(namespace: metadata?["namespace"]?.string ?? "", name: name)
    uid = metadata?["uid"]?.string ?? ""
    resourceVersion = metadata?["resourceVersion"]?.string ?? ""
    labels = ConfigMapObject.texts(metadata?["labels"])
    annotations = ConfigMapObject.texts(metadata?["annotations"])
    isImmutable = json["immutable"]?.bool ?? false
    managedFields = ManagedFields(metadata?["managedFields"])
    values = [:]
    for member in json["data"]?.members ?? [] {
      values[ConfigMapField(.data, member.key)] = member.value.bytes ?? []
    }
    for member in json["binaryData"]?.members ?? [] {
      guard let bytes = ConfigMapObject.decoded(member.value) else { return nil }
      values[ConfigMapField(.binaryData, member.key)] = bytes
    }
  }

  private static func decoded(_ value: JSONValue) -> [UInt8]? {
    guard let text = value.bytes else { return [] }
    return Data(base64Encoded: Data(text)).map { Array($0) }
  }

  private static func texts(_ object: JSONValue?) -> [String: String] {
    var texts: [String: String] = [:]
    for member in object?.members ?? [] { texts[member.key] = member.value.string ?? "" }
    return texts
  }
}
