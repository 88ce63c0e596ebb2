internal import Cluster
internal import Formats
internal import FoundationEssentials

/// Gets what a registry wants to be shown.
///
/// Sources: Docker, "Token Authentication Specification" and "OAuth 2.0 Token Authentication".
struct RegistryLogin {
  let web: WebClient
  let logins: DockerConfig
  /// The registry; its login is shown to it, and where it gives out tokens.
  let server: ServerAddress

  struct Failure: Error {
    let kind: RegistryError.Kind
  }

  /// - Parameters:
  ///   - challenge: What it wants.
  ///   - repository: What is to be read.
  /// - Returns: The header; `nil` if it wants a login and there is none.
  /// - Throws: `Failure`, without secrets.
  func authorization(
    _ challenge: LoginChallenge?,
    for repository: String
  ) async throws(Failure) -> String? {
    guard let challenge else {
      throw Failure(kind: .challenge("it says neither Bearer nor Basic"))
    }
    let login: DockerConfig.Login?
    do throws(DockerConfig.Failure) { login = try await logins.login(at: server.name) } catch {
      throw Failure(kind: .credentials(error.reason))
    }
    switch challenge {
    case .basic:
      guard case .password(let user, let password)? = login else { return nil }
      return RegistryLogin.basic(user, password)
    case .bearer(let realm, let service):
      // Whoever listens on a line in the clear has the token, and maybe the password.
      guard let address = WebAddress(realm), address.server.isSecure || server.isOnThisMachine
      else {
        throw Failure(
          kind: .challenge(
            "tokens are given out at \"\(realm.prefix(200))\", which is no https:// URL"
          )
        )
      }
      return try await "Bearer \(token(at: address, service, repository, login))"
    }
  }

  private static func basic(_ user: String, _ password: String) -> String {
    "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
  }

  private func token(
    at address: WebAddress,
    _ service: String?,
    _ repository: String,
    _ login: DockerConfig.Login?
  ) async throws(Failure) -> String {
    // Not the scope that the server names: nothing else is to be read.
    var fields = [("scope", "repository:\(repository):pull")]
    if let service { fields.append(("service", service)) }
    var request = WebClient.Request(address.server, address.target)
    if case .identityToken(let token)? = login {
      fields += [
        ("grant_type", "refresh_token"), ("refresh_token", token),
        ("client_id", "plimsoll-updater"),
      ]
      request.method = "POST"
      request.headers = [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
      request.body = Array(RegistryLogin.form(fields).utf8)
    } else {
      request.target += (address.target.contains("?") ? "&" : "?") + RegistryLogin.form(fields)
    }
    if case .password(let user, let password)? = login {
      request.headers.append((name: "Authorization", value: RegistryLogin.basic(user, password)))
    }
    let response: WebClient.Response
    do throws(WebClient.Failure) { response = try await web.send(request) } catch {
      throw Failure(
        kind: .unreachable("\(address.server.name), which gives out its tokens: \(error.reason)")
      )
    }
    switch response.status {
    case 200: break
    case 429: throw Failure(kind: .throttled)
    case 500...: throw Failure(kind: .server(status: response.status))
    default:
      throw Failure(kind: .denied(status: response.status, hasCredentials: login != nil))
    }
    let json = try? JSONReader.read(response.body)
    let token = json?["token"]?.string ?? json?["access_token"]?.string ?? ""
    guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Failure(kind: .unexpected("\(address.server.name) gave no token"))
    }
    return token
  }

  private static func form(_ fields: [(String, String)]) -> String {
    fields.map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
  }
}
