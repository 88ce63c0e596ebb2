internal import Formats
internal import FoundationEssentials

/// What one field manager wants of a ConfigMap; what it does not name is not its business.
package struct AppliedConfigMap: Sendable {
  package var name: ObjectName
  package var labels: [String: String]
  /// UTF-8 in `data`, anything in `binaryData`.
  package var values: [ConfigMapField: [UInt8]]
  /// What the ConfigMap must still be; `nil` to apply whatever is there now, or to make it.
  package var base: Base?

  /// An object at one moment.
  package struct Base: Sendable, Hashable {
    /// Keeps a server from making the object anew when it is gone; empty if there is none.
    package var uid: String
    package var resourceVersion: String

    /// No object: an apply makes it, and is refused if somebody else has made it by now.
    ///
    /// A server compares versions only if there is an object, and no object has this version: the
    /// first write to etcd makes version 2.
    ///
    /// Source: Kubernetes, `Store.Update` in
    /// staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go.
    package static let absent = Base(uid: "", resourceVersion: "1")
  }

  package init(
    name: ObjectName,
    labels: [String: String] = [:],
    values: [ConfigMapField: [UInt8]] = [:]
  ) {
    self.name = name
    self.labels = labels
    self.values = values
  }

  /// Bytes of the request that applies it.
  package var size: Int { json.json.count }

  /// The body of an apply request, members in the order of their names.
  var json: JSONValue {
    var metadata: [JSONValue.Member] = []
    if !labels.isEmpty {
      let members = labels.sorted { $0.key < $1.key }
        .map { JSONValue.Member(key: $0.key, value: JSONValue($0.value)) }
      metadata.append(.init(key: "labels", value: .object(members)))
    }
    metadata.append(.init(key: "name", value: JSONValue(name.name)))
    metadata.append(.init(key: "namespace", value: JSONValue(name.namespace)))
    if let base {
      metadata.append(.init(key: "resourceVersion", value: JSONValue(base.resourceVersion)))
      if !base.uid.isEmpty { metadata.append(.init(key: "uid", value: JSONValue(base.uid))) }
    }
    var members: [JSONValue.Member] = [
      .init(key: "apiVersion", value: "v1"), .init(key: "kind", value: "ConfigMap"),
      .init(key: "metadata", value: .object(metadata)),
    ]
    for map in ConfigMapField.Map.allCases {
      let fields = values.filter { $0.key.map == map }.sorted { $0.key.key < $1.key.key }
      if fields.isEmpty { continue }
      let texts = fields.map { field, bytes in
        JSONValue.Member(key: field.key, value: .text(AppliedConfigMap.text(bytes, in: map)))
      }
      members.append(.init(key: map.rawValue, value: .object(texts)))
    }
    return .object(members)
  }

  private static func text(_ bytes: [UInt8], in map: ConfigMapField.Map) -> [UInt8] {
    map == .data ? bytes : Array(Data(bytes).base64EncodedData())
  }
}
