internal import Cluster
internal import Formats
internal import FoundationEssentials

/// What an API server refuses about ConfigMaps.
///
/// Source: Kubernetes, `ValidateConfigMap` and `ValidateConfigMapUpdate` in
/// pkg/apis/core/validation/validation.go.
enum Validation {
  struct Cause {
    var reason: String
    var message: String
    var field: String
  }

  static func causes(of object: StoredConfigMap, before: StoredConfigMap?) -> [Cause] {
    var causes: [Cause] = []
    for field in object.fields.keys.sorted() where field.isValue {
      let place = "\(field.parent.rawValue)[\(field.name)]"
      if let fault = fault(ofKey: field.name) {
        causes.append(Cause(reason: "FieldValueInvalid", message: fault, field: place))
      }
      if field.parent == .data, object.fields[FieldPath(.binaryData, field.name)] != nil {
        let message = "Invalid value: \"\(field.name)\": duplicate of key present in binaryData"
        causes.append(Cause(reason: "FieldValueInvalid", message: message, field: place))
      }
    }
    if size(of: object) > 1 << 20 {
      let message = "Too long: may not be more than 1048576 bytes"
      causes.append(Cause(reason: "FieldValueTooLong", message: message, field: ""))
    }
    if let before, before.fields[FieldPath(.immutable, "")] == "true" {
      let values = { (object: StoredConfigMap) in object.fields.filter { $0.key.isValue } }
      if values(before) != values(object) {
        let message = "Forbidden: field is immutable when `immutable` is set"
        causes.append(Cause(reason: "FieldValueForbidden", message: message, field: "data"))
      }
    }
    return causes
  }

  private static func size(of object: StoredConfigMap) -> Int {
    object.fields.reduce(0) { sum, field in
      switch field.key.parent {
      case .data: sum + field.value.utf8.count
      case .binaryData: sum + (Data(base64Encoded: field.value)?.count ?? 0)
      case .labels, .annotations, .immutable: sum
      }
    }
  }

  /// What etcd takes, by default.
  static let mostStored = 1536 << 10

  /// The bytes of keys, values and `managedFields`, which are most of what etcd gets.
  static func storedSize(of object: StoredConfigMap) -> Int {
    let keys = object.fields.keys.reduce(0) { $0 + $1.name.utf8.count + 8 }
    let managers = object.json["metadata"]?["managedFields"]?.items ?? []
    return size(of: object) + keys
      + managers.reduce(0) { $0 + ($1["fieldsV1"]?.json.count ?? 0) }
  }

  private static func fault(ofKey key: String) -> String? {
    let isPlain = key.utf8.allSatisfy { byte in
      byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
          || "-._".utf8.contains(byte))
    }
    let isGood =
      !key.isEmpty && key.utf8.count <= 253 && isPlain && key != "." && !key.hasPrefix("..")
    return isGood
      ? nil
      : "Invalid value: \"\(key)\": a valid config key must consist of"
        + " alphanumeric characters, '-', '_' or '.'"
  }
}

extension FieldPath {
  var isValue: Bool { parent == .data || parent == .binaryData }
}
