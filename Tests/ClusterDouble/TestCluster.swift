package import Cluster

/// The clusters of one test: doubles in this process, or namespaces of its own on the real API
/// server that the environment variable PLIMSOLL_TEST_KUBECONFIG names.
package final class TestCluster: Sendable {
  package let clusters: Clusters
  /// A kubeconfig with a context for each cluster, the first one current.
  package let kubeconfig: String
  /// The doubles by cluster; empty with a real server.
  package let doubles: [String: ServerDouble]
  /// The first cluster's double.
  package var double: ServerDouble? { doubles[names[0]] }
  private let names: [String]
  private let suffix: String?

  /// The kubeconfig of a real server, whose current context may create namespaces.
  package static let realKubeconfig = ProcessEnvironment.all["PLIMSOLL_TEST_KUBECONFIG"]

  /// Runs a test with clusters that are gone afterwards.
  ///
  /// - Parameters:
  ///   - names: The clusters; on a real server all are the same one, with other namespaces.
  ///   - namespaces: Those that exist in each of them.
  ///   - body: The test.
  /// - Throws: What the test throws.
  package static func run(
    _ names: [String] = ["default"],
    namespaces: [String] = ["default"],
    _ body: (TestCluster) async throws -> Void
  ) async throws {
    let cluster = try await TestCluster(names, namespaces)
    do {
      try await body(cluster)
    } catch {
      await cluster.end(namespaces)
      throw error
    }
    await cluster.end(namespaces)
  }

  private init(_ names: [String], _ namespaces: [String]) async throws {
    self.names = names
    let options = Clusters.Options(
      timeout: .seconds(20),
      retry: RetryPolicy(attempts: 4, first: .milliseconds(20), longest: .milliseconds(100))
    )
    guard let path = TestCluster.realKubeconfig else {
      var doubles: [String: ServerDouble] = [:]
      for name in names {
        doubles[name] = try await ServerDouble.start(namespaces: Set(namespaces))
      }
      self.doubles = doubles
      suffix = nil
      kubeconfig = KubeconfigText.make(names.map { ($0, doubles[$0]?.url ?? "") })
      clusters = Clusters(kubeconfig: KubeconfigText.parsed(doubles, names), options: options)
      return
    }
    doubles = [:]
    let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    self.suffix = suffix
    guard var real = try Kubeconfig.load(path), let current = real.currentContext else {
      throw KubeconfigError(path: path, reason: "has no current context")
    }
    for name in names { real.contexts[name] = real.contexts[current] }
    clusters = Clusters(kubeconfig: real, options: options)
    kubeconfig = path
    for name in names {
      for namespace in namespaces {
        let body: JSONValue = [
          "apiVersion": "v1", "kind": "Namespace",
          "metadata": ["name": JSONValue(self.namespace(namespace, in: name))],
        ]
        _ = try await send(.post, "/api/v1/namespaces", body, to: name)
      }
    }
  }

  private func end(_ namespaces: [String]) async {
    if suffix != nil {
      for name in names {
        for namespace in namespaces {
          let path = "/api/v1/namespaces/\(self.namespace(namespace, in: name))"
          _ = try? await send(.delete, path, nil, to: name)
        }
      }
    }
    await clusters.shutDown()
    for double in doubles.values { await double.stop() }
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
    guard suffix != nil, let path = TestCluster.realKubeconfig,
      let current = try? Kubeconfig.load(path)?.currentContext
    else { return ["--kubeconfig", kubeconfigPath] }
    return ["--kubeconfig", path] + names.flatMap { ["--context-map", "\($0)=\(current)"] }
  }

  package func send(
    _ method: APIRequest.Method,
    _ path: String,
    _ body: JSONValue?,
    to cluster: String = "default"
  ) async throws(ClusterError) -> JSONValue {
    try await clusters.client(cluster).send(
      APIRequest(
        method: method,
        path: path,
        contentType: body == nil ? nil : "application/json",
        body: body?.json ?? [],
        about: ClusterError.Request(verb: method.rawValue, resource: "test")
      )
    )
  }
}
