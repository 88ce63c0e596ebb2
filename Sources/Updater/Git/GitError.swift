/// Why the remote's branch could not be read.
package struct GitError: Error, CustomStringConvertible {
  /// One line, without secrets, and what to do about it.
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
