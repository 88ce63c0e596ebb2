/// The namespace and name of an object in a cluster.
package struct ObjectName: Sendable, Hashable, CustomStringConvertible {
  package var namespace: String
  package var name: String

  package init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// `NAMESPACE/NAME`.
  package var description: String { "\(namespace)/\(name)" }
}
