import ClusterDouble
import Testing

@testable import Cluster

@Suite("Requests to an API server")
struct ClusterClientTests {
  private let name = ObjectName(namespace: "default", name: "config")

  private func applied(_ value: String) -> AppliedConfigMap {
    AppliedConfigMap(name: name, values: [ConfigMapField(.data, "one"): Array(value.utf8)])
  }

  // MARK: What is asked for

  @Test
  func anApplyIsAPatchWithItsManager() async throws {
    try await TestClient.run { client, double in
      _ = try await client.apply(applied("é\n"), as: "team/a/b", isDryRun: true)
      let request = try #require(double.log.first)
      #expect(request.method == "PATCH")
      #expect(request.path == "/api/v1/namespaces/default/configmaps/config")
      #expect(
        request.query == ["fieldManager": "team/a/b", "force": "false", "dryRun": "All"]
      )
      #expect(request.contentType == "application/apply-patch+yaml")
      #expect(
        String(decoding: request.body, as: UTF8.self)
          == #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"config","#
          + #""namespace":"default"},"data":{"one":"é\n"}}"#
      )
      #expect(try await client.configMap(name) == nil)
      #expect(try await client.version().hasPrefix("v1."))
    }
  }

  // MARK: What goes wrong

  private func user(token: String) -> Kubeconfig.User {
    var user = Kubeconfig.User()
    user.token = token
    return user
  }

  @Test(arguments: [Fault.status(500), .status(503), .status(429), .cutBefore, .cutAfter])
  func whatPassesIsTriedAgain(_ fault: Fault) async throws {
    try await TestClient.run { client, double in
      double.inject(fault, times: 2)
      let made = try await client.apply(applied("1"), as: "m")
      #expect(made.values.count == 1 && double.log.count == 3)
    }
  }

  @Test
  func attemptsHaveAnEnd() async throws {
    try await TestClient.run { client, double in
      double.inject(.status(500), times: 10)
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(error.kind == .server(status: 500, message: "injected fault"))
      #expect(error.description == "cluster \"build\" failed with 500: injected fault")
      #expect(double.log.count == 3)
    }
  }

  @Test
  func aThrottledRequestSaysWhenToComeBack() async throws {
    try await TestClient.run(attempts: 1) { client, double in
      double.inject(.status(429, retryAfter: 7))
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(error.kind == .throttled(retryAfterSeconds: 7) && error.isTransient)
    }
    let policy = RetryPolicy(attempts: 3, first: .milliseconds(100), longest: .seconds(5))
    let error = ClusterError(.throttled(retryAfterSeconds: 3), cluster: "build")
    #expect(policy.pause(after: 1, error, random: 0) == .milliseconds(3050))
    #expect(policy.pause(after: 1, error, random: 1) == .milliseconds(3100))
    let long = ClusterError(.throttled(retryAfterSeconds: 3600), cluster: "build")
    #expect(policy.pause(after: 1, long, random: 0) == .seconds(5))
    // What was not even tried is sent again for longer, but not the renewal of a lease.
    #expect(policy.pause(after: 8, error, random: 0) == .seconds(5))
    #expect(policy.pause(after: 9, error, random: 0) == nil)
    #expect(policy.pause(after: 3, error, isUrgent: true, random: 0) == nil)
    let failed = ClusterError(.server(status: 500, message: ""), cluster: "build")
    #expect(policy.pause(after: 1, failed, random: 0) == .milliseconds(50))
    #expect(policy.pause(after: 2, failed, random: 1) == .milliseconds(200))
    #expect(policy.pause(after: 3, failed, random: 1) == nil)
  }

  @Test
  func leasesAreNotSentTwiceWhenItIsOpenWhetherTheyCameThrough() async throws {
    try await TestClient.run { client, double in
      double.inject(.cutAfter)
      let lease = Lease(name: ObjectName(namespace: "default", name: "updater"), holder: "one")
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.create(lease)
      }
      #expect(error.kind == .unreachable("\(double.url): the connection was cut"))
      #expect(double.log.count == 1)
    }
  }

  @Test
  func aSlowServerTimesOut() async throws {
    try await TestClient.run(timeout: .milliseconds(200), attempts: 1) { client, double in
      double.inject(.delay(milliseconds: 600_000))
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(error.kind == .timedOut)
      #expect(error.description == "cluster \"build\" did not answer in time")
    }
  }

  @Test
  func aRequestThatIsGivenUpSaysSo() async throws {
    try await TestClient.run { client, double in
      let (arrived, arrives) = AsyncStream.makeStream(of: Void.self)
      double.inject(.first { arrives.finish() })
      double.inject(.delay(milliseconds: 600_000))
      let request = Task { [name] in
        try await TestClient.failure { () throws(ClusterError) in
          while true { _ = try await client.configMap(name) }
        }
      }
      for await _ in arrived {}
      request.cancel()
      let error = try await request.value
      #expect(error.kind == .unreachable("\(double.url): the request was given up"))
    }
  }

  @Test
  func anAbsentServerIsUnreachable() async throws {
    // Nobody listens there.
    let url = "http://127.0.0.1:1"
    let clusters = TestClient.clusters(url: url, attempts: 1)
    let client = try clusters.client("build")
    let error = try await TestClient.failure { () throws(ClusterError) in
      try await client.configMap(name)
    }
    await clusters.shutDown()
    #expect(error.kind == .unreachable("\(url): connection refused"))
  }

  @Test
  func aForbiddenRequestNamesTheMissingRight() async throws {
    try await TestClient.run(user: user(token: "limited")) { client, double in
      double.restrict(all: "all", reading: ["limited": ["default"]])
      #expect(try await client.configMap(name) == nil)
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.apply(applied("1"), as: "m")
      }
      #expect(
        error.description
          == "cluster \"build\" forbids to patch configmaps in namespace \"default\"; a Role must "
          + "allow the verb \"patch\" on \"configmaps\": configmaps \"config\" is forbidden: User "
          + "\"limited\" cannot patch resource \"configmaps\" in API group \"\" in the namespace "
          + "\"default\""
      )
    }
  }

  @Test(arguments: [
    (
      "leases.coordination.k8s.io \"updater\" is forbidden: User \"u\" cannot update resource "
        + "\"leases\" in API group \"coordination.k8s.io\" in the namespace \"default\"",
      "to update leases.coordination.k8s.io in namespace \"default\"; a Role must allow the verb "
        + "\"update\" on \"leases.coordination.k8s.io\": "
    ),
    (
      "configmaps \"config\" is forbidden: unable to create new content in namespace default "
        + "because it is being terminated", "it: "
    ),
    ("admission webhook \"policy\" denied the request: we cannot have it", "it: "),
  ])
  func onlyAMissingRightIsAMatterOfRoles(_ message: String, _ words: String) {
    let error = ClusterError(
      .forbidden(message),
      cluster: "build",
      request: ClusterError.Request(verb: "patch", resource: "configmaps", name: name)
    )
    #expect(error.description == "cluster \"build\" forbids \(words)\(message)")
  }

  @Test
  func anUnknownTokenIsUnauthorized() async throws {
    try await TestClient.run(user: user(token: "old")) { client, double in
      double.restrict(all: "all")
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.configMap(name)
      }
      #expect(error.kind == .unauthorized("Unauthorized") && double.log.count == 1)
    }
  }

  @Test
  func anAnswerThatIsNoJSONMakesNoSense() async throws {
    let status = APIStatus(code: 502, body: Array("<html>\nBad Gateway".utf8))
    let kind = status.kind(retryAfter: nil, name: nil)
    #expect(kind == .server(status: 502, message: "<html>"))
    let moved = APIStatus(code: 302, body: []).kind(retryAfter: nil, name: nil)
    #expect(moved == .unexpected("status 302: answer without text"))
  }
}
