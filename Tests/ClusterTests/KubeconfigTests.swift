import TestSupport
import Testing

@testable import Cluster

@Suite("Kubeconfigs")
struct KubeconfigTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String) throws -> Kubeconfig {
    try folder.write(text, to: "config")
    return try #require(try Kubeconfig.load(folder.path + "/config"))
  }

  private func failure(_ text: String) -> String {
    do {
      _ = try load(text)
      return "none"
    } catch {
      return "\(error)".replacing(folder.path + "/", with: "")
    }
  }

  @Test
  func everyFieldIsRead() throws {
    let config = try load(
      """
      current-context: build
      contexts:
      - {name: build, context: {cluster: c, user: u, namespace: ignored}}
      clusters:
      - name: c
        cluster:
          server: https://10.0.0.1:6443
          certificate-authority-data: Q0E=
          certificate-authority: not-read.crt
          tls-server-name: api.example.test
          insecure-skip-tls-verify: true
          proxy-url: http://proxy:3128
      users:
      - name: u
        user:
          token: t
          tokenFile: /var/token
          username: name
          password: word
          client-certificate: client.crt
          client-key-data: S0VZ
          as: someone
          as-uid: "7"
          as-groups: [one, two]
          as-user-extra: {acme.org/reason: [a, b]}
      """
    )
    #expect(config.currentContext == "build")
    #expect(config.contexts == ["build": Kubeconfig.Context(cluster: "c", user: "u")])
    var server = Kubeconfig.Server(url: "https://10.0.0.1:6443")
    server.authority = .inline(Array("CA".utf8))
    server.tlsServerName = "api.example.test"
    server.skipsVerification = true
    server.proxyURL = "http://proxy:3128"
    #expect(config.clusters == ["c": server])
    var user = Kubeconfig.User()
    user.token = "t"
    user.tokenFile = "/var/token"
    user.username = "name"
    user.password = "word"
    user.certificate = .file(folder.path + "/client.crt")
    user.key = .inline(Array("KEY".utf8))
    user.impersonatedUser = "someone"
    user.impersonatedID = "7"
    user.impersonatedGroups = ["one", "two"]
    user.impersonatedExtra = ["acme.org/reason": ["a", "b"]]
    #expect(config.users == ["u": user])
  }

  @Test
  func anExecPluginIsRead() throws {
    let config = try load(
      """
      users:
      - name: u
        user:
          exec:
            apiVersion: client.authentication.k8s.io/v1beta1
            command: bin/get-token
            args: [--cluster, "1"]
            env: [{name: REGION, value: north}]
            installHint: install it
            provideClusterInfo: true
            interactiveMode: Always
      """
    )
    var plugin = ExecPlugin(command: folder.path + "/bin/get-token")
    plugin.arguments = ["--cluster", "1"]
    plugin.environment = ["REGION": "north"]
    plugin.apiVersion = "client.authentication.k8s.io/v1beta1"
    plugin.installHint = "install it"
    plugin.providesClusterInfo = true
    plugin.needsTerminal = true
    #expect(config.users["u"]?.exec == plugin)
  }

  @Test
  func base64MayHaveLines() throws {
    let user = try load(
      "users: [{name: u, user: {client-key-data: \"YWJj\\nZGVm\\r\\n\"}}]\n"
    ).users["u"]
    #expect(user?.key == .inline(Array("abcdef".utf8)))
  }

  @Test
  func ofTwoFilesTheFirstCounts() throws {
    try folder.write(
      "contexts: [{name: a, context: {cluster: first, user: x}}]\n",
      to: "one"
    )
    try folder.write(
      """
      current-context: b
      contexts:
      - {name: a, context: {cluster: second, user: x}}
      - {name: b, context: {cluster: second, user: x}}

      """,
      to: "sub/two"
    )
    let list = "\(folder.path)/one:\(folder.path)/absent::\(folder.path)/sub/two"
    let config = try #require(try Kubeconfig.load(nil, environment: ["KUBECONFIG": list]))
    #expect(config.contexts["a"]?.cluster == "first" && config.contexts["b"]?.cluster == "second")
    #expect(config.currentContext == "b")
    #expect(config.files == ["\(folder.path)/one", "\(folder.path)/sub/two"])
  }

  @Test
  func withoutListTheHomeIsLookedAt() throws {
    let none = try Kubeconfig.load(nil, environment: ["HOME": folder.path])
    #expect(none == nil)
    try folder.write("current-context: home\n", to: ".kube/config")
    let config = try Kubeconfig.load(nil, environment: ["HOME": folder.path])
    #expect(config?.currentContext == "home")
    #expect(throws: KubeconfigError.self) {
      try Kubeconfig.load(nil, environment: ["KUBECONFIG": folder.path + "/absent"])
    }
  }

  @Test
  func mistakesHaveAPlace() {
    #expect(
      failure("clusters:\n- name: c\n  cluster: {}\n") == "config:3: a cluster has no server"
    )
    #expect(failure("users:\n- name: u\n") == "config:2: the entry \"u\" has no user")
    #expect(failure("users:\n- user: {}\n") == "config:2: an entry has no name")
    #expect(failure("a: [\n").hasPrefix("config:"))
    #expect(failure("- a\n") == "config:1: this is not a kubeconfig")
    #expect(
      failure("users:\n- name: u\n  user:\n    client-key-data: '?'\n")
        == "config:4: this is not base64"
    )
    #expect(
      failure("users:\n- name: u\n  user:\n    auth-provider: {name: gcp}\n")
        == "config:4: auth-provider is gone from Kubernetes; use an exec plugin"
    )
    for field in ["as-uid: '7'", "as-groups: [one]", "as-user-extra: {reason: [a]}"] {
      let name = field.prefix { $0 != ":" }
      #expect(
        failure("users:\n- name: u\n  user:\n    \(field)\n")
          == "config:4: \(name) needs as: there is no user to act for"
      )
    }
    #expect(
      failure("users:\n- {name: u, user: {as: x, as-groups: one}}\n")
        == "config:2: this must be a list"
    )
    #expect(
      failure("users:\n- {name: u, user: {exec: {command: x, apiVersion: v1alpha1}}}\n")
        == "config:2: an exec plugin speaks client.authentication.k8s.io/v1 or "
        + "client.authentication.k8s.io/v1beta1, not \"v1alpha1\""
    )
    #expect(throws: KubeconfigError(path: "/absent", reason: "no such file or directory")) {
      try Kubeconfig.load("/absent")
    }
  }

  @Test
  func aPodHasCredentials() throws {
    try folder.write("t", to: "token")
    try folder.write("ca", to: "ca.crt")
    let variables = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
    let found = try #require(InCluster.find(environment: variables, folder: folder.path))
    #expect(found.server.url == "https://10.0.0.1:443")
    #expect(found.server.authority == .file(folder.path + "/ca.crt"))
    #expect(found.user.tokenFile == folder.path + "/token")
    #expect(InCluster.find(environment: [:], folder: folder.path) == nil)
    #expect(InCluster.find(environment: variables, folder: folder.path + "/absent") == nil)
  }
}
