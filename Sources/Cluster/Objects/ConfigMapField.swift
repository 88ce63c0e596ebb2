/// Where a value is in a ConfigMap: a key, and which of the two maps it is in.
package struct ConfigMapField: Sendable, Hashable {
  package var map: Map
  package var key: String

  package enum Map: String, Sendable, CaseIterable { case data, binaryData }

  package init(_ map: Map, _ key: String) {
    self.map = map
    self.key = key
  }

  /// Where the same key would be in the other map; the API server takes it in one only.
  package var counterpart: ConfigMapField {
    ConfigMapField(map == .data ? .binaryData : .data, key)
  }
}
