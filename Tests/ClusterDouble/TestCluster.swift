package import Cluster
package import Formats

/// The clusters of one test, each a `TestServer`, or namespaces of its own on the real API server
/// without anything in between.
package final class TestCluster: Sendable {
  package let clusters: Clusters
  /// A kubeconfig with a context for each cluster, the first one current.
  package let kubeconfig: String
  /// The servers by cluster; empty without anything in between.
  private let servers: [String: TestServer]
  /// The first cluster's server.
  package var server: TestServer? { servers[names[0]] }
  private let names: [String]
  private let suffix: String?

  /// Runs a test with clusters that are gone afterwards.
  ///
  /// - Parameters:
  ///   - names: The clusters; on a real server all are the same one, with other namespaces.
  ///   - namespaces: Those that exist in each of them.
  ///   - isDirect: Whether requests go straight to the real server, if there is one.
  ///   - body: The test.
  /// - Throws: What the test throws.
  package static func run(
    _ names: [String] = ["default"],
    namespaces: [String] = ["default"],
    isDirect: Bool = false,
    _ body: (TestCluster) async throws -> Void
  ) async throws {
    let cluster =
      if isDirect, let path = TestServer.realKubeconfig {
        try TestCluster(names, on: path)
      } else {
        try await TestCluster(names, namespaces)
      }
    do {
      try await cluster.makeNamespaces(namespaces)
      try await body(cluster)
    } catch {
      await cluster.end(namespaces)
      throw error
    }
    await cluster.end(namespaces)
  }

  private static let options = Clusters.Options(
    timeout: .seconds(300),
    retry: RetryPolicy(attempts: 4, first: .milliseconds(20), longest: .milliseconds(100))
  )

  private init(_ names: [String], _ namespaces: [String]) async throws {
    self.names = names
    var servers: [String: TestServer] = [:]
    for name in names {
      servers[name] = try await TestServer.start(namespaces: Set(namespaces))
    }
    self.servers = servers
    suffix = nil
    kubeconfig = KubeconfigText.make(names.map { ($0, servers[$0]?.url ?? "") })
    clusters = Clusters(
      kubeconfig: KubeconfigText.parsed(servers, names),
      options: TestCluster.options
    )
  }

  /// `path`: The kubeconfig of the real server.
  private init(_ names: [String], on path: String) throws {
    self.names = names
    servers = [:]
    suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    guard var real = try Kubeconfig.load(path), let current = real.currentContext else {
      throw KubeconfigError(path: path, reason: "has no current context")
    }
    for name in names { real.contexts[name] = real.contexts[current] }
    // Long enough for a server that starts anew.
    let retry = RetryPolicy(attempts: 12)
    let options = Clusters.Options(timeout: TestCluster.options.timeout, retry: retry)
    clusters = Clusters(kubeconfig: real, options: options)
    kubeconfig = path
  }

  private func makeNamespaces(_ namespaces: [String]) async throws {
    if suffix == nil { return }
    for name in names {
      for namespace in namespaces {
        try await clusters.client(name).makeNamespace(self.namespace(namespace, in: name))
      }
    }
  }

  private func end(_ namespaces: [String]) async {
    if suffix != nil {
      for name in names {
        for namespace in namespaces {
          try? await clusters.client(name).deleteNamespace(self.namespace(namespace, in: name))
        }
      }
    }
    await clusters.shutDown()
    for server in servers.values { await server.stop() }
  }

  /// What a namespace of the test is called in a cluster.
  package func namespace(_ alias: String, in cluster: String = "default") -> String {
    guard let suffix else { return alias }
    return "plimsoll-\(suffix)-\(cluster)-\(alias)"
  }

  /// Arguments that let the program find the clusters.
  ///
  /// `kubeconfigPath`: Where the test has written `kubeconfig`.
  package func arguments(kubeconfigPath: String) -> [String] {
    guard suffix != nil, let path = TestServer.realKubeconfig,
      let current = try? Kubeconfig.load(path)?.currentContext
    else { return ["--kubeconfig", kubeconfigPath] }
    return ["--kubeconfig", path] + names.flatMap { ["--context-map", "\($0)=\(current)"] }
  }

  package func send(
    _ method: APIRequest.Method,
    _ path: String,
    _ body: JSONValue?,
    contentType: String = "application/json",
    to cluster: String = "default"
  ) async throws(ClusterError) -> JSONValue {
    try await clusters.client(cluster).send(
      APIRequest(
        method: method,
        path: path,
        contentType: body == nil ? nil : contentType,
        body: body?.json ?? [],
        about: ClusterError.Request(verb: method.rawValue, resource: "test")
      )
    )
  }
}
