/// Why the remote's branch could not be read.
package struct GitError: Error, CustomStringConvertible {
  /// One line, without secrets, and what to do about it.
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// Whether the remote has refused what it was shown, or wants to be shown something.
  ///
  /// Source: git, `credential_ask_one` in credential.c and `http_request_reauth` in remote-curl.c.
  var isOfCredentials: Bool {
    ["Authentication failed", "could not read Username", "could not read Password"].contains {
      description.contains($0)
    }
  }
}
