/// Why GitHub did not do what was asked, with what to do about it; never with a secret.
package struct GitHubError: Error, CustomStringConvertible, Sendable {
  package var kind: Kind
  /// `GET /repos/…`.
  package var request: String

  package enum Kind: Sendable, Hashable {
    case secret(String)
    case unreachable(String)
    /// 401.
    case unauthorized
    /// 403 or 404: GitHub hides what one may not see.
    case forbidden(status: Int, message: String)
    /// Seconds since 1970 when GitHub takes requests again.
    case rateLimited(until: Double)
    case server(status: Int)
    case refused(status: Int, message: String)
    case unexpected(String)
  }

  package var description: String {
    switch kind {
    case .secret(let reason): "no credentials for GitHub: \(reason)"
    case .unreachable(let reason): "\(request): GitHub can't be reached: \(reason)"
    case .unauthorized:
      "\(request): GitHub does not take the credentials; renew the token, or check the App's id and key"
    case .forbidden(let status, let message):
      "\(request): GitHub answers \(status) (\(message)); check the permissions of the token or App, "
        + "and that the App is installed there"
    case .rateLimited(let until):
      "\(request): GitHub's rate limit is used up until \(Timestamp.short(until)) UTC"
    case .server(let status): "\(request): GitHub failed with \(status)"
    case .refused(let status, let message): "\(request): GitHub answers \(status) (\(message))"
    case .unexpected(let what): "\(request): GitHub's answer makes no sense: \(what)"
    }
  }

  /// A word for the metrics.
  package var cause: String {
    switch kind {
    case .secret: "secret"
    case .unreachable: "unreachable"
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .rateLimited: "rate-limited"
    case .server: "server"
    case .refused: "refused"
    case .unexpected: "unexpected"
    }
  }

  /// Whether it is no use to send the same again until a person has done something.
  package var isLasting: Bool {
    switch kind {
    case .forbidden, .refused: true
    default: false
    }
  }
}
