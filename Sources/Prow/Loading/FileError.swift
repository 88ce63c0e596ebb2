internal import Glibc

/// A file or folder that can't be read: the world's fault, not the config's.
package struct FileError: Error, CustomStringConvertible {
  package var path: String
  /// As the system says it, in lower case.
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, code: Int32) {
    self.path = path
    reason = String(cString: strerror(code)).lowercased()
  }

  package var description: String { "can't read \(path): \(reason)" }
}
