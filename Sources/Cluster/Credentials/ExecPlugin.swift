internal import Files
internal import Formats
internal import FoundationEssentials
internal import Machine

/// A program that gives credentials, as `users[].user.exec` names it.
///
/// Source: Kubernetes, "client-go credential plugins" in its reference documentation.
package struct ExecPlugin: Sendable, Hashable {
  /// A path, or a name to be found on the PATH.
  package var command: String
  package var arguments: [String] = []
  /// Added to what it gets of our own, which `PluginEnvironment` says.
  package var environment: [String: String] = [:]
  package var apiVersion = ExecPlugin.versions[0]
  package var installHint: String?
  package var providesClusterInfo = false
  /// Whether it can't do without a person; then it can't be used here.
  package var needsTerminal = false

  package init(command: String) { self.command = command }

  static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

  /// What a plugin gave.
  struct Credential: Sendable {
    var token: String?
    var certificate: [UInt8]?
    var key: [UInt8]?
    /// `nil`: as long as the server takes it.
    var expiry: Date?
  }

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - server: Told to the plugin if it wants to know.
  ///   - timeout: After which it is ended.
  /// - Returns: What it gave.
  /// - Throws: `CredentialFailure`, without anything that the program printed on standard output.
  func run(
    for server: Kubeconfig.Server,
    timeout: Duration = .seconds(60)
  ) async throws(CredentialFailure) -> Credential {
    if needsTerminal {
      throw CredentialFailure("the plugin \"\(command)\" wants a person at a terminal")
    }
    var variables = PluginEnvironment.kept(ProcessEnvironment.all)
    variables.merge(environment) { _, own in own }
    variables["KUBERNETES_EXEC_INFO"] = String(decoding: info(server).json, as: UTF8.self)
    var process = ChildProcess(
      words: [command] + arguments,
      environment: variables.map { "\($0.key)=\($0.value)" },
      limit: timeout
    )
    process.mostBytes = ExecPlugin.mostBytes
    let outcome: ChildProcess.Outcome
    do {
      outcome = try await process.outcome()
    } catch {
      let hint = installHint.map { "; \($0.split(separator: "\n").joined(separator: " "))" } ?? ""
      throw CredentialFailure("\(words(for: error, timeout))\(hint)")
    }
    guard outcome.status == 0 else {
      let line = outcome.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw CredentialFailure("the plugin \"\(command)\" failed with \(outcome.status)\(line)")
    }
    return try credential(outcome.output)
  }

  /// The most bytes that a plugin may print.
  private static let mostBytes = 16 << 20

  private func words(for failure: ChildProcess.Failure, _ timeout: Duration) -> String {
    switch failure {
    case .notStarted(let reason): "can't run \"\(command)\": \(reason)"
    case .tooSlow, .cancelled: "\"\(command)\" did not end within \(timeout)"
    case .tooMuchOutput: "\"\(command)\" printed more than \(ExecPlugin.mostBytes) bytes"
    }
  }

  private func info(_ server: Kubeconfig.Server) -> JSONValue {
    var spec: [JSONValue.Member] = []
    if providesClusterInfo {
      var cluster: [JSONValue.Member] = [.init(key: "server", value: JSONValue(server.url))]
      if let name = server.tlsServerName {
        cluster.append(.init(key: "tls-server-name", value: JSONValue(name)))
      }
      if server.skipsVerification {
        cluster.append(.init(key: "insecure-skip-tls-verify", value: true))
      }
      if let authority = server.authority, let bytes = try? authority.bytes() {
        let text = Data(bytes).base64EncodedString()
        cluster.append(.init(key: "certificate-authority-data", value: JSONValue(text)))
      }
      spec.append(.init(key: "cluster", value: .object(cluster)))
    }
    spec.append(.init(key: "interactive", value: false))
    return [
      "apiVersion": JSONValue(apiVersion), "kind": "ExecCredential", "spec": .object(spec),
    ]
  }

  private func credential(_ output: [UInt8]) throws(CredentialFailure) -> Credential {
    guard let json = try? JSONReader.read(output), json["kind"]?.string == "ExecCredential" else {
      throw CredentialFailure("the plugin \"\(command)\" printed no ExecCredential")
    }
    guard json["apiVersion"]?.string == apiVersion else {
      throw CredentialFailure("the plugin \"\(command)\" does not speak \(apiVersion)")
    }
    let status = json["status"]
    let credential = Credential(
      token: status?["token"]?.string,
      certificate: status?["clientCertificateData"]?.bytes,
      key: status?["clientKeyData"]?.bytes,
      expiry: try expiry(status?["expirationTimestamp"]?.string)
    )
    guard credential.token != nil || credential.certificate != nil && credential.key != nil else {
      throw CredentialFailure("the plugin \"\(command)\" gave neither token nor certificate")
    }
    return credential
  }

  private func expiry(_ text: String?) throws(CredentialFailure) -> Date? {
    guard let text else { return nil }
    let plain = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? plain.parse(text)) ?? (try? fractional.parse(text)) else {
      throw CredentialFailure("the plugin \"\(command)\" gave no time as expirationTimestamp")
    }
    return date
  }
}

/// Why credentials can't be had, in words without secrets.
struct CredentialFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

extension Kubeconfig.Source {
  func bytes() throws(KubeconfigError) -> [UInt8] {
    switch self {
    case .inline(let bytes): return bytes
    case .file(let path): return try FileBytes.read(path)
    }
  }
}
