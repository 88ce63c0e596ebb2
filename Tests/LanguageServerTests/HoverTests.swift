import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Hover")
struct HoverTests {
  private static let jobs = """
    presets:
    - labels: {preset-cache: "true"}
      env: [{name: A, value: x}]
    presubmits:
      acme/rocket:
      - name: unit
        always_run: true
        labels: {preset-cache: "true"}
        decoration_config: {timeout: 90m}
        spec: {containers: [{image: golang, command: [make]}]}
    periodics:
    - name: nightly
      cron: "30 2 * * *"
      spec: {containers: [{image: golang, command: [make]}]}

    """

  /// What is shown over a text that is once in the file.
  private static func hover(_ text: String) async throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write("prow: {config: config.yaml, jobs: [jobs]}\n", to: ".plimsoll.yaml")
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(jobs, to: "jobs/a.yaml")
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, jobs)
    let lines = jobs.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(text) })
    let place = try #require(lines[line].firstRange(of: text)?.lowerBound)
    let column = lines[line].distance(from: lines[line].startIndex, to: place)
    let response = try await client.request(
      "textDocument/hover",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path))],
        "position": ["line": .int(line), "character": .int(column)],
      ]
    )
    return response[path: "result", "contents", "value"]?.string
  }

  @Test
  func aFieldSaysWhatItIs() async throws {
    let text = try await Self.hover("always_run")
    #expect(
      text == """
        `always_run`: true or false

        Run on every pull request, without a comment or a matching change.

        - default: `false`
        """
    )
  }

  @Test
  func aFieldOfThePodSaysWhatItIs() async throws {
    let text = try await Self.hover("image")
    #expect(text?.hasPrefix("`image`: string\n\n") ?? false)
  }

  @Test
  func theNameOfAJobShowsItsCard() async throws {
    let text = try #require(try await Self.hover("unit"))
    #expect(text.hasPrefix("**non-decorated-jobs**: a Kubernetes job is not decorated.\n\n"))
    #expect(text.contains("# `unit`, a presubmit of `acme/rocket`\n\n- defined: "))
    #expect(text.contains("\n- starts: on each pull request (line 7)\n"))
    #expect(text.contains("\n- timeout: `90m` (line 9)\n"))
    #expect(text.contains("\n- presets: `preset-cache: true` (line 2)\n"))
  }

  @Test
  func theCardOfAJobHasWhatDecorationGivesIt() async throws {
    let config = """
      decorate_all_jobs: true
      plank:
        default_decoration_config_entries:
        - config:
            timeout: 2h
            default_service_account_name: tester
            default_memory_request: 2Gi
            set_limit_equals_memory_request: true
            utility_images: {clonerefs: a, initupload: b, entrypoint: c, sidecar: d}
            gcs_configuration: {bucket: logs, path_strategy: explicit}

      """
    let jobs = """
      periodics:
      - name: nightly
        cron: 0 4 * * *
        spec:
          containers:
          - image: golang
            command: [make]
            resources: {requests: {cpu: 1}}

      """
    let open = try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": jobs])
    let answer = try await open.ask("textDocument/hover", "jobs/a.yaml", at: "nightly")
    let lines = try #require(answer[path: "result", "contents", "value"]?.string)
      .replacing(open.folder.path + "/", with: "").split(separator: "\n").map(String.init)
    #expect(
      lines.filter {
        $0.hasPrefix("- requests") || $0.hasPrefix("- limits") || $0.hasPrefix("- acc")
      }
        == [
          "- requests: `cpu 1`, `memory 2Gi` (memory: `config.yaml:7`)",
          "- limits: `memory 2Gi` (memory: `config.yaml:8`)",
          "- account: `tester` (default, `config.yaml:6`)",
        ]
    )
  }

  @Test
  func aPatternOfBranchProtectionShowsBranches() async throws {
    let config = """
      plank: {}
      branch-protection:
        orgs:
          acme:
            repos:
              rocket:
                protect: true
                exclude: [^wip]
                branches: {wip-1: {protect: false}}

      """
    let open = try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": Self.jobs])
    let answer = try await open.ask("textDocument/hover", "config.yaml", at: "^wip", 1)
    #expect(
      answer[path: "result", "contents", "value"]?.string?.hasSuffix(
        "Of the branches of `acme/rocket` that the configuration names, it matches `wip-1`; not `main`."
      ) ?? false
    )
  }

  @Test
  func aClientThatShowsNoMarkdownIsToldThatItIsText() async throws {
    let hover: JSONValue = ["hover": ["contentFormat": ["plaintext"]]]
    let open = try await OpenInstallation(
      ["jobs/a.yaml": Self.jobs],
      capabilities: [JSONValue.Member(key: "textDocument", value: hover)]
    )
    let answer = try await open.ask("textDocument/hover", "jobs/a.yaml", at: "always_run")
    #expect(answer[path: "result", "contents", "kind"] == "plaintext")
  }

  @Test
  func namesInWordsStayAsTheyAre() async throws {
    let open = try await OpenInstallation([
      "jobs/a.yaml": Self.jobs.replacing("always_run: true", with: "trigger: x\n    namespace: y")
    ])
    let trigger = try await open.ask("textDocument/hover", "jobs/a.yaml", at: "trigger")
    let words = "The comment that starts the job; it must match rerun_command."
    let text = try #require(trigger[path: "result", "contents", "value"]?.string)
    #expect(text.contains(words))
    let namespace = try await open.ask("textDocument/hover", "jobs/a.yaml", at: "namespace")
    #expect(
      namespace[path: "result", "contents", "value"]?.string?.contains(
        "\n- default: what `pod_namespace` says"
      ) ?? false
    )
  }

  @Test
  func aLabelShowsWhatItsPresetAdds() async throws {
    let text = try #require(try await Self.hover("preset-cache: \"true\"}"))
    #expect(text.contains("adds variables `A`"))
  }

  @Test
  func aCronLineShowsItsNextRuns() async throws {
    let text = try #require(try await Self.hover("30 2"))
    #expect(
      text.hasSuffix(
        """
        At 02:30 every day, in UTC. The next runs:

        - Thu 2026-01-01 02:30 UTC
        - Fri 2026-01-02 02:30 UTC
        - Sat 2026-01-03 02:30 UTC
        """
      )
    )
  }

  @Test
  func aDurationIsInWords() async throws {
    let text = try #require(try await Self.hover("90m"))
    #expect(text.hasSuffix("1 hour 30 minutes."))
  }

  @Test
  func aPlaceOfNothingShowsNothing() async throws {
    #expect(try await Self.hover("acme/rocket:") == nil)
  }
}
