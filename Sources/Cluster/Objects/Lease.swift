package import Formats

/// A Lease of coordination.k8s.io/v1: who of several leads, and until when.
package struct Lease: Sendable, Hashable {
  package var name: ObjectName
  /// What an update must name, so that it fails if somebody else was faster; empty in a new one.
  package var resourceVersion: String
  /// Empty or `nil` if nobody holds it.
  package var holder: String?
  /// Seconds that the holder has after `renewTime`.
  package var durationSeconds: Int?
  /// As the API server writes it: RFC 3339 with microseconds, in UTC.
  package var acquireTime: String?
  package var renewTime: String?
  package var transitions: Int

  package init(
    name: ObjectName,
    resourceVersion: String = "",
    holder: String? = nil,
    durationSeconds: Int? = nil,
    acquireTime: String? = nil,
    renewTime: String? = nil,
    transitions: Int = 0
  ) {
    self.name = name
    self.resourceVersion = resourceVersion
    self.holder = holder
    self.durationSeconds = durationSeconds
    self.acquireTime = acquireTime
    self.renewTime = renewTime
    self.transitions = transitions
  }

  /// - Returns: `nil` if this is not a Lease.
  package init?(_ json: JSONValue) {
    guard json["kind"]?.string == "Lease", let name = json["metadata"]?["name"]?.string else {
      return nil
    }
    let (metadata, spec) = (json["metadata"], json["spec"])
    self.name = ObjectName(namespace: metadata?["namespace"]?.string ?? "", name: name)
    resourceVersion = metadata?["resourceVersion"]?.string ?? ""
    holder = spec?["holderIdentity"]?.string
    durationSeconds = spec?["leaseDurationSeconds"]?.int
    acquireTime = spec?["acquireTime"]?.string
    renewTime = spec?["renewTime"]?.string
    transitions = spec?["leaseTransitions"]?.int ?? 0
  }

  var json: JSONValue {
    var metadata: [JSONValue.Member] = [
      .init(key: "name", value: JSONValue(name.name)),
      .init(key: "namespace", value: JSONValue(name.namespace)),
    ]
    if !resourceVersion.isEmpty {
      metadata.append(.init(key: "resourceVersion", value: JSONValue(resourceVersion)))
    }
    var spec: [JSONValue.Member] = [
      .init(key: "leaseTransitions", value: .number(String(transitions)))
    ]
    func add(_ key: String, _ text: String?) {
      if let text { spec.append(.init(key: key, value: JSONValue(text))) }
    }
    add("holderIdentity", holder)
    add("acquireTime", acquireTime)
    add("renewTime", renewTime)
    if let durationSeconds {
      spec.append(.init(key: "leaseDurationSeconds", value: .number(String(durationSeconds))))
    }
    return .object([
      .init(key: "apiVersion", value: "coordination.k8s.io/v1"), .init(key: "kind", value: "Lease"),
      .init(key: "metadata", value: .object(metadata)), .init(key: "spec", value: .object(spec)),
    ])
  }
}
