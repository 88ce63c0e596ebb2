import Cluster
import ClusterDouble
import TestSupport
import Testing
import Updater

/// Without anything between the program and a real API server, if there is one.
@Suite("From a commit to a cluster", .timeLimit(.minutes(15)))
struct EndToEndTests {
  /// The values of `data` in a ConfigMap of the test's namespace; `nil` if there is none.
  private func data(_ name: String, _ cluster: TestCluster) async throws -> [String: String]? {
    let object = try await cluster.clusters.client("default").configMap(
      ObjectName(namespace: cluster.namespace("default"), name: name)
    )
    guard let object else { return nil }
    var data: [String: String] = [:]
    for (field, value) in object.values where field.map == .data {
      data[field.key] = String(decoding: value, as: UTF8.self)
    }
    return data
  }

  @Test
  func twoReplicasFollowTheBranchAndLeaveOthersAlone() async throws {
    try await TestCluster.run(isDirect: true) { (cluster: TestCluster) async throws in
      let namespace = cluster.namespace("default")
      let remote = try RemoteRepository(namespace: namespace)
      let folder = try TemporaryFolder()
      try folder.write(cluster.kubeconfig, to: "kubeconfig")
      try folder.write(HookTesting.secret, to: "secret")
      let name = ObjectName(namespace: namespace, name: "job-config")
      _ = try await cluster.clusters.client("default").apply(
        AppliedConfigMap(name: name, values: [ConfigMapField(.data, "foreign"): Array("f".utf8)]),
        as: "somebody"
      )
      let replicas = try (0..<2).map { number in
        try ServeProcess(
          [
            "--repo", "acme/rocket", "--remote", remote.url, "--listen", "127.0.0.1:0",
            "--state", "\(folder.path)/state-\(number)", "--head-interval", "1",
            "--drift-interval", "2", "--webhook-secret-file", "\(folder.path)/secret",
            "--lease", "\(namespace)/updater", "--lease-seconds", "3",
          ] + cluster.arguments(kubeconfigPath: "\(folder.path)/kubeconfig"),
          log: "\(folder.path)/log-\(number)"
        )
      }
      var rest = replicas
      do {
        try await Waiting.until("the first commit") {
          try await data("job-config", cluster)?["first.yaml"] != nil
        }
        try remote.commit(RemoteRepository.job("b"), to: "config/jobs/b.yaml")
        try await Waiting.until("the second commit") {
          try await data("job-config", cluster)?["b.yaml"] == RemoteRepository.job("b")
        }
        rest.removeFirst().kill()
        try remote.remove("config/jobs/first.yaml")
        let head = try remote.commit(
          RemoteRepository.job("b", image: "c"),
          to: "config/jobs/b.yaml"
        )
        try await Waiting.until("what came after the kill") {
          try await data("job-config", cluster) == [
            "b.yaml": RemoteRepository.job("b", image: "c"), "foreign": "f", "VERSION": head,
          ]
        }
        let lease = try await cluster.clusters.client("default").lease(
          ObjectName(namespace: namespace, name: "updater")
        )
        #expect(lease?.holder?.isEmpty == false)
      } catch {
        for process in rest { process.kill() }
        throw error
      }
      for process in rest { #expect(process.stop() == 0) }
      let lease = try await cluster.clusters.client("default").lease(
        ObjectName(namespace: namespace, name: "updater")
      )
      #expect(lease?.holder ?? "" == "", "given back at the end")
    }
  }

  @Test
  func whatSomebodyTakesAwayIsBroughtBack() async throws {
    try await TestCluster.run(isDirect: true) { (cluster: TestCluster) async throws in
      let remote = try RemoteRepository(namespace: cluster.namespace("default"))
      let folder = try TemporaryFolder()
      try folder.write(cluster.kubeconfig, to: "kubeconfig")
      let arguments =
        [
          "serve", "--once", "--repo", "acme/rocket", "--remote", remote.url,
          "--state", "\(folder.path)/state",
        ] + cluster.arguments(kubeconfigPath: "\(folder.path)/kubeconfig")
      let first = try await UpdaterProgram.run(arguments, in: folder)
      #expect(first.output == "applied: 3 of 3 ConfigMaps written\n", "\(first.errors)")
      _ = try await cluster.send(
        .delete,
        "/api/v1/namespaces/\(cluster.namespace("default"))/configmaps/config",
        nil
      )
      let second = try await UpdaterProgram.run(arguments, in: folder)
      #expect(second.output == "applied: 1 of 3 ConfigMaps written\n", "\(second.errors)")
      #expect(try await data("config", cluster)?["config.yaml"] != nil)
    }
  }
}
