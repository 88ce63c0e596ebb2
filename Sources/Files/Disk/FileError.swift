internal import Glibc

/// A file or folder that can't be read or written: the world's fault, not the config's.
package struct FileError: Error, CustomStringConvertible {
  package var path: String
  /// As the system says it, in lower case.
  package var reason: String
  package var isWriting = false
  /// The bytes of a file that has too many of them.
  package var size: Int?

  package init(path: String, reason: String, isWriting: Bool = false) {
    self.path = path
    self.reason = reason
    self.isWriting = isWriting
  }

  package init(path: String, code: Int32) {
    self.path = path
    reason = String(cString: strerror(code)).lowercased()
  }

  package var description: String { "can't \(isWriting ? "write" : "read") \(path): \(reason)" }
}
