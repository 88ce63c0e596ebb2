internal import Cluster
package import Files
internal import Formats
internal import FoundationEssentials
internal import Glibc

/// What docker's configuration says of logins at registries.
///
/// Sources: Docker, `ConfigFile` in cli/config/configfile/file.go, and "docker login" in its reference.
package struct DockerConfig: Sendable {
  private var logins: [String: Login] = [:]
  /// By registry: what follows `docker-credential-` in the name of a program.
  private var helpers: [String: String] = [:]
  /// The same for all others.
  private var store: String?
  private let environment: [String: String]
  /// How long such a program may take.
  private let limit: Duration

  /// No logins.
  package init() {
    environment = [:]
    limit = .zero
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file, which must be there; `nil` for docker's own, if it is there.
  ///   - environment: Of this process.
  ///   - limit: How long a program that gives credentials may take.
  /// - Throws: `FileError` if it can't be read.
  package init(
    _ path: String?,
    environment: [String: String] = ProcessEnvironment.all,
    limit: Duration = .seconds(30)
  ) throws(FileError) {
    self.environment = environment
    self.limit = limit
    let folder = environment["DOCKER_CONFIG"] ?? environment["HOME"].map { $0 + "/.docker" }
    guard let file = path ?? folder.map({ $0 + "/config.json" }) else { return }
    if path == nil, !FileReader.exists(file) { return }
    let bytes = try FileReader.bytes(of: file, most: 16 << 20)
    let json: JSONValue
    do throws(JSONReader.Failure) { json = try JSONReader.read(bytes) } catch {
      throw FileError(path: file, reason: "it is no JSON: \(error)")
    }
    for member in json["auths"]?.members ?? [] {
      logins[DockerConfig.host(member.key)] = Login(member.value)
    }
    for member in json["credHelpers"]?.members ?? [] {
      helpers[DockerConfig.host(member.key)] = member.value.string
    }
    store = json["credsStore"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// By what we are known at a registry.
  enum Login: Sendable, Hashable {
    case password(user: String, password: String)
    /// What is shown where tokens are given out.
    case identityToken(String)

    /// An entry of `auths`; `nil` if a program has the rest of it.
    init?(_ value: JSONValue) {
      if let token = value["identitytoken"]?.string, !token.isEmpty {
        self = .identityToken(token)
        return
      }
      if let user = value["username"]?.string, let password = value["password"]?.string {
        self = .password(user: user, password: password)
        return
      }
      guard let text = value["auth"]?.string, let data = Data(base64Encoded: text) else {
        return nil
      }
      let pair = String(decoding: data, as: UTF8.self)
      guard let colon = pair.firstIndex(of: ":"), colon > pair.startIndex else { return nil }
      let password = pair[pair.index(after: colon)...].filter { $0 != "\0" }
      self = .password(user: String(pair[..<colon]), password: password)
    }

    /// What a program printed.
    fileprivate init?(printed value: JSONValue) {
      guard let user = value["Username"]?.string, let secret = value["Secret"]?.string,
        !secret.isEmpty
      else { return nil }
      self = user == "<token>" ? .identityToken(secret) : .password(user: user, password: secret)
    }
  }

  /// Why there is no login though the configuration names one; without secrets.
  struct Failure: Error, Hashable {
    let reason: String
  }

  /// Whether there may be a login at a registry.
  func names(_ registry: String) -> Bool {
    store != nil
      || DockerConfig.names(of: registry).contains { helpers[$0] != nil || logins[$0] != nil }
  }

  /// Docker's own registry has several.
  private static func names(of registry: String) -> [String] {
    registry == RegistryAddresses.dockerHub
      ? [registry, "index.docker.io", "docker.io"] : [registry]
  }

  /// The login at a registry, and at no other one; `nil` if there is none.
  ///
  /// `registry`: `HOST`, with `:PORT` if it is not the usual one.
  func login(at registry: String) async throws(Failure) -> Login? {
    let names = DockerConfig.names(of: registry)
    for name in names {
      guard let helper = helpers[name] else { continue }
      return try await login(of: helper, at: name)
    }
    if let store, let login = try await login(of: store, at: names.last ?? registry) {
      return login
    }
    return names.lazy.compactMap { logins[$0] }.first
  }

  /// Source: Docker, "Credential helper protocol" in the reference of `docker login`.
  private func login(of helper: String, at registry: String) async throws(Failure) -> Login? {
    let isName = helper.utf8.allSatisfy { byte in
      let character = Character(Unicode.Scalar(byte))
      return byte < 0x80
        && (character.isLetter || character.isNumber || "-_.".contains(character))
    }
    let program = "docker-credential-\(helper)"
    guard isName, !helper.isEmpty else {
      throw Failure(reason: "\"\(helper.prefix(50))\" can't be the end of a program's name")
    }
    guard let path = place(of: program) else {
      throw Failure(reason: "\(program) is not on the PATH")
    }
    var process = ChildProcess(
      words: [path, "get"],
      environment: PluginEnvironment.kept(environment).map { "\($0.key)=\($0.value)" },
      limit: limit
    )
    let isDockerHub = ["index.docker.io", "docker.io"].contains(registry)
    process.input = Array((isDockerHub ? "https://index.docker.io/v1/" : registry).utf8)
    process.mostBytes = 1 << 20
    let outcome: ChildProcess.Outcome
    do throws(ChildProcess.Failure) {
      outcome = try await process.outcome()
    } catch {
      throw Failure(reason: DockerConfig.words(for: error, program, limit))
    }
    if outcome.status != 0 {
      // It says so on either stream.
      let all = String(decoding: outcome.output.prefix(1000), as: UTF8.self) + outcome.errors
      if all.contains("credentials not found") { return nil }
      throw Failure(reason: "\(program) failed with \(outcome.status)")
    }
    guard let json = try? JSONReader.read(outcome.output), let login = Login(printed: json) else {
      throw Failure(reason: "\(program) printed no Username and Secret")
    }
    return login
  }

  private func place(of program: String) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  private static func words(
    for failure: ChildProcess.Failure,
    _ program: String,
    _ limit: Duration
  ) -> String {
    switch failure {
    case .notStarted(let reason): "can't run \(program): \(reason)"
    case .tooSlow, .cancelled: "\(program) did not end within \(limit)"
    case .tooMuchOutput: "\(program) printed too much"
    }
  }

  /// `https://HOST:PORT/v1/` is how older versions of docker wrote `HOST:PORT`.
  private static func host(_ key: String) -> String {
    let start = key.firstRange(of: "://")?.upperBound ?? key.startIndex
    return key[start...].prefix { $0 != "/" }.lowercased()
  }
}
