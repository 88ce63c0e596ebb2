import ClusterDouble
import FoundationEssentials
import Glibc
import NIOSSL
import TestSupport
import Testing

@testable import Cluster

@Suite("Credentials")
struct CredentialTests {
  private let folder: TemporaryFolder
  private let name = ObjectName(namespace: "default", name: "config")

  init() throws { folder = try TemporaryFolder() }

  private func pem(_ text: String) -> Kubeconfig.Source { .inline(Array(text.utf8)) }

  /// HTTPS that wants a certificate of its clients, if `asks`.
  private func tls(
    asks: Bool = false,
    certificate: String = TestCertificates.serverCertificate
  ) throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
    let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.serverKey.utf8), format: .pem)
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(key)
    )
    if asks {
      let authority = Array(TestCertificates.authority.utf8)
      tls.certificateVerification = .noHostnameVerification
      tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(authority))
    }
    return tls
  }

  /// A server whose certificate is signed by the tests' authority.
  private var trusted: Kubeconfig.Server {
    var server = Kubeconfig.Server(url: "")
    server.authority = pem(TestCertificates.authority)
    return server
  }

  private func with(_ change: (inout Kubeconfig.User) -> Void) -> Kubeconfig.User {
    var user = Kubeconfig.User()
    change(&user)
    return user
  }

  @Test
  func aServerIsTrustedForItsAuthority() async throws {
    try await TestClient.run(tls: try tls(), server: trusted) { client, _ in
      let found = try await client.configMap(name)
      #expect(found == nil)
    }
    try await TestClient.run(attempts: 1, tls: try tls()) { client, double in
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(
        error.kind
          == .unreachable(
            "\(double.url): its certificate is not signed by the authority of the kubeconfig, or has expired"
          )
      )
    }
    var careless = Kubeconfig.Server(url: "")
    careless.skipsVerification = true
    try await TestClient.run(tls: try tls(), server: careless) { client, _ in
      let found = try await client.configMap(name)
      #expect(found == nil)
    }
  }

  @Test(arguments: [("api.example.test", true), ("other.example.test", false)])
  func aServerMayShowAnotherNamesCertificate(_ shown: String, _ isGood: Bool) async throws {
    var server = trusted
    server.tlsServerName = shown
    let tls = try tls(certificate: TestCertificates.namedCertificate)
    try await TestClient.run(attempts: 1, tls: tls, server: server) { client, _ in
      if isGood {
        let found = try await client.configMap(name)
        #expect(found == nil)
      } else {
        await #expect(throws: ClusterError.self) { try await client.configMap(name) }
      }
    }
  }

  @Test
  func aClientShowsItsCertificate() async throws {
    let user = with {
      $0.certificate = pem(TestCertificates.clientCertificate)
      $0.key = pem(TestCertificates.clientKey)
    }
    try await TestClient.run(tls: try tls(asks: true), user: user, server: trusted) { client, _ in
      let found = try await client.configMap(name)
      #expect(found == nil)
    }
    try await TestClient.run(attempts: 1, tls: try tls(asks: true), server: trusted) { client, _ in
      await #expect(throws: ClusterError.self) { try await client.configMap(name) }
    }
  }

  @Test
  func aTokenFileIsReadAgainWhenTheServerRefuses() async throws {
    try folder.write("old\n", to: "token")
    let user = with { $0.tokenFile = folder.path + "/token" }
    // A file is read again after a minute without that.
    let clock = TestClock("2026-01-01T00:00:00Z")
    let now: @Sendable () -> Date = { clock.now }
    try await TestClient.run(user: user, now: now) { client, double in
      double.restrict(all: "old")
      _ = try await client.configMap(name)
      try folder.write("new\n", to: "token")
      double.restrict(all: "new")
      _ = try await client.configMap(name)
      #expect(double.log.map(\.token) == ["old", "old", "new"])
    }
  }

  @Test
  func aCertificateFileIsReadAgainAfterAMinute() async throws {
    try folder.write(TestCertificates.serverCertificate, to: "certificate")
    try folder.write(TestCertificates.serverKey, to: "key")
    let user = with {
      $0.certificate = .file(folder.path + "/certificate")
      $0.key = .file(folder.path + "/key")
    }
    let clock = TestClock("2026-01-01T00:00:00Z")
    let source = CredentialSource(
      user,
      server: Kubeconfig.Server(url: "https://127.0.0.1"),
      now: { clock.now }
    )
    let first = try await source.authorization().identity?.certificates
    try folder.write(TestCertificates.namedCertificate, to: "certificate")
    #expect(try await source.authorization().identity?.certificates == first)
    clock.now = clock.now.addingTimeInterval(61)
    #expect(try await source.authorization().identity?.certificates != first)
  }

  @Test
  func namesAndImpersonationAreHeaders() async throws {
    let user = with {
      $0.username = "Aladdin"
      $0.password = "open sesame"
      $0.impersonatedUser = "someone"
      $0.impersonatedGroups = ["one"]
      $0.impersonatedID = "7"
      $0.impersonatedExtra = ["acme.org/reason": ["a"]]
    }
    try await TestClient.run(user: user) { client, double in
      _ = try await client.configMap(name)
      let headers = try #require(double.log.first?.headers)
      #expect(headers["Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
      #expect(headers["Impersonate-User"] == "someone" && headers["Impersonate-Group"] == "one")
      #expect(headers["Impersonate-Uid"] == "7")
      #expect(headers["Impersonate-Extra-acme.org%2Freason"] == "a")
    }
  }

  // MARK: Plugins

  /// A plugin that counts its runs, and gives the token `tN` at its Nth.
  private func plugin(expiry: String = "") throws -> ExecPlugin {
    try folder.write(
      """
      #!/bin/sh
      echo run >>'\(folder.path)/runs'
      printf '%s' "$KUBERNETES_EXEC_INFO" >'\(folder.path)/info'
      n=$(wc -l <'\(folder.path)/runs')
      echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
      echo '"status":{"token":"t'$n'"\(expiry)}}'

      """,
      to: "plugin"
    )
    return ExecPlugin(command: "sh").with(arguments: [folder.path + "/plugin"])
  }

  private func runs() -> Int {
    (try? folder.text("runs").split(separator: "\n").count) ?? 0
  }

  @Test
  func aPluginIsAskedOnceAndAgainAfterARefusal() async throws {
    var plugin = try plugin()
    plugin.providesClusterInfo = true
    let user = with { $0.exec = plugin }
    try await TestClient.run(user: user) { client, double in
      double.restrict(all: "t1")
      _ = try await client.configMap(name)
      _ = try await client.configMap(name)
      #expect(runs() == 1)
      double.restrict(all: "t2")
      _ = try await client.configMap(name)
      #expect(double.log.map(\.token) == ["t1", "t1", "t1", "t2"] && runs() == 2)
      let info = try folder.text("info")
      #expect(
        info
          == #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","#
          + #""spec":{"cluster":{"server":"\#(double.url)"},"interactive":false}}"#
      )
    }
  }

  @Test
  func whatExpiresIsRenewedBefore() async throws {
    var user = Kubeconfig.User()
    user.exec = try plugin(expiry: #","expirationTimestamp":"2026-01-01T01:00:00Z""#)
    let clock = TestClock("2026-01-01T00:00:00Z")
    let source = CredentialSource(
      user,
      server: Kubeconfig.Server(url: "http://127.0.0.1"),
      now: { clock.now }
    )
    _ = try await source.authorization()
    clock.now = clock.now.addingTimeInterval(3569)
    #expect(try await source.authorization().headers.first?.value == "Bearer t1")
    clock.now = clock.now.addingTimeInterval(2)
    #expect(try await source.authorization().headers.first?.value == "Bearer t2")
  }

  @Test
  func manyRequestsWaitForOneRun() async throws {
    var user = Kubeconfig.User()
    user.exec = try plugin()
    let source = CredentialSource(user, server: Kubeconfig.Server(url: "http://127.0.0.1"))
    try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<20 {
        group.addTask { try await source.authorization().headers.first?.value }
      }
      for try await value in group { #expect(value == "Bearer t1") }
    }
    #expect(runs() == 1)
  }

  @Test(arguments: [
    ("exit 3", "the plugin \"sh\" failed with 3"),
    ("echo no network >&2; exit 1", "the plugin \"sh\" failed with 1: no network"),
    ("echo nonsense", "the plugin \"sh\" printed no ExecCredential"),
    (
      #"echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential"}'"#,
      "the plugin \"sh\" does not speak client.authentication.k8s.io/v1"
    ),
    (
      #"echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{}}'"#,
      "the plugin \"sh\" gave neither token nor certificate"
    ),
  ])
  func aPluginThatFailsIsNamed(_ script: String, _ reason: String) async throws {
    let plugin = ExecPlugin(command: "sh").with(arguments: ["-c", script])
    try await TestClient.run(user: with { $0.exec = plugin }) { client, double in
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(error.kind == .credentials(reason) && double.log.isEmpty)
    }
  }

  @Test
  func aPluginGetsNoSecretsOfOurs() async throws {
    let variables = [
      "GITHUB_TOKEN": "s", "GH_TOKEN": "s", "WEBHOOK_SECRET": "s", "GIT_ASKPASS": "s",
      "PATH": "/bin", "HOME": "/root", "AWS_PROFILE": "p", "GOOGLE_APPLICATION_CREDENTIALS": "f",
      "LC_ALL": "C", "HTTPS_PROXY": "http://proxy",
    ]
    #expect(
      PluginEnvironment.kept(variables).keys.sorted() == [
        "AWS_PROFILE", "GOOGLE_APPLICATION_CREDENTIALS", "HOME", "HTTPS_PROXY", "LC_ALL", "PATH",
      ]
    )
    setenv("PLIMSOLL_TEST_TOKEN", "secret", 1)
    defer { unsetenv("PLIMSOLL_TEST_TOKEN") }
    let script = """
      test -z "$PLIMSOLL_TEST_TOKEN" && test "$OWN" = 1 && echo '{"kind":"ExecCredential",\
      "apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'
      """
    var plugin = ExecPlugin(command: "sh").with(arguments: ["-c", script])
    plugin.environment = ["OWN": "1"]
    let credential = try await plugin.run(for: Kubeconfig.Server(url: "http://127.0.0.1"))
    #expect(credential.token == "t")
  }

  @Test
  func aPluginThatPrintsWithoutEndIsStopped() async {
    let plugin = ExecPlugin(command: "cat").with(arguments: ["/dev/zero"])
    await #expect {
      _ = try await plugin.run(for: Kubeconfig.Server(url: "http://127.0.0.1"))
    } throws: {
      "\($0)" == "\"cat\" printed more than 16777216 bytes"
    }
  }

  @Test
  func aPipeIsNoFileOfCredentials() throws {
    try folder.shell("mkfifo '\(folder.path)/pipe'")
    let path = folder.path + "/pipe"
    #expect(throws: KubeconfigError(path: path, reason: "not a regular file")) {
      try Kubeconfig.load(path)
    }
  }

  @Test
  func aPluginThatIsNotThereOrDoesNotEndIsSaid() async {
    let server = Kubeconfig.Server(url: "http://127.0.0.1")
    var absent = ExecPlugin(command: "no-such-plugin-anywhere")
    absent.installHint = "get it\nfrom there"
    await #expect {
      _ = try await absent.run(for: server)
    } throws: {
      "\($0)"
        == "can't run \"no-such-plugin-anywhere\": no such file or directory; get it from there"
    }
    for script in ["sleep 60", "exec >&- 2>&-; sleep 60"] {
      let slow = ExecPlugin(command: "sh").with(arguments: ["-c", script])
      await #expect {
        _ = try await slow.run(for: server, timeout: .milliseconds(100))
      } throws: {
        "\($0)" == "\"sh\" did not end within 0.1 seconds"
      }
    }
  }
}

extension ExecPlugin {
  fileprivate func with(arguments: [String]) -> ExecPlugin {
    var plugin = self
    plugin.arguments = arguments
    return plugin
  }
}
