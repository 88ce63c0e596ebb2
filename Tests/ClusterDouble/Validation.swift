internal import Cluster
internal import Formats
internal import FoundationEssentials

/// What an API server refuses about ConfigMaps.
///
/// Source: Kubernetes, `ValidateConfigMap` and `ValidateConfigMapUpdate` in
/// pkg/apis/core/validation/validation.go.
enum Validation {
  struct Cause {
    var reason: Reason
    var message: String
    var field: String

    enum Reason: String {
      case invalid = "FieldValueInvalid"
      case tooLong = "FieldValueTooLong"
      case forbidden = "FieldValueForbidden"
    }

    init(_ reason: Reason, _ message: String, _ field: String) {
      self.reason = reason
      self.message = message
      self.field = field
    }
  }

  static func causes(of object: StoredConfigMap, before: StoredConfigMap?) -> [Cause] {
    var causes: [Cause] = []
    if let before, before.fields[FieldPath(.immutable, "")] == "true" {
      for map in [FieldPath.Parent.data, .binaryData] {
        let values = { (object: StoredConfigMap) in object.fields.filter { $0.key.parent == map } }
        if values(before) == values(object) { continue }
        let message = "Forbidden: field is immutable when `immutable` is set"
        causes.append(Cause(.forbidden, message, map.rawValue))
      }
    }
    for field in object.fields.keys.sorted() where field.isValue {
      let place = "\(field.parent.rawValue)[\(field.name)]"
      let invalid = { (fault: String) in
        Cause(.invalid, "Invalid value: \"\(field.name)\": \(fault)", place)
      }
      causes += faults(ofKey: field.name).map(invalid)
      if field.parent == .data, object.fields[FieldPath(.binaryData, field.name)] != nil {
        causes.append(invalid("duplicate of key present in binaryData"))
      }
    }
    if size(of: object) > 1 << 20 {
      causes.append(Cause(.tooLong, "Too long: may not be more than 1048576 bytes", "[]"))
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

  /// What etcd takes by default, and what its client sends.
  private static let (mostStored, mostSent) = (1536 << 10, 2 << 20)

  /// What etcd or its client says about an object that is too large for it.
  static func refusal(ofStoring object: StoredConfigMap) -> String? {
    let size = storedSize(of: object)
    if size > mostSent {
      return "rpc error: code = ResourceExhausted desc = trying to send message larger than max "
        + "(\(size) vs. \(mostSent))"
    }
    return size > mostStored ? "etcdserver: request is too large" : nil
  }

  /// The bytes of keys, values and `managedFields`, which are most of what etcd gets.
  private static func storedSize(of object: StoredConfigMap) -> Int {
    let keys = object.fields.keys.reduce(0) { $0 + $1.name.utf8.count + 8 }
    let managers = object.json["metadata"]?["managedFields"]?.items ?? []
    return size(of: object) + keys
      + managers.reduce(0) { $0 + ($1["fieldsV1"]?.json.count ?? 0) }
  }

  /// Source: Kubernetes, `IsConfigMapKey` in
  /// staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go.
  private static func faults(ofKey key: String) -> [String] {
    let isPlain = key.utf8.allSatisfy { byte in
      byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
          || "-._".utf8.contains(byte))
    }
    var faults: [String] = []
    if key.utf8.count > 253 { faults.append("must be no more than 253 characters") }
    if key.isEmpty || !isPlain {
      faults.append(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. "
          + "'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is "
          + "'[-._a-zA-Z0-9]+')"
      )
    }
    if key == "." { faults.append("must not be '.'") }
    if key == ".." {
      faults.append("must not be '..'")
    } else if key.hasPrefix("..") {
      faults.append("must not start with '..'")
    }
    return faults
  }
}

extension FieldPath {
  var isValue: Bool { parent == .data || parent == .binaryData }
}
