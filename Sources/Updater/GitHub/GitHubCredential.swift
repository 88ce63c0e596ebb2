/// By what GitHub knows us.
package enum GitHubCredential: Sendable {
  case token(Secret)
  /// A GitHub App: its id or client id, and its private key in PEM.
  case app(id: String, key: Secret)
}

/// A token that GitHub gave an App for one installation.
struct InstallationToken: Sendable {
  var token: String
  /// Seconds since 1970.
  var expires: Double
}
