/// Which of several ConfigMaps a key belongs to.
package enum Partition {
  /// The index of the ConfigMap for a key, from 0.
  ///
  /// Source: Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go.
  package static func index(of key: String, count: Int) -> Int {
    precondition(count > 0, "there is a ConfigMap to choose")
    return Int(SHA256.digest(key.utf8)[0]) % count
  }
}
