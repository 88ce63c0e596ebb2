internal import Formats
internal import Kubernetes

/// What keys, ownership and JSON add to the values of a ConfigMap.
package enum ConfigMapWeight {
  /// Metadata, and what etcd's request has around the object.
  private static let fixed = 1024
  /// What stands around a key and its value in the object, and around its name in `managedFields`.
  private static let perKey = 20

  /// About what is stored for one key, never less.
  ///
  /// Its name counts twice: `managedFields` says for each key who owns it.
  ///
  /// Source: Kubernetes, `ConfigMap` in staging/src/k8s.io/api/core/v1/generated.proto.
  package static func stored(key: String, bytes: Int) -> Int {
    bytes + 2 * key.utf8.count + perKey
  }

  /// About the bytes of an object as etcd gets it, never less.
  ///
  /// - Parameter items: What `stored` says of each key.
  /// - Returns: The sum, with metadata.
  package static func stored(_ items: some Sequence<Int>) -> Int { items.reduce(fixed, +) }
}

extension DesiredConfigMap {
  /// About its bytes in etcd, never less.
  package var storedSize: Int {
    let version = version.map { [(DesiredConfigMap.versionKey, $0.utf8.count)] } ?? []
    let items = entries.map { ($0.key, $0.size) } + version
    return ConfigMapWeight.stored(items.map { ConfigMapWeight.stored(key: $0.0, bytes: $0.1) })
  }

  /// Bytes of the names of its keys in etcd.
  package var storedNames: Int { entries.reduce(0) { $0 + 2 * $1.key.utf8.count } }

  /// About the bytes of a request that applies it.
  ///
  /// - Returns: `nil` if there are so few that they need no count.
  package var requestSize: Int? {
    let values = entries.reduce(0) { $0 + $1.size }
    // A character is written with six bytes at most.
    if values * 6 + storedNames * 6 < SizeLimit.request - fixed { return nil }
    var scratch: [UInt8] = []
    return entries.reduce(fixed) { sum, entry in
      scratch.removeAll(keepingCapacity: true)
      JSONText.append(entry.key, to: &scratch, for: .yaml)
      guard entry.isText else { return sum + scratch.count + (entry.size + 2) / 3 * 4 + 4 }
      entry.value.withUnsafeBufferPointer { JSONText.append($0, to: &scratch, for: .yaml) }
      return sum + scratch.count + 2
    }
  }

  private var fixed: Int { 512 }
}
