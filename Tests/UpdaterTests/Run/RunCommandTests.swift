import Cluster
import ClusterDouble
import Formats
import Glibc
import TestSupport
import Testing

@Suite("plimsoll-updater run", .timeLimit(.minutes(5)))
struct RunCommandTests {
  private static let config = """
    pod_namespace: test-pods
    prowjob_namespace: prow
    plank:
      default_decoration_config_entries:
      - config:
          gcs_configuration: {bucket: logs, path_strategy: explicit}
          gcs_credentials_secret: uploader
          utility_images:
            {clonerefs: clonerefs:1, initupload: initupload:1, entrypoint: entrypoint:1, sidecar: sidecar:1}
    """

  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        decorate: true
        spec:
          containers:
          - image: golang
            command: [make]
            env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: token, key: a}}}]
    periodics:
    - name: nightly
      interval: 24h
      spec:
        containers: [{image: golang, command: [make]}]
    """

  private static let files = [
    "--config", "config.yaml", "--jobs", "jobs", "--kubeconfig", "kubeconfig",
  ]

  private func installation(_ server: TestServer, context: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(RunCommandTests.config, to: "config.yaml")
    try folder.write(RunCommandTests.jobs, to: "jobs/jobs.yaml")
    try folder.write(KubeconfigText.make([(context, server.url)]), to: "kubeconfig")
    return folder
  }

  /// A run of the program in an installation, on a double.
  private func run(
    _ arguments: [String],
    _ steps: [KubeletStep] = [.starts("test"), .prints("test", "hello\n"), .ends("test", code: 0)],
    context: String = "kind",
    statuses: [JSONValue] = [],
    _ body: ((status: Int32, output: String, errors: String), TestServer, TemporaryFolder) throws ->
      Void
  ) async throws {
    let server = try await TestServer.startDouble(namespaces: ["test-pods", "mine", "prow"])
    server.setKubelet(steps)
    server.setProwJobStatuses(statuses)
    let folder = try installation(server, context: context)
    do {
      let words = ["run"] + arguments + RunCommandTests.files
      let result = try await UpdaterProgram.run(words, in: folder)
      try body(result, server, folder)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// What a run says, without the name that it draws.
  private func plain(_ text: String) -> String {
    text.replacing(/plimsoll-run-[0-9a-z]+/, with: "POD")
  }

  @Test
  func thePodsOutputAndStatusAreThoseOfTheJob() async throws {
    let steps: [KubeletStep] = [
      .starts("test"), .prints("test", "hello\nworld\n"), .ends("test", code: 3, reason: "Error"),
    ]
    try await run(["nightly"], steps) { result, server, _ in
      #expect(result.status == 3)
      #expect(result.output == "hello\nworld\n")
      #expect(
        plain(result.errors)
          == """
          plimsoll-updater: nightly runs as pod test-pods/POD of cluster kind
          plimsoll-updater: container test has ended with 3, Error
          plimsoll-updater: the job has ended with 3

          """
      )
      #expect(server.names(of: "pods").isEmpty)
    }
  }

  @Test
  func whatIsMissingIsNamedBeforeAnythingIsMade() async throws {
    try await run(["unit", "--pull", "7"]) { result, server, folder in
      let names = try Project.names(at: folder.path)
      #expect(names == ["config.yaml", "jobs", "kubeconfig"])
      #expect(result.status == 2)
      #expect(
        result.errors
          == """
          plimsoll-updater: the pod can't start in namespace "test-pods":
            there is no Secret "token", which the pod needs: variable TOKEN of container test
          --stub-secrets makes missing secrets with made-up values

          """
      )
      #expect(server.writes.isEmpty)
    }
  }

  @Test
  func aDecoratedJobLeavesItsResults() async throws {
    let archive = try TemporaryFolder()
    try archive.write("all is well\n", to: "artifacts/report.txt")
    try archive.shell("cd '\(archive.path)' && tar -c -z -f - artifacts | base64 > packed")
    let packed = try Project.text(at: archive.path + "/packed")
    let steps: [KubeletStep] = [
      .starts("clonerefs"), .prints("clonerefs", "cloned\n"), .ends("clonerefs", code: 0),
      .starts("test"), .starts("sidecar"), .starts("plimsoll-collector"),
      .prints("test", "hello\n"), .ends("test", code: 0), .ends("sidecar", code: 0),
      .needsAnnotation("plimsoll.dev/collect"),
      .prints("plimsoll-collector", packed + "plimsoll: all results are above\n"),
      .ends("plimsoll-collector", code: 0),
    ]
    let arguments = ["unit", "--pull", "7", "--stub-secrets", "--artifacts", "out"]
    try await run(arguments, steps) { result, server, folder in
      #expect(result.status == 0, "\(result)")
      #expect(result.output == "hello\n")
      #expect(result.errors.contains("[clonerefs] cloned\n"))
      #expect(result.errors.contains("plimsoll-updater: the results are in out\n"))
      #expect(try Project.text(at: folder.path + "/out/artifacts/report.txt") == "all is well\n")
      #expect(server.names(of: "pods").isEmpty && server.names(of: "secrets").isEmpty)
      let created = try #require(server.writes.first { $0.path.hasSuffix("/pods") })
      let pod = try JSONReader.read(created.body)
      let pulls = pod["spec"]?["initContainers"]?.items.first?["env"]?.items
        .first { $0["name"]?.string == "CLONEREFS_OPTIONS" }?["value"]?.string
      #expect(
        pulls?.contains(#""pulls":[{"number":7,"author":"","sha":""}]"#) == true,
        "\(pulls ?? "")"
      )
      #expect(!result.errors.contains("uploader"), "nothing is uploaded")
    }
  }

  @Test
  func aTrustedClusterIsLeftAlone() async throws {
    try await run(["nightly"], context: "prow-trusted") { result, server, _ in
      #expect(result.status == 2)
      #expect(
        result.errors
          == "plimsoll-updater: the pod would run in context \"prow-trusted\", which is a trusted one by "
          + "its name; to run it there all the same, use --allow-trusted\n"
      )
      #expect(server.log.isEmpty)
    }
    try await run(["nightly", "--allow-trusted"], context: "prow-trusted") { result, _, _ in
      #expect(result.status == 0, "\(result)")
    }
  }

  @Test(arguments: [
    (["nigthly"], "no job is called \"nigthly\"; did you mean nightly?"),
    (
      ["nightly", "--pull", "1"],
      "nightly is a periodic, which has nothing to test; leave out --pull"
    ),
    (
      ["nightly", "--namespace", "none"],
      "cluster \"kind\" has no namespace \"none\": create it, or name another one with --namespace"
    ),
  ])
  func mistakesAreSaid(_ arguments: [String], _ message: String) async throws {
    try await run(arguments) { result, _, _ in
      #expect(result.status == 2)
      #expect(result.errors.hasSuffix("plimsoll-updater: \(message)\n"), "\(result.errors)")
    }
  }

  @Test
  func aFolderThatIsThereIsNotTouched() async throws {
    let arguments = ["unit", "--stub-secrets", "--artifacts", "jobs"]
    try await run(arguments) { result, server, _ in
      #expect(result.status == 2)
      #expect(
        result.errors
          == "plimsoll-updater: can't make the folder jobs: File exists; --artifacts names another one\n"
      )
      #expect(server.writes.isEmpty)
    }
  }

  @Test
  func aProwJobIsFollowedToItsEnd() async throws {
    let statuses: [JSONValue] = [
      ["state": "triggered"], ["state": "pending", "description": "Job triggered."],
      ["state": "pending", "description": "Job triggered.", "url": "https://prow/1"],
      [
        "state": "failure", "description": "Job failed.", "url": "https://prow/1",
        "completionTime": "2026-05-04T10:00:00Z",
      ],
    ]
    let arguments = ["nightly", "--prowjob", "--allow-trusted"]
    try await run(arguments, statuses: statuses) { result, server, _ in
      #expect(result.status == 1)
      #expect(
        result.errors.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "UUID")
          == """
          plimsoll-updater: nightly runs as ProwJob prow/UUID of cluster kind
          plimsoll-updater: triggered
          plimsoll-updater: pending: Job triggered.
          plimsoll-updater: pending: Job triggered., https://prow/1
          plimsoll-updater: failure: Job failed., https://prow/1
          plimsoll-updater: the job has ended with 1

          """
      )
      let created = try JSONReader.read(try #require(server.writes.first).body)
      #expect(created["metadata"]?["name"]?.string.map { [$0] } == server.names(of: "prowjobs"))
      #expect(created["spec"]?["job"]?.string == "nightly")
      #expect(server.names(of: "pods").isEmpty)
    }
  }

  @Test
  func aProwJobOfATrustedClusterIsNotMade() async throws {
    try await run(["nightly", "--prowjob"]) { result, server, _ in
      #expect(result.status == 2)
      #expect(
        result.errors
          == "plimsoll-updater: the job runs in cluster \"default\", which is a trusted one by its name; "
          + "to run it there all the same, use --allow-trusted\n"
      )
      #expect(server.log.isEmpty)
    }
  }

  @Test
  func aProwJobIsAbortedWithTheProgram() async throws {
    let server = try await TestServer.startDouble(namespaces: ["prow"])
    server.setProwJobStatuses([["state": "pending"]])
    let folder = try installation(server, context: "kind")
    async let result = UpdaterProgram.run(
      ["run", "nightly", "--prowjob", "--allow-trusted"] + RunCommandTests.files,
      in: folder,
      pidFile: "pid"
    )
    try await Waiting.until("a look at the ProwJob") { server.log.contains { $0.method == "GET" } }
    let process = try Project.text(at: folder.path + "/pid").split(separator: "\n").first
    kill(try #require(process.flatMap { pid_t($0) }), SIGINT)
    #expect(try await result.status == 130)
    let patch = try #require(server.writes.last)
    #expect(patch.method == "PATCH")
    #expect(String(decoding: patch.body, as: UTF8.self) == #"{"status":{"state":"aborted"}}"#)
    await server.stop()
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func whoeverIsToldToStopTidiesUp(_ signal: Int32) async throws {
    let server = try await TestServer.startDouble(namespaces: ["test-pods"])
    server.setKubelet([.starts("test"), .needsAnnotation("never")])
    // A log stays open for as long as its container runs.
    server.inject(.delay(milliseconds: 600_000)) { $0.path.hasSuffix("/log") }
    let folder = try installation(server, context: "kind")
    let path = folder.path
    async let result = UpdaterProgram.run(
      ["run", "unit", "--stub-secrets"] + RunCommandTests.files,
      in: folder,
      pidFile: "pid"
    )
    try await Waiting.until("a look at the pod") {
      server.log.contains { $0.path.hasSuffix("/log") }
    }
    #expect(server.names(of: "secrets") == ["token"])
    let process = try Project.text(at: path + "/pid").split(separator: "\n").first
    kill(try #require(process.flatMap { pid_t($0) }), signal)
    #expect(try await result.status == 128 + signal)
    let names = try Project.names(at: path)
    #expect(names == ["config.yaml", "jobs", "kubeconfig", "pid"])
    #expect(server.names(of: "pods").isEmpty && server.names(of: "secrets").isEmpty)
    await server.stop()
  }

  @Test
  func aPodMayStay() async throws {
    try await run(["nightly", "--keep", "--namespace", "mine"]) { result, server, _ in
      #expect(result.status == 0, "\(result)")
      #expect(server.names(of: "pods").count == 1)
    }
  }
}
