import Cluster
import ClusterDouble
import Formats
import Running
import Testing

@Suite("What runs make in a cluster", .timeLimit(.minutes(5)))
struct RunSessionTests {
  private func session(
    _ pod: String,
    _ body: (RunSession, TestServer) async throws -> Void
  ) async throws {
    let server = try await TestServer.startDouble(namespaces: ["test-pods"])
    var kubeconfig = Kubeconfig()
    kubeconfig.contexts["kind"] = Kubeconfig.Context(cluster: "kind", user: "")
    kubeconfig.clusters["kind"] = Kubeconfig.Server(url: server.url)
    let clusters = Clusters(kubeconfig: kubeconfig)
    do {
      let pod = RunnablePod(
        try RenderedPod.json(pod),
        name: ObjectName(namespace: "test-pods", name: "run"),
        collectorImage: "busybox"
      )
      try await body(RunSession(client: try clusters.client("kind"), pod: pod), server)
    } catch {
      await clusters.shutDown()
      await server.stop()
      throw error
    }
    await clusters.shutDown()
    await server.stop()
  }

  private let needy = """
    {"metadata":{},"spec":{"serviceAccountName":"builder","containers":[{"name":"test","env":[
    {"name":"TOKEN","valueFrom":{"secretKeyRef":{"name":"token","key":"a"}}},
    {"name":"OTHER","valueFrom":{"secretKeyRef":{"name":"half","key":"b"}}}]}]}}
    """

  @Test
  func whatIsMissingIsNamed() async throws {
    try await session(needy) { session, _ in
      let half = ObjectName(namespace: "test-pods", name: "half")
      try await session.client.create(
        .secrets,
        half,
        ["metadata": ["name": "half"], "data": ["a": "eA=="]]
      )
      let check = try await session.check()
      #expect(
        check.lacks.map(\.description) == [
          "there is no ServiceAccount \"builder\", which the pod needs: the pod",
          "there is no Secret \"token\", which the pod needs: variable TOKEN of container test",
          "Secret \"half\" has no key \"b\", which the pod needs: variable OTHER of container test",
        ]
      )
      #expect(check.lacks.map(\.canBeStubbed) == [false, true, false])
      #expect(check.unknown.isEmpty)
    }
  }

  @Test
  func whatWasMadeIsTakenAwayAndNothingElse() async throws {
    try await session(needy) { session, server in
      let own = ObjectName(namespace: "test-pods", name: "own")
      try await session.client.create(.secrets, own, ["metadata": ["name": "own"]])
      var session = session
      session.stubs = try await session.check().lacks.filter(\.canBeStubbed).map(\.object)
      try await session.create()
      #expect(server.names(of: "secrets") == ["half", "own", "token"])
      #expect(server.names(of: "pods") == ["run"])
      let token = ObjectName(namespace: "test-pods", name: "token")
      let stub = try await session.client.object(.secrets, token)
      #expect(stub?["stringData"]?["a"]?.string == "made up by plimsoll-updater run")
      #expect(await session.cleanUp().isEmpty)
      #expect(server.names(of: "secrets") == ["own"])
      #expect(server.names(of: "pods").isEmpty)
    }
  }

  @Test
  func aSecretOfSomebodyElseStays() async throws {
    try await session(needy) { session, server in
      var session = session
      session.stubs = try await session.check().lacks.filter(\.canBeStubbed).map(\.object)
      let token = ObjectName(namespace: "test-pods", name: "token")
      try await session.client.create(.secrets, token, ["metadata": ["name": "token"]])
      await #expect(throws: ClusterError.self) { try await session.create() }
      #expect(await session.cleanUp().isEmpty)
      #expect(server.names(of: "secrets").contains("token"))
    }
  }

  @Test
  func aRunThatCouldNotBeginLeavesNothing() async throws {
    try await session(needy) { session, server in
      var session = session
      session.stubs = try await session.check().lacks.filter(\.canBeStubbed).map(\.object)
      server.inject(.status(403)) { $0.method == "POST" && $0.path.hasSuffix("/pods") }
      await #expect(throws: ClusterError.self) { try await session.create() }
      #expect(await session.cleanUp().isEmpty)
      #expect(server.names(of: "secrets").isEmpty)
    }
  }
}
