import Files
import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// What is shown of jobs besides findings: lenses, hints, their pods.
@Suite("Views of jobs")
struct JobViewTests {
  private static let config = """
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 2h
          gcs_configuration: {bucket: logs, path_strategy: explicit}
          utility_images: {clonerefs: c, initupload: i, entrypoint: e, sidecar: s}
    branch-protection: {orgs: {acme: {protect: true}}}

    """
  private static let jobs = """
    presets:
    - labels: {preset-token: "true"}
      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: token, key: t}}}]
      volumes: [{name: cache, emptyDir: {}}]
    presubmits:
      acme/rocket:
      - name: unit
        always_run: true
        branches: [^main$, ^release-]
        decorate: true
        labels: {preset-token: "true"}
        spec: {containers: [{image: golang, command: [make]}]}
      - name: docs
        run_if_changed: ^docs/
        cluster: build
        skip_report: true
        spec: {containers: [{image: golang, command: [make]}]}
    periodics:
    - name: nightly
      cron: 0 4 * * *
      cluster: build
      spec: {containers: [{image: golang, command: [make]}]}

    """

  private static func open(
    _ capabilities: [JSONValue.Member] = []
  ) async throws
    -> OpenInstallation
  {
    try await OpenInstallation(
      ["config.yaml": config, "jobs/a.yaml": jobs],
      capabilities: capabilities
    )
  }

