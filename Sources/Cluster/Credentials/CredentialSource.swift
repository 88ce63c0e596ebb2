internal import Formats
internal import FoundationEssentials
internal import NIOSSL

/// Gives what a request needs to say who asks, and renews it in time.
actor CredentialSource {
  private let user: Kubeconfig.User
  private let server: Kubeconfig.Server
  private let now: @Sendable () -> Date
  private var known: Known?
  /// The run of a plugin that several requests wait for.
  private var pending: Task<Result<ExecPlugin.Credential, CredentialFailure>, Never>?

  private struct Known {
    var authorization: Authorization
    /// `nil`: never.
    var renewal: Date?
  }

  /// What a request carries.
  struct Authorization: Sendable {
    var headers: [(name: String, value: String)] = []
    var identity: Identity?

    struct Identity: Sendable {
      var certificates: [NIOSSLCertificate]
      var key: NIOSSLPrivateKey
    }
  }

  init(
    _ user: Kubeconfig.User,
    server: Kubeconfig.Server,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.user = user
    self.server = server
    self.now = now
  }

  /// Files with tokens and certificates are read again after a minute, as client-go does.
  private static let fileLifetime: TimeInterval = 60
  /// What expires is renewed this much earlier.
  private static let margin: TimeInterval = 30

  /// Whether there is something to renew after the server has refused it.
  var isRenewable: Bool {
    user.exec != nil || user.tokenFile != nil
      || [user.certificate, user.key].contains { $0?.isFile ?? false }
  }

  /// Forgets what the server has refused.
  func discard() { known = nil }

  func authorization() async throws(CredentialFailure) -> Authorization {
    if let known, known.renewal.map({ now() < $0 }) ?? true { return known.authorization }
    let fresh = try await make()
    known = fresh
    return fresh.authorization
  }

  private func make() async throws(CredentialFailure) -> Known {
    var authorization = Authorization()
    var renewal: Date?
    if let certificate = user.certificate {
      guard let key = user.key else {
        throw CredentialFailure("there is a client certificate without its key")
      }
      authorization.identity = try CredentialSource.identity(
        certificate: CredentialSource.bytes(certificate),
        key: CredentialSource.bytes(key)
      )
      if certificate.isFile || key.isFile {
        renewal = now().addingTimeInterval(CredentialSource.fileLifetime)
      }
    }
    if let path = user.tokenFile {
      let text = String(decoding: try CredentialSource.bytes(.file(path)), as: UTF8.self)
      authorization.bearer(text.trimmed)
      renewal = now().addingTimeInterval(CredentialSource.fileLifetime)
    } else if let token = user.token, !token.isEmpty {
      authorization.bearer(token)
    } else if let username = user.username {
      let pair = Data("\(username):\(user.password ?? "")".utf8).base64EncodedString()
      authorization.headers.append(("Authorization", "Basic \(pair)"))
    } else if let plugin = user.exec {
      let credential = try await run(plugin)
      if let token = credential.token { authorization.bearer(token) }
      if let certificate = credential.certificate, let key = credential.key {
        authorization.identity = try CredentialSource.identity(certificate: certificate, key: key)
      }
      let expiry = credential.expiry?.addingTimeInterval(-CredentialSource.margin)
      renewal = [renewal, expiry].compactMap(\.self).min()
    }
    if let name = user.impersonatedUser {
      authorization.headers.append(("Impersonate-User", name))
      authorization.headers += user.impersonatedGroups.map { ("Impersonate-Group", $0) }
      if let id = user.impersonatedID, !id.isEmpty {
        authorization.headers.append(("Impersonate-Uid", id))
      }
      for (key, values) in user.impersonatedExtra.sorted(by: { $0.key < $1.key }) {
        let name = "Impersonate-Extra-" + PercentEncoding.encode(key)
        authorization.headers += values.map { (name, $0) }
      }
    }
    return Known(authorization: authorization, renewal: renewal)
  }

  private func run(
    _ plugin: ExecPlugin
  ) async throws(CredentialFailure) -> ExecPlugin.Credential {
    let task =
      pending
      ?? Task { [server] in
        do throws(CredentialFailure) {
          return .success(try await plugin.run(for: server))
        } catch {
          return .failure(error)
        }
      }
    pending = task
    let result = await task.value
    pending = nil
    return try result.get()
  }

  private static func bytes(_ source: Kubeconfig.Source) throws(CredentialFailure) -> [UInt8] {
    do { return try source.bytes() } catch { throw CredentialFailure("\(error)") }
  }

  private static func identity(
    certificate: [UInt8],
    key: [UInt8]
  ) throws(CredentialFailure) -> Authorization.Identity {
    do {
      return Authorization.Identity(
        certificates: try NIOSSLCertificate.fromPEMBytes(certificate),
        key: try NIOSSLPrivateKey(bytes: key, format: .pem)
      )
    } catch {
      throw CredentialFailure("the client certificate or its key can't be read as PEM")
    }
  }
}

extension CredentialSource.Authorization {
  fileprivate mutating func bearer(_ token: String) {
    headers.append(("Authorization", "Bearer \(token)"))
  }
}

extension String {
  fileprivate var trimmed: String {
    String(
      drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    )
  }
}
