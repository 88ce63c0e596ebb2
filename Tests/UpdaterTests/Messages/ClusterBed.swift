import Cluster
import ClusterDouble
import ConfigMaps
import Formats
import TestSupport
import Updater

/// A double of an API server with the namespace `n`, known under names that a test chooses.
struct ClusterBed {
  let server: TestServer
  var names = ["x"]
  var user = Kubeconfig.User()
  /// Instead of the double's.
  var url: String?
  var timeout = Duration.seconds(300)
  var options = ApplyOptions()

  /// Runs an event with a double that is gone afterwards.
  ///
  /// - Parameter event: Lets something go wrong.
  /// - Returns: What the event returns, without what differs from one run to the next.
  /// - Throws: What the event throws.
  static func run(_ event: (inout ClusterBed) async throws -> String) async throws -> String {
    var bed = ClusterBed(server: try await TestServer.startDouble(namespaces: ["n"]))
    let result: Result<String, any Error>
    do { result = .success(try await event(&bed)) } catch { result = .failure(error) }
    await bed.server.stop()
    return try result.get().replacing(bed.server.url, with: "URL")
  }

  /// Applies files.
  ///
  /// - Parameters:
  ///   - files: By path; those in `conf` go to the ConfigMap `config` of namespace `n`.
  ///   - maps: Where they go, if not there.
  /// - Returns: What is wrong with those ConfigMaps that were not updated.
  /// - Throws: If the state can't be made.
  @discardableResult
  func apply(
    _ files: [String: String],
    maps: String = #"conf/*: {name: config, clusters: {x: ["n"]}}"#
  ) async throws -> [String] {
    try await withClusters { clusters in
      let state = try await DesiredState.make(
        of: ApplyTesting.tree(files),
        config: ApplyTesting.config(maps),
        request: DesiredState.Request(
          repository: "acme/launchpad",
          revision: nil,
          namespace: "n"
        ),
        workers: 1
      )
      guard let manager = FieldManager(repository: "acme/launchpad") else {
        throw Project.Missing(path: "field manager")
      }
      let applier = Applier(clusters: clusters, manager: manager, options: options)
      return await applier.apply(state).compactMap { $0.error?.description }
    }
  }

  /// Asks for something as somebody else would.
  func send(
    _ method: APIRequest.Method,
    _ path: String,
    _ body: JSONValue,
    contentType: String = "application/json"
  ) async throws {
    try await withClusters { clusters in
      _ = try await clusters.client(names[0]).send(
        APIRequest(
          method: method,
          path: "/api/v1/namespaces/n\(path)",
          contentType: contentType,
          body: body.json,
          about: ClusterError.Request(verb: method.rawValue, resource: "test")
        )
      )
    }
  }

  /// Makes the ConfigMap `config` with an `a.yaml` of somebody else.
  func create(_ text: String = "theirs", isImmutable: Bool = false) async throws {
    try await send(
      .post,
      "/configmaps?fieldManager=hook",
      [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "config", "namespace": "n"],
        "data": ["a.yaml": JSONValue(text)], "immutable": .bool(isImmutable),
      ]
    )
  }

  private func withClusters<T>(_ body: (Clusters) async throws -> T) async throws -> T {
    var kubeconfig = Kubeconfig()
    for name in names {
      kubeconfig.contexts[name] = Kubeconfig.Context(cluster: name, user: "somebody")
      kubeconfig.clusters[name] = Kubeconfig.Server(url: url ?? server.url)
    }
    kubeconfig.users["somebody"] = user
    let clusters = Clusters(
      kubeconfig: kubeconfig,
      options: Clusters.Options(
        timeout: timeout,
        // On a busy machine a connection may take too long.
        retry: RetryPolicy(attempts: 4, first: .milliseconds(20), longest: .milliseconds(100))
      )
    )
    let result: Result<T, any Error>
    do { result = .success(try await body(clusters)) } catch { result = .failure(error) }
    await clusters.shutDown()
    return try result.get()
  }
}
