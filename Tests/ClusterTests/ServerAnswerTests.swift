import ClusterDouble
import Formats
import Testing

@testable import Cluster

/// What the double says must be what a real server says, word by word.
@Suite("Answers of an API server")
struct ServerAnswerTests {
  /// A request that is refused, after others that are not.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: [Call] = []
    var call: Call
    var status: Int
    /// What the answer says.
    var message: String
  }

  struct Call: Sendable {
    var method: APIRequest.Method
    var path: String
    var contentType: String
    var body: JSONValue

    /// Server-side apply to the ConfigMap `config`.
    static func apply(
      _ data: JSONValue,
      as manager: String = "m",
      metadata: [JSONValue.Member] = [],
      others: [JSONValue.Member] = []
    ) -> Call {
      Call(
        method: .patch,
        path: "configmaps/config?fieldManager=\(manager)",
        contentType: "application/apply-patch+yaml",
        body: configMap(data, metadata, others)
      )
    }

    /// A creation of the ConfigMap `config` in the way of old.
    static func create(_ data: JSONValue, others: [JSONValue.Member] = []) -> Call {
      Call(
        method: .post,
        path: "configmaps?fieldManager=hook",
        contentType: "application/json",
        body: configMap(data, [], others)
      )
    }

    private static func configMap(
      _ data: JSONValue,
      _ metadata: [JSONValue.Member],
      _ others: [JSONValue.Member]
    ) -> JSONValue {
      let name: [JSONValue.Member] = [
        .init(key: "name", value: "config"), .init(key: "namespace", value: "default"),
      ]
      return .object(
        [
          .init(key: "apiVersion", value: "v1"), .init(key: "kind", value: "ConfigMap"),
          .init(key: "metadata", value: .object(name + metadata)),
          .init(key: "data", value: data),
        ] + others
      )
    }

    static func lease(_ method: APIRequest.Method, version: String = "") -> Call {
      Call(
        method: method,
        path: method == .post ? "leases" : "leases/updater",
        contentType: "application/json",
        body: [
          "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
          "metadata": [
            "name": "updater", "namespace": "default", "resourceVersion": JSONValue(version),
          ],
          "spec": ["holderIdentity": "one"],
        ]
      )
    }
  }

  private static let modified =
    "the object has been modified; please apply your changes to the latest version and try again"

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "a field that another has applied",
      before: [.apply(["one": "1"], as: "first")],
      call: .apply(["one": "2"]),
      status: 409,
      message: #"Apply failed with 1 conflict: conflict with "first": .data.one"#
    ),
    Refusal(
      testDescription: "fields that another has written",
      before: [.create(["one": "1", "two": "2"])],
      call: .apply(["one": "x", "two": "y"]),
      status: 409,
      message: "Apply failed with 2 conflicts: conflicts with \"hook\" using v1:\n"
        + "- .data.one\n- .data.two"
    ),
    Refusal(
      testDescription: "owners count before versions",
      before: [.apply(["one": "1"], as: "first")],
      call: .apply(["one": "2"], metadata: [.init(key: "resourceVersion", value: "1")]),
      status: 409,
      message: #"Apply failed with 1 conflict: conflict with "first": .data.one"#
    ),
    Refusal(
      testDescription: "another version",
      before: [.apply(["one": "1"])],
      call: .apply(["one": "1"], metadata: [.init(key: "resourceVersion", value: "1")]),
      status: 409,
      message: "Operation cannot be fulfilled on configmaps \"config\": \(modified)"
    ),
    Refusal(
      testDescription: "another object",
      before: [.apply(["one": "1"])],
      call: .apply(["one": "2"], metadata: [.init(key: "uid", value: "other")]),
      status: 422,
      message: "ConfigMap \"config\" is invalid: metadata.uid: Invalid value: \"other\": "
        + "field is immutable"
    ),
    Refusal(
      testDescription: "an object that is gone",
      call: .apply(["one": "2"], metadata: [.init(key: "uid", value: "other")]),
      status: 409,
      message: "Operation cannot be fulfilled on configmaps \"config\": uid mismatch: the provided "
        + "object specified uid other, and no existing object was found"
    ),
    Refusal(
      testDescription: "a second creation",
      before: [.create(["one": "1"])],
      call: .create(["one": "1"]),
      status: 409,
      message: #"configmaps "config" already exists"#
    ),
    Refusal(
      testDescription: "a key that starts with two dots",
      call: .apply(["..x": "1"]),
      status: 422,
      message: "ConfigMap \"config\" is invalid: \(startsWithDots)"
    ),
    Refusal(
      testDescription: "a key with a slash",
      call: .apply(["a/b": "2"]),
      status: 422,
      message: "ConfigMap \"config\" is invalid: \(hasSlash)"
    ),
    Refusal(
      testDescription: "a long key",
      call: .apply(.object([.init(key: long, value: "1")])),
      status: 422,
      message: "ConfigMap \"config\" is invalid: data[\(long)]: Invalid value: \"\(long)\": "
        + "must be no more than 253 characters"
    ),
    Refusal(
      testDescription: "a key in both places",
      call: .apply(
        ["one": "1"],
        others: [.init(key: "binaryData", value: ["one": "AA=="])]
      ),
      status: 422,
      message:
        "ConfigMap \"config\" is invalid: data[one]: Invalid value: \"one\": duplicate of key "
        + "present in binaryData"
    ),
    Refusal(
      testDescription: "an object that does not change",
      before: [.create(["one": "1"], others: [.init(key: "immutable", value: true)])],
      call: .apply(["two": "2"]),
      status: 422,
      message: "ConfigMap \"config\" is invalid: data: Forbidden: field is immutable when "
        + "`immutable` is set"
    ),
    Refusal(
      testDescription: "values of more than 1 MiB",
      call: .apply(["one": JSONValue(String(repeating: "x", count: 1_048_577))]),
      status: 422,
      message: "ConfigMap \"config\" is invalid: []: Too long: may not be more than 1048576 bytes"
    ),
    Refusal(
      testDescription: "more than etcd takes",
      call: .apply(manyKeys(3200, value: "0123456789")),
      status: 500,
      message: "etcdserver: request is too large"
    ),
    Refusal(
      testDescription: "a Lease that is there",
      before: [.lease(.post)],
      call: .lease(.post),
      status: 409,
      message: #"leases.coordination.k8s.io "updater" already exists"#
    ),
    Refusal(
      testDescription: "another version of a Lease",
      before: [.lease(.post)],
      call: .lease(.put, version: "1"),
      status: 409,
      message:
        "Operation cannot be fulfilled on leases.coordination.k8s.io \"updater\": \(modified)"
    ),
    Refusal(
      testDescription: "a Lease without its version",
      before: [.lease(.post)],
      call: .lease(.put),
      status: 422,
      message: "leases.coordination.k8s.io \"updater\" is invalid: metadata.resourceVersion: "
        + "Invalid value: 0: must be specified for an update"
    ),
  ]

  private static let startsWithDots = #"data[..x]: Invalid value: "..x": must not start with '..'"#

  private static let hasSlash =
    #"data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, "#
    + #"'-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation "#
    + "is '[-._a-zA-Z0-9]+')"

  private static let long = String(repeating: "k", count: 254)

  /// Keys of 246 bytes.
  private static func manyKeys(_ count: Int, value: String) -> JSONValue {
    let start = String(repeating: "k", count: 240)
    return .object(
      (100_000..<100_000 + count).map { .init(key: "\(start)\($0)", value: JSONValue(value)) }
    )
  }

  private func send(_ call: Call, to cluster: TestCluster) async throws -> (Int, JSONValue) {
    let group = call.path.hasPrefix("leases") ? "apis/coordination.k8s.io" : "api"
    let response = try await cluster.clusters.client("default").transport.send(
      APIRequest(
        method: call.method,
        path: "/\(group)/v1/namespaces/default/\(call.path)",
        contentType: call.contentType,
        body: call.body.json,
        about: ClusterError.Request(verb: "", resource: "")
      )
    )
    return (response.status, try JSONReader.read(response.body))
  }

  @Test(arguments: refusals)
  func aRefusalIsTheSameEverywhere(_ refusal: Refusal) async throws {
    try await TestCluster.run { cluster in
      for call in refusal.before {
        let (status, answer) = try await send(call, to: cluster)
        try #require(status < 300, "\(answer)")
      }
      let (status, answer) = try await send(refusal.call, to: cluster)
      #expect(status == refusal.status)
      #expect(answer["message"]?.string == refusal.message)
    }
  }

  /// The server goes over the keys in any order.
  @Test
  func severalKeysAreRefusedTogether() async throws {
    try await TestCluster.run { cluster in
      let (status, answer) = try await send(.apply(["..x": "1", "a/b": "2"]), to: cluster)
      #expect(status == 422)
      let faults = [ServerAnswerTests.startsWithDots, ServerAnswerTests.hasSlash]
      let messages = [faults, faults.reversed()].map {
        "ConfigMap \"config\" is invalid: [\($0.joined(separator: ", "))]"
      }
      #expect(messages.contains(answer["message"]?.string ?? ""), "\(answer)")
    }
  }

  @Test
  func whatIsTooLargeForEtcdsClientIsRefusedThere() async throws {
    try await TestCluster.run { cluster in
      let (status, answer) = try await send(
        .apply(ServerAnswerTests.manyKeys(4400, value: "0")),
        to: cluster
      )
      #expect(status == 500)
      let message = answer["message"]?.string ?? ""
      let start =
        "rpc error: code = ResourceExhausted desc = trying to send message larger than max ("
      #expect(message.hasPrefix(start) && message.hasSuffix(" vs. 2097152)"), "\(message)")
    }
  }

  @Test
  func aLeaseThatIsGoneIsMadeByItsRenewal() async throws {
    try await TestCluster.run { cluster in
      let (status, _) = try await send(.lease(.put, version: "1"), to: cluster)
      #expect(status == 201)
      let client = try cluster.clusters.client("default")
      #expect(try await client.lease(ObjectName(namespace: "default", name: "updater")) != nil)
    }
  }

  @Test
  func withoutOwnersAnEditIsNotNoted() async throws {
    try await TestCluster.run { cluster in
      try await cluster.create("config", data: ["one": "1", "two": "2"], as: "hook")
      try await cluster.clearManagedFields("config")
      let cleared = try #require(try await cluster.configMap("config"))
      #expect(cleared.managedFields.entries.isEmpty)
      try await cluster.edit("config", set: ["one": "edited"])
      let edited = try #require(try await cluster.configMap("config"))
      #expect(edited.managedFields.entries.isEmpty && edited.data["one"] == "edited")
      // The next apply gives all that is there to nobody.
      let (status, _) = try await send(.apply(["two": "2"]), to: cluster)
      #expect(status == 200)
      let applied = try #require(try await cluster.configMap("config"))
      #expect(
        applied.managedFields.others(than: "m") == [
          ConfigMapField(.data, "one"): ["before-first-apply"],
          ConfigMapField(.data, "two"): ["before-first-apply"],
        ]
      )
    }
  }

  @Test
  func otherWritesThanAppliesLoseOwnersRatherThanFail() async throws {
    try await TestCluster.run { cluster in
      let data = ServerAnswerTests.manyKeys(1750, value: String(repeating: "v", count: 400))
      let (status, answer) = try await send(.create(data), to: cluster)
      #expect(status == 201)
      let fields = ManagedFields(answer["metadata"]?["managedFields"])
      #expect(fields.entries.isEmpty)
    }
  }

  // MARK: What it means

  @Test
  func causesAreSaidOnceAndWithoutEmptyNames() {
    let status = { (causes: String) in
      APIStatus(
        code: 422,
        body: Array(#"{"kind": "Status", "details": {"causes": [\#(causes)]}}"#.utf8)
      ).kind(retryAfter: nil, name: nil)
    }
    let uid = #"{"reason": "FieldValueInvalid", "field": "metadata.uid", "message": "no"}"#
    #expect(status("\(uid), \(uid)") == .invalid(["metadata.uid: no"]))
    let length = #"{"reason": "FieldValueTooLong", "field": "[]", "message": "Too long"}"#
    #expect(status("\(uid), \(length)") == .invalid(["metadata.uid: no", "Too long"]))
    #expect(
      status(length)
        == .tooLarge(
          "the ConfigMap is too large for the server (Too long); use gzip or partitioned_names"
        )
    )
  }
}
