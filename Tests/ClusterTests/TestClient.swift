import ClusterDouble
import FoundationEssentials
import NIOSSL

@testable import Cluster

/// A client with a server of its own.
enum TestClient {
  /// The error of a request that must fail.
  static func failure<Value>(
    _ request: () async throws(ClusterError) -> Value
  ) async throws -> ClusterError {
    let value: Value
    do throws(ClusterError) { value = try await request() } catch { return error }
    throw Failure(description: "no error but \(value)")
  }

  struct Failure: Error {
    var description: String
  }

  static func clusters(
    url: String,
    timeout: Duration = .seconds(300),
    attempts: Int = 3,
    user: Kubeconfig.User = Kubeconfig.User(),
    server: Kubeconfig.Server = Kubeconfig.Server(url: ""),
    now: @escaping @Sendable () -> Date = { Date() }
  ) -> Clusters {
    var kubeconfig = Kubeconfig()
    var server = server
    server.url = url
    kubeconfig.contexts["build"] = Kubeconfig.Context(cluster: "c", user: "u")
    kubeconfig.clusters["c"] = server
    kubeconfig.users["u"] = user
    return Clusters(
      kubeconfig: kubeconfig,
      options: Clusters.Options(
        timeout: timeout,
        retry: RetryPolicy(
          attempts: attempts,
          first: .milliseconds(5),
          longest: .milliseconds(20)
        ),
        now: now
      )
    )
  }

  /// Runs a test with a server and a client of it.
  static func run(
    timeout: Duration = .seconds(300),
    attempts: Int = 3,
    tls: TLSConfiguration? = nil,
    user: Kubeconfig.User = Kubeconfig.User(),
    server: Kubeconfig.Server = Kubeconfig.Server(url: ""),
    now: @escaping @Sendable () -> Date = { Date() },
    _ body: (ClusterClient, TestServer) async throws -> Void
  ) async throws {
    let isSpecial = tls != nil || user != Kubeconfig.User()
    let double =
      isSpecial ? try await TestServer.startDouble(tls: tls) : try await TestServer.start()
    let clusters = clusters(
      url: double.url,
      timeout: timeout,
      attempts: attempts,
      user: user,
      server: server,
      now: now
    )
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(try clusters.client("build"), double))
    } catch {
      result = .failure(error)
    }
    await clusters.shutDown()
    await double.stop()
    try result.get()
  }
}
