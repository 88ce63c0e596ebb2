package import Files

/// What one ConfigMap should hold.
package struct DesiredConfigMap: Sendable {
  package let target: ConfigMapTarget
  /// The files, in the order of their keys' bytes; empty for a partition that no key falls to.
  package let entries: [Entry]
  /// The value of the key `VERSION`, unless a file has that key.
  package let version: String?

  package struct Entry: Sendable {
    package let key: String
    /// The file in the tree.
    package let path: String
    package let content: FileContent
    package let isZipped: Bool

    package init(key: String, path: String, content: FileContent, isZipped: Bool) {
      self.key = key
      self.path = path
      self.content = content
      self.isZipped = isZipped
    }

    /// What the API server stores.
    package var value: [UInt8] { isZipped ? content.gzip : content.bytes }

    /// Whether the value goes to `data`, not to `binaryData`.
    ///
    /// Source: Prow, `Update` in pkg/plugins/updateconfig/updateconfig.go.
    package var isText: Bool { !isZipped && content.isText }

    /// Bytes that count towards the limit.
    package var size: Int { value.count }
  }

  package init(target: ConfigMapTarget, entries: [Entry], version: String?) {
    self.target = target
    self.entries = entries
    self.version = entries.contains { $0.key == DesiredConfigMap.versionKey } ? nil : version
  }

  /// The key that Prow writes the commit to.
  ///
  /// Source: Prow, `Update` in pkg/plugins/updateconfig/updateconfig.go.
  package static let versionKey = "VERSION"

  /// Labels that Prow gives to the ConfigMaps it makes.
  package static let labels = [
    (name: "app.kubernetes.io/component", value: "updateconfig-plugin"),
    (name: "app.kubernetes.io/name", value: "prow"),
  ]

  /// The bytes of all values as the API server counts them: keys and metadata are free.
  ///
  /// Source: Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go.
  package var size: Int {
    entries.reduce(version?.utf8.count ?? 0) { $0 + $1.size }
  }
}