  @Test
  func aJobHasLenses() async throws {
    let open = try await Self.open()
    let answer = try await open.ask("textDocument/codeLens", "jobs/a.yaml", at: "unit")
    let lenses = try #require(answer["result"]).items.map { lens in
      "\(lens[path: "range", "start", "line"]?.int ?? -1) \(lens[path: "command", "title"]?.string ?? "")"
    }
    #expect(
      lenses == [
        "6 starts on each pull request", "6 merges wait for it on main",
        "6 power: reads secret token, runs in the trusted cluster default", "6 Show the pod",
        "12 starts on a pull request that changes a file like ^docs/",
        "12 merges don't see it on main", "12 Show the pod",
        "18 starts by the clock, in UTC: cron 0 4 * * *", "18 Show the pod",
      ]
    )
  }

  @Test
  func valuesOfPresetsAndDefaultsAreHints() async throws {
    let open = try await Self.open()
    let answer = try await open.ask(
      "textDocument/inlayHint",
      "jobs/a.yaml",
      at: "unit",
      0,
      [
        JSONValue.Member(
          key: "range",
          value: ["start": ["line": 0, "character": 0], "end": ["line": 40, "character": 0]]
        )
      ]
    )
    let hints = try #require(answer["result"]).items
    #expect(
      hints.compactMap { $0["label"]?.string } == [
        "cluster default, timeout 2h", "adds variables TOKEN; volumes cache",
      ]
    )
    #expect(hints.first?["position"] == ["line": 6, "character": 14])
    #expect(
      hints.first?[path: "tooltip", "value"]?.string?.hasSuffix(
        "config.yaml:4`"
      ) ?? false
    )
  }

  @Test
  func hintsOfOtherLinesAreLeftOut() async throws {
    let open = try await Self.open()
    let answer = try await open.ask(
      "textDocument/inlayHint",
      "jobs/a.yaml",
      at: "unit",
      0,
      [
        JSONValue.Member(
          key: "range",
          value: ["start": ["line": 10, "character": 0], "end": ["line": 11, "character": 0]]
        )
      ]
    )
    #expect(
      answer["result"]?.items.compactMap { $0["label"]?.string } == [
        "adds variables TOKEN; volumes cache"
      ]
    )
  }

  /// The hints of a whole file, with their places from 0 and where their values come from.
  private static func hints(_ files: [String: String]) async throws -> [String] {
    let open = try await OpenInstallation(files)
    let whole: JSONValue = [
      "start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0],
    ]
    let answer = try await open.client.request(
      "textDocument/inlayHint",
      ["textDocument": ["uri": JSONValue(open.uri("jobs/a.yaml"))], "range": whole]
    )
    return try #require(answer["result"]).items.map { hint in
      let (line, character) = (hint[path: "position", "line"], hint[path: "position", "character"])
      let origins = (hint[path: "tooltip", "value"]?.string ?? "").replacing(
        open.folder.path + "/",
        with: ""
      )
      return "\(line?.int ?? -1):\(character?.int ?? -1) \(hint["label"]?.string ?? "") = "
        + origins.replacing("\n\n", with: "; ")
    }
  }

  @Test
  func containersHintAtWhatTheyDoNotSay() async throws {
    let jobs = """
      prow_ignored:
        go: &go {image: golang:1.26, command: [make]}
        image: &image golang:1.24
      periodics:
      - name: nightly
        cron: 0 4 * * *
        cluster: build
        decorate: true
        spec:
          containers:
          - <<: *go
            args: [test]
          - *go
          - image: *image
            command: [make]
          - {image: golang, command: [make]}
      - name: weekly
        cron: 0 4 * * 0
        cluster: build
        decorate: true
        decoration_config:
          timeout: 1h
          default_memory_request: 2Gi
          set_limit_equals_memory_request: true
        spec:
          containers:
          - image: golang
            command: [make]
          - image: golang
            command: [make]
            resources: {requests: {memory: 1Gi}}
          - image: golang
            command: [make]
            resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}
          - <<: *go
            args: [test]

      """
    let found = try await Self.hints(["config.yaml": Self.config, "jobs/a.yaml": jobs])
    #expect(
      found == [
        "4:15 timeout 2h = timeout: the default, `config.yaml:4`",
        "10:13 image golang:1.26 = image golang:1.26: line 2",
        "12:9 image golang:1.26 = image golang:1.26: line 2",
        "13:19 image golang:1.24 = image golang:1.24: line 3",
        "26:19 memory 2Gi, memory limit 2Gi = memory 2Gi: line 23; memory limit 2Gi: line 24",
        "28:19 memory limit 1Gi = memory limit 1Gi: line 24",
        "34:13 image golang:1.26, memory 2Gi, memory limit 2Gi = image golang:1.26: line 2; "
          + "memory 2Gi: line 23; memory limit 2Gi: line 24",
      ]
    )
  }

  @Test
  func accountsAndPresetsForAllPodsAreHints() async throws {
    let config = Self.config.replacing(
      "timeout: 2h",
      with: "timeout: 2h\n      default_service_account_name: tester"
    )
    let jobs = """
      presets:
      - env: [{name: CI, value: "1"}]
      presubmits:
        acme/rocket:
        - name: unit
          always_run: true
          cluster: build
          decorate: true
          spec: {containers: [{image: golang, command: [make]}]}
        - name: deploy
          always_run: true
          cluster: build
          decorate: true
          spec:
            serviceAccountName: deployer
            containers: [{image: golang, command: [make]}]

      """
    let found = try await Self.hints(["config.yaml": config, "jobs/a.yaml": jobs])
    #expect(
      found == [
        "4:14 timeout 2h, account tester = timeout: the default, `config.yaml:4`; "
          + "account: the default, `config.yaml:5`",
        "4:14 adds variables CI = preset, line 2",
        "9:16 timeout 2h = timeout: the default, `config.yaml:4`",
        "9:16 adds variables CI = preset, line 2",
      ]
    )
  }

  // MARK: Pods

  private static func actions(_ open: OpenInstallation, line: Int) async throws -> [JSONValue] {
    let place: JSONValue = ["line": .int(line), "character": 0]
    let answer = try await open.client.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": JSONValue(open.uri("jobs/a.yaml"))],
        "range": ["start": place, "end": place], "context": ["diagnostics": []],
      ]
    )
    return try #require(answer["result"]).items.filter {
      $0["title"]?.string?.hasPrefix("Show ") ?? false
    }
  }

  @Test
  func aJobShowsItsPodInADocument() async throws {
    let show = JSONValue.Member(key: "window", value: ["showDocument": ["support": true]])
    let open = try await Self.open([show])
    #expect(try await Self.actions(open, line: 4).isEmpty)
    let actions = try await Self.actions(open, line: 8)
    #expect(actions.compactMap { $0["title"]?.string } == ["Show the pod", "Show the ProwJob"])
    let command = try #require(actions.first?["command"])
    let answer = try await open.client.request(
      "workspace/executeCommand",
      [
        "command": command["command"] ?? .null, "arguments": command["arguments"] ?? .null,
      ]
    )
    let text = try #require(answer["result"]?.string)
    #expect(text.hasPrefix("apiVersion: v1\nkind: Pod\n"))
    #expect(text.contains("# preset preset-token: \"true\", "))
    let asked = try #require(
      open.client.messages.last { $0["method"] == "window/showDocument" }
    )
    let uri = try #require(asked[path: "params", "uri"]?.string)
    #expect(uri.hasSuffix("/unit.pod.yaml"))
    let path = try #require(FileURI.path(uri))
    #expect(try Project.text(at: path) == text)
    await open.client.server.end()
    #expect(throws: Project.Missing.self) { try Project.text(at: path) }
  }

  @Test
  func aClientWithoutDocumentsGetsAMessage() async throws {
    let open = try await Self.open()
    let arguments: JSONValue = [JSONValue(open.uri("jobs/a.yaml")), 19, "prowjob"]
    let answer = try await open.client.request(
      "workspace/executeCommand",
      ["command": "plimsoll.show", "arguments": arguments]
    )
    let text = try #require(answer["result"]?.string)
    #expect(text.contains("kind: ProwJob\n") && text.contains("job: nightly\n"))
    let shown = open.client.notifications("window/showMessage").compactMap { $0["message"]?.string }
    #expect(shown.contains(text))
  }

  @Test
  func whatCanNotBeShownIsSaid() async throws {
    let open = try await Self.open()
    func message(_ arguments: JSONValue) async throws -> String? {
      let answer = try await open.client.request(
        "workspace/executeCommand",
        ["command": "plimsoll.show", "arguments": arguments]
      )
      return answer[path: "error", "message"]?.string
    }
    let uri = JSONValue(open.uri("jobs/a.yaml"))
    #expect(try await message([uri, 1, "pod"]) == "no job is on this line")
    #expect(
      try await message([uri, 1, "node"])
        == "plimsoll.show needs the URI of a file, a line, and pod or prowjob"
    )
    let wrong = Self.jobs.replacing("name: docs", with: "name: do cs")
    await open.client.change(open.path("jobs/a.yaml"), wrong)
    let refused = try #require(try await message([uri, 13, "pod"]))
    #expect(refused.contains("jobs/a.yaml:13:") && refused.hasSuffix("[job-name]"))
  }

  @Test
  func aJobAfterABlockOfTextShowsItself() async throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - name: first
          spec:
            containers:
            - image: golang
              args:
              - |
                make
        - name: second
          spec: {containers: [{image: golang, command: [make]}]}

      """
    let open = try await OpenInstallation(["config.yaml": Self.config, "jobs/a.yaml": jobs])
    let answer = try await open.client.request(
      "workspace/executeCommand",
      [
        "command": "plimsoll.show",
        "arguments": [JSONValue(open.uri("jobs/a.yaml")), 9, "prowjob"],
      ]
    )
    #expect(answer["result"]?.string?.contains("job: second\n") ?? false)
  }

  @Test
  func jobsOfOneNameHaveTheirOwnPages() async throws {
    let show = JSONValue.Member(key: "window", value: ["showDocument": ["support": true]])
    let job = "- {name: unit, spec: {containers: [{image: golang, command: [make]}]}}"
    let jobs = "presubmits:\n  acme/rocket:\n  \(job)\n  acme/engine:\n  \(job)\n"
    let open = try await OpenInstallation(
      ["config.yaml": Self.config, "jobs/a.yaml": jobs],
      capabilities: [show]
    )
    for line in [2, 4, 2] {
      let arguments: JSONValue = [JSONValue(open.uri("jobs/a.yaml")), .int(line), "pod"]
      _ = try await open.client.request(
        "workspace/executeCommand",
        ["command": "plimsoll.show", "arguments": arguments]
      )
    }
    let asked = open.client.messages.filter { $0["method"] == "window/showDocument" }
    let names = asked.compactMap {
      $0[path: "params", "uri"]?.string?.split(separator: "/").last.map(String.init)
    }
    #expect(names == ["unit.pod.yaml", "unit-2.pod.yaml", "unit.pod.yaml"])
    await open.client.server.end()
  }

  @Test
  func pagesHaveWholeNamesAndPaths() throws {
    let folder = try TemporaryFolder()
    let up = String(repeating: "../", count: WorkingDirectory.path.split(separator: "/").count)
    var pages = ShownPages(base: up + folder.path.dropFirst())
    let long = String(repeating: "a", count: 300)
    let path = try pages.write(
      Array("x: 1\n".utf8),
      as: ShownPages.Page(identity: "a", name: long, suffix: ".pod.yaml")
    )
    #expect(path.hasPrefix(folder.path + "/plimsoll-"))
    #expect(path.hasSuffix("/" + long.prefix(200) + ".pod.yaml"))
    #expect(pages.contains(path))
    pages.remove()
    #expect(!pages.contains(path))
    #expect(throws: Project.Missing.self) { try Project.text(at: path) }
  }
}
