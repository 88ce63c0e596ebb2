import Cluster
import ClusterDouble
import Formats
import TestSupport
import Testing

@Suite("plimsoll-updater apply and diff")
struct ApplyCommandTests {
  /// A clone whose config and jobs become ConfigMaps, and the kubeconfig next to it.
  private func clone(_ cluster: TestCluster) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "prowjob_namespace: \(cluster.namespace("default"))\n",
      to: "config/prow/config.yaml"
    )
    try folder.write(
      """
      config_updater:
        maps:
          config/prow/config.yaml: {name: config}
          config/jobs/*.yaml: {name: job-config}

      """,
      to: "config/prow/plugins.yaml"
    )
    try folder.write(jobs("golang:1"), to: "config/jobs/rocket.yaml")
    try folder.commit()
    try folder.write(cluster.kubeconfig, to: ".git/kubeconfig")
    return folder
  }

  private func jobs(_ image: String) -> String {
    "periodics:\n- name: nightly\n  interval: 24h\n  spec:\n    containers: [{image: \(image)}]\n"
  }

  private func run(
    _ arguments: [String],
    _ clone: TemporaryFolder,
    _ cluster: TestCluster
  ) async throws -> (status: Int32, output: String, errors: String) {
    let shared = cluster.arguments(kubeconfigPath: clone.path + "/.git/kubeconfig")
    return try await UpdaterProgram.run(
      arguments + ["--repo", "acme/launchpad"] + shared,
      in: clone
    )
  }

  @Test
  func whatIsAppliedDiffersNoMore() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      let space = cluster.namespace("default")
      let before = try await run(["diff"], clone, cluster)
      #expect(before.status == 1, "\(before)")
      #expect(
        before.output.contains("ConfigMap job-config in default/\(space), new\n"),
        "\(before.output)"
      )
      #expect(before.output.contains("+  interval: 24h\n"))
      #expect(before.output.hasSuffix("2 ConfigMaps differ\n"))
      #expect(try await cluster.configMap("config") == nil)

      let applied = try await run(["apply"], clone, cluster)
      #expect(applied.status == 0, "\(applied)")
      #expect(applied.output.hasSuffix("2 ConfigMaps: 2 created\n"), "\(applied.output)")
      #expect(
        try await cluster.configMap("job-config")?.data == ["rocket.yaml": jobs("golang:1")]
      )
      let after = try await run(["diff"], clone, cluster)
      #expect(after.status == 0 && after.output == "nothing differs\n", "\(after)")
      let again = try await run(["apply"], clone, cluster)
      #expect(again.output.hasSuffix("2 ConfigMaps: 2 unchanged\n"), "\(again.output)")
    }
  }

  @Test
  func manyKeysAreOnlyRemovedIfThatIsMeant() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      for name in ["a", "b", "c", "d", "e"] {
        try clone.write(jobs("x").replacing("nightly", with: name), to: "config/jobs/\(name).yaml")
      }
      _ = try await run(["apply"], clone, cluster)
      try clone.shell("rm '\(clone.path)'/config/jobs/?.yaml")
      let held = try await run(["apply"], clone, cluster)
      #expect(held.status == 2)
      #expect(
        held.output.contains(
          "job-config: failed: it would lose 5 of its 6 keys (a.yaml, b.yaml, c.yaml and 2 more), "
            + "more than 20 keys or 50 % of a ConfigMap; --allow-removals removes them\n"
        ),
        "\(held.output)"
      )
      let diff = try await run(["diff"], clone, cluster)
      #expect(diff.status == 1 && diff.output.contains("\n  a.yaml: removed\n"), "\(diff.output)")
      #expect(try await cluster.configMap("job-config")?.data.count == 6)
      let done = try await run(["apply", "--allow-removals"], clone, cluster)
      #expect(done.status == 0)
      #expect(try await cluster.configMap("job-config")?.data.count == 1)
    }
  }

  @Test
  func aDiffShowsLines() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      _ = try await run(["apply"], clone, cluster)
      try clone.write(jobs("golang:2"), to: "config/jobs/rocket.yaml")
      let diff = try await run(["diff"], clone, cluster)
      let size = jobs("golang:1").utf8.count
      #expect(
        diff.output == """
          ConfigMap job-config in default/\(cluster.namespace("default"))
            \(size) → \(size) bytes (0), 0.0 % of the limit
            rocket.yaml: changed, config/jobs/rocket.yaml
          @@ -2,4 +2,4 @@
           - name: nightly
             interval: 24h
             spec:
          -    containers: [{image: golang:1}]
          +    containers: [{image: golang:2}]

          1 ConfigMap differs

          """
      )
      #expect(diff.status == 1)
      let markdown = try await run(["diff", "--format", "markdown"], clone, cluster)
      let place = "default/\(cluster.namespace("default"))"
      #expect(markdown.status == 1)
      #expect(
        markdown.output == """
          ### 1 ConfigMap differs in the clusters

          | ConfigMap | where | keys | bytes | growth | of the limit | heaviest keys |
          | --- | --- | --- | --- | --- | --- | --- |
          | `job-config` | `\(place)` | 1 changed | \(size) | 0 | 0.0 % | `rocket.yaml` \(size) |

          <details><summary><code>job-config</code>: <code>rocket.yaml</code> changed (+1 −1)</summary>

          ```diff
          @@ -2,4 +2,4 @@
           - name: nightly
             interval: 24h
             spec:
          -    containers: [{image: golang:1}]
          +    containers: [{image: golang:2}]
          ```

          </details>

          """
      )
    }
  }

  @Test
  func aCommitIsReadFromItsOwnFiles() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      try clone.write("broken: [\n", to: "config/prow/plugins.yaml")
      try clone.write(jobs("golang:2"), to: "config/jobs/rocket.yaml")
      let applied = try await run(["apply", "--rev", "HEAD"], clone, cluster)
      #expect(applied.status == 0, "\(applied)")
      let data = try await cluster.configMap("job-config")?.data ?? [:]
      #expect(data["rocket.yaml"] == jobs("golang:1") && data["VERSION"]?.count == 40)
    }
  }

  @Test
  func whatProwWouldRefuseIsNotApplied() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      try clone.write(
        "periodics:\n- name: nightly\n  interval: soon\n",
        to: "config/jobs/rocket.yaml"
      )
      let applied = try await run(["apply"], clone, cluster)
      #expect(applied.status == 1)
      #expect(applied.output == "nothing applied: Prow would refuse the files\n")
      #expect(applied.errors.contains("config/jobs/rocket.yaml:3:"), "\(applied.errors)")
      #expect(try await cluster.configMap("config") == nil)
      let diff = try await run(["diff"], clone, cluster)
      #expect(diff.status == 2)
    }
  }

  @Test
  func aDryRunWritesNothing() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      let run = try await run(["apply", "--dry-run"], clone, cluster)
      #expect(run.status == 0)
      #expect(
        run.output.hasSuffix("2 ConfigMaps: 2 created (dry run, nothing was changed)\n"),
        "\(run.output)"
      )
      #expect(try await cluster.configMap("config") == nil)
    }
  }

  @Test
  func aConflictFailsAndATakeoverMendsIt() async throws {
    try await TestCluster.run { cluster in
      let clone = try clone(cluster)
      try await cluster.create("config", data: ["config.yaml": "old"], as: "hook")
      let refused = try await run(["apply", "--format", "json"], clone, cluster)
      #expect(refused.status == 2, "\(refused)")
      let json = try JSONReader.read(Array(refused.output.utf8))
      let results = json["configMaps"]?.items.map { $0["result"]?.string ?? "" }
      #expect(results == ["failed", "created"])
      let conflict = json["configMaps"]?.items.first?["conflicts"]?.items.first
      #expect(conflict?["manager"]?.string == "hook")
      #expect(conflict?["field"]?.string == ".data.config.yaml")
      let taken = try await run(["apply", "--takeover"], clone, cluster)
      #expect(taken.status == 0, "\(taken)")
      #expect(taken.output.contains("updated, "))
      #expect(taken.output.contains("  ~ config.yaml, written by \"hook\" at "))
    }
  }

  @Test
  func withoutClusterItSaysWhatToDo() async throws {
    let folder = try TemporaryFolder()
    try folder.write("config_updater: {maps: {conf/*: {name: config}}}\n", to: "plugins.yaml")
    try folder.write("x", to: "conf/one")
    let run = try await UpdaterProgram.run(
      ["apply", "--repo", "acme/launchpad"],
      in: folder,
      environment: ["HOME": folder.path, "KUBERNETES_SERVICE_HOST": nil]
    )
    #expect(run.status == 2)
    #expect(
      run.output.contains(
        "default/default/config: failed: cluster \"default\" is not known: there is no kubeconfig; "
          + "set KUBECONFIG or use --kubeconfig and --context-map\n"
      ),
      "\(run)"
    )
  }

  @Test
  func withoutRepositoryItSaysSo() async throws {
    let folder = try TemporaryFolder()
    try folder.write("config_updater: {}\n", to: "plugins.yaml")
    let run = try await UpdaterProgram.run(["apply"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("the repository is not known: use --repo org/repo"), "\(run)")
  }
}
