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
        The next runs:

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
