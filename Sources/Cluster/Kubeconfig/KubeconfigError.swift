/// A kubeconfig that can't be used.
package struct KubeconfigError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file; empty if none was found.
  package var path: String
  /// From 1; `nil` if it is about the file as a whole.
  package var line: Int?
  package var reason: String

  package init(path: String, line: Int? = nil, reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  package var description: String {
    let place = path.isEmpty ? "" : path + (line.map { ":\($0)" } ?? "") + ": "
    return place + reason
  }
}
