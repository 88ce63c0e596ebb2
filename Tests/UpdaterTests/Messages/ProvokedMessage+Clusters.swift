import Cluster
import ClusterDouble
import ConfigMaps
internal import Formats
import Updater

extension ProvokedMessage {
  private static func cluster(
    _ text: String,
    _ event: @escaping @Sendable (inout ClusterBed) async throws -> [String]
  ) -> ProvokedMessage {
    ProvokedMessage(text) {
      try await ClusterBed.run { try await event(&$0).joined(separator: "\n") }
    }
  }

  /// With its text, `PATCH` of the ConfigMap is refused.
  private static func refused(
    _ text: String,
    _ status: Int,
    _ words: String = "injected"
  ) -> ProvokedMessage {
    cluster(text) { bed in
      bed.server.inject(.status(status, message: words), times: 99) { $0.method == "PATCH" }
      return try await bed.apply(["conf/a.yaml": "1"])
    }
  }

  /// The messages of the table "Errors".
  static let ofClusters = access + owners + sizes + servers

  private static let access = [
    cluster(
      #"cluster "x" is not known: no context has this name, there are "y"; --context-map gives "#
        + "another"
    ) { bed in
      bed.names = ["y"]
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(#"no credentials for cluster "x": /nowhere/token: no such file or directory"#) { bed in
      bed.user.tokenFile = "/nowhere/token"
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(
      #"cluster "x" can't be reached: http://127.0.0.1:1: connection refused; check the server's "#
        + "address, DNS and firewalls"
    ) { bed in
      bed.url = "http://127.0.0.1:1"
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(
      #"cluster "x" does not take the credentials, which may have expired: Unauthorized"#
    ) { bed in
      bed.server.restrict(all: "good")
      bed.user.token = "old"
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(
      #"cluster "x" forbids to patch configmaps in namespace "n"; a Role must allow the verb "#
        + #""patch" on "configmaps": configmaps "config" is forbidden: User "limited" cannot patch "#
        + #"resource "configmaps" in API group "" in the namespace "n""#
    ) { bed in
      bed.server.restrict(all: "good", reading: ["weak": ["n"]])
      bed.user.token = "weak"
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    refused(
      #"cluster "x" forbids it: admission webhook "deny.acme.org" denied the request: ask #team"#,
      403,
      #"admission webhook "deny.acme.org" denied the request: ask #team"#
    ),
    cluster(
      #"cluster "x" refuses it: ValidatingAdmissionPolicy 'demands' with binding 'demands' denied "#
        + "request: label team is missing"
    ) { bed in
      bed.server.setPolicy { _ in "label team is missing" }
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(
      #"cluster "x" has no namespace "n": create it, or correct config_updater"#
    ) { bed in
      try await bed.send(.delete, "", [:])
      return try await bed.apply(["conf/a.yaml": "1"])
    },
  ]

  private static let owners = [
    cluster(
      [
        #"clusters "a" and "b" are the same one, and config_updater gives this ConfigMap other "#,
        "files in each: use one name for the cluster",
      ].joined()
    ) { bed in
      bed.names = ["a", "b"]
      let errors = try await bed.apply(
        ["conf/a.yaml": "1", "jobs/b.yaml": "2"],
        maps: """
          conf/*: {name: config, clusters: {a: ["n"]}}
          jobs/*: {name: config, clusters: {b: ["n"]}}
          """
      )
      return Array(Set(errors))
    },
    cluster(
      #""hook" owns a.yaml, who wrote at 2026-01-01T00:00:00Z; use --takeover to take what others own"#
    ) { bed in
      try await bed.create()
      return try await bed.apply(["conf/a.yaml": "1"])
    },
    cluster(
      "nobody is known to own a.yaml, since somebody has cleared managedFields; use --takeover to "
        + "take what others own"
    ) { bed in
      try await bed.apply(["conf/a.yaml": "1"])
      try await bed.send(
        .patch,
        "/configmaps/config",
        [["op": "add", "path": "/metadata/managedFields", "value": [[:]]]],
        contentType: "application/json-patch+json"
      )
      return try await bed.apply(["conf/a.yaml": "2"])
    },
    cluster(
      "it would lose 5 of its 6 keys (k0, k1, k2 and 2 more), more than 20 keys or 50 % of a "
        + "ConfigMap; --allow-removals removes them"
    ) { bed in
      let files = (0..<6).map { ("conf/k\($0)", "1") }
      try await bed.apply(Dictionary(uniqueKeysWithValues: files))
      bed.options.removals = RemovalLimit()
      return try await bed.apply(["conf/k5": "1"])
    },
    cluster(
      #"cluster "x" refuses it: data: Forbidden: field is immutable when `immutable` is set"#
    ) { bed in
      try await bed.create(isImmutable: true)
      return try await bed.apply(["conf/b.yaml": "1"])
    },
  ]

  private static let sizes = [
    cluster(
      "the ConfigMap would hold 1,048,577 bytes, and 1,048,576 are the most; use gzip or "
        + "partitioned_names"
    ) { bed in
      try await bed.apply(["conf/a.yaml": String(repeating: "x", count: (1 << 20) + 1)])
    },
    cluster(
      "the ConfigMap would be stored with 1,577,984 bytes, and 1,572,864 are the most; use gzip or "
        + "partitioned_names"
    ) { bed in
      let name = String(repeating: "k", count: 240)
      let files = (0..<1120).map {
        ("conf/\(name)\(1000 + $0)", String(repeating: "v", count: 900))
      }
      return try await bed.apply(Dictionary(uniqueKeysWithValues: files))
    },
    cluster(
      "the ConfigMap would be sent with 3,180,199 bytes, and 3,145,728 are the most; use gzip or "
        + "partitioned_names"
    ) { bed in
      try await bed.apply(["conf/a.yaml": String(repeating: "\u{1}", count: 530_000)])
    },
    refused(
      "the ConfigMap is too large for the server (etcdserver: request is too large); use gzip or "
        + "partitioned_names",
      500,
      "etcdserver: request is too large"
    ),
  ]

  private static let servers = [
    refused(#"cluster "x" asks for fewer requests"#, 429),
    refused(#"cluster "x" failed with 500: injected"#, 500),
    cluster(#"cluster "x" did not answer in time"#) { bed in
      bed.timeout = .milliseconds(300)
      bed.server.inject(.delay(milliseconds: 600_000), times: 9)
      return try await bed.apply(["conf/a.yaml": "1"])
    },
  ]
}
