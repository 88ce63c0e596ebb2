import Cluster
import ClusterDouble
import Testing

@Suite("What an API server keeps")
struct ClusterServerTests {
  private func applied(_ name: ObjectName, _ value: String) -> AppliedConfigMap {
    AppliedConfigMap(name: name, values: [ConfigMapField(.data, "one"): Array(value.utf8)])
  }

  @Test
  func bytesComeBackAsTheyWere() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      let bytes: [UInt8] = [0, 0xFF, 0xFE, 10]
      let field = ConfigMapField(.binaryData, "one")
      _ = try await client.apply(AppliedConfigMap(name: name, values: [field: bytes]), as: "m")
      #expect(try await client.configMap(name)?.values == [field: bytes])
    }
  }

  @Test
  func textsComeBackAsTheyWere() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      let scalars = (1...0x3000).compactMap(Unicode.Scalar.init) + ["\u{FEFF}", "\u{FFFE}", "😀"]
      var text = " \n\t "
      text.unicodeScalars.append(contentsOf: scalars)
      _ = try await client.apply(applied(name, text), as: "m")
      #expect(try await client.configMap(name)?.data["one"] == text)
    }
  }

  @Test
  func nothingIsMadeAnewThatIsGone() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      var late = applied(name, "1")
      late.base = try await client.apply(applied(name, "1"), as: "m").base
      await cluster.server?.delete(name)
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.apply(late, as: "m")
      }
      guard case .stale = error.kind else { throw TestClient.Failure(description: "\(error)") }
      #expect(try await client.configMap(name) == nil)
    }
  }

  @Test
  func whatIsMadeAsNewIsNotThereYet() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      var new = applied(name, "1")
      new.base = .absent
      let dryRun = try await client.apply(new, as: "m", isDryRun: true)
      #expect(dryRun.data == ["one": "1"])
      #expect(try await client.configMap(name) == nil)
      let made = try await client.apply(new, as: "m")
      #expect(made.data == ["one": "1"] && made.base != .absent)
      // The same again, from the same manager, from others, and by force.
      for (manager, isForced) in [("m", false), ("other", false), ("other", true)] {
        let error = try await TestClient.failure { () throws(ClusterError) in
          try await client.apply(new, as: manager, isForced: isForced)
        }
        guard case .stale = error.kind else { throw TestClient.Failure(description: "\(error)") }
      }
      #expect(try await client.configMap(name)?.base == made.base)
    }
  }

  @Test
  func leasesAreLocked() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "updater")
      #expect(try await client.lease(name) == nil)
      var lease = Lease(
        name: name,
        holder: "one",
        durationSeconds: 15,
        acquireTime: "2026-01-01T00:00:00.000000Z",
        renewTime: "2026-01-01T00:00:00.000000Z"
      )
      let made = try await client.create(lease)
      lease.resourceVersion = made.resourceVersion
      #expect(made == lease)
      lease.holder = "two"
      lease.transitions = 1
      let second = try await client.update(lease)
      #expect(try await client.lease(name) == second && second.holder == "two")
      let late = try await TestClient.failure { () throws(ClusterError) in
        try await client.update(lease)
      }
      guard case .stale = late.kind else { throw TestClient.Failure(description: "\(late)") }
      let again = try await TestClient.failure { () throws(ClusterError) in
        try await client.create(lease)
      }
      guard case .stale = again.kind else { throw TestClient.Failure(description: "\(again)") }
      lease.name.namespace = cluster.namespace("absent")
      let nowhere = try await TestClient.failure { () throws(ClusterError) in
        try await client.create(lease)
      }
      #expect(nowhere.kind == .notFound(kind: "namespaces", name: cluster.namespace("absent")))
    }
  }

  @Test
  func conflictsNameManagersAndFields() async throws {
    try await TestCluster.run { cluster in
      let client = try cluster.clusters.client("default")
      let name = ObjectName(namespace: cluster.namespace("default"), name: "config")
      _ = try await client.apply(applied(name, "1"), as: "first")
      let error = try await TestClient.failure { () throws(ClusterError) in
        try await client.apply(applied(name, "2"), as: "second")
      }
      #expect(error.kind == .conflict([FieldConflict(manager: "first", field: ".data.one")]))
      let forced = try await client.apply(applied(name, "2"), as: "second", isForced: true)
      #expect(forced.managedFields.applied(by: "first").isEmpty)
    }
  }
}
