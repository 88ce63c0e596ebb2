import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Ways through files")
struct NavigationTests {
  private static let jobs = """
    presets:
    - labels: {preset-cache: "true"}
      volumes: [{name: cache, emptyDir: {}}]
      volumeMounts: [{name: cache, mountPath: /cache}]
    presubmits:
      acme/rocket:
      - name: unit
        always_run: true
        labels: {preset-cache: "true"}
        spec:
          volumes: [{name: data, emptyDir: {}}]
          containers:
          - image: golang
            command: [make]
            volumeMounts:
            - {name: data, mountPath: /data}

    """

  private static func client() async throws -> (TestClient, path: String, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write("prow: {config: config.yaml, jobs: [jobs]}\n", to: ".plimsoll.yaml")
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(jobs, to: "jobs/a.yaml")
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, jobs)
    return (client, path, folder)
  }

  private static func ask(
    _ client: TestClient,
    _ method: String,
    _ path: String,
    line: Int,
    character: Int
  ) async throws -> JSONValue {
    let response = try await client.request(
      method,
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path))],
        "position": ["line": .int(line), "character": .int(character)],
        "context": ["includeDeclaration": true],
      ]
    )
    return try #require(response["result"])
  }

  private static func lines(_ locations: JSONValue) -> [Int] {
    locations.items.compactMap { $0[path: "range", "start", "line"]?.int }
  }

  @Test(arguments: [
    (8, 15, [1], [1, 8]), (1, 15, [1], [1, 8]), (15, 18, [10], [10, 15]), (3, 27, [2], [2, 3]),
  ])
  func labelsAndVolumesLeadToWhatTheyName(
    _ line: Int,
    _ character: Int,
    _ definitions: [Int],
    _ all: [Int]
  ) async throws {
    let (client, path, folder) = try await Self.client()
    let method = "textDocument/definition"
    let found = try await Self.ask(client, method, path, line: line, character: character)
    #expect(Self.lines(found) == definitions)
    let uses = try await Self.ask(
      client,
      "textDocument/references",
      path,
      line: line,
      character: character
    )
    #expect(Self.lines(uses) == all)
    withExtendedLifetime(folder) {}
  }

  @Test
  func jobsAndPresetsAreSymbols() async throws {
    let (client, path, folder) = try await Self.client()
    let found = try await Self.ask(
      client,
      "textDocument/documentSymbol",
      path,
      line: 0,
      character: 0
    )
    #expect(found.items.compactMap { $0["name"]?.string } == ["preset-cache: true", "unit"])
    #expect(
      found.items.compactMap { $0["detail"]?.string } == [
        "preset", "presubmit of acme/rocket",
      ]
    )
    let all = try await client.request("workspace/symbol", ["query": "UNI"])
    #expect(all["result"]?.items.compactMap { $0["name"]?.string } == ["unit"])
    withExtendedLifetime(folder) {}
  }

  @Test
  func blocksFoldByTheirIndentation() {
    let text = "a:\n- b: 1\n  c:\n    d: 2\n\n# e\n- f\ng: {\n"
    let blocks = FoldingRanges.all(in: Array(text.utf8))
    #expect(blocks.map { [$0.start, $0.end] } == [[0, 6], [1, 3], [2, 3]])
  }

  // MARK: Completion

  /// What is proposed at the mark `|` in a text that stands for the whole file.
  private static func proposals(_ marked: String) async throws -> [String] {
    let (client, path, folder) = try await Self.client()
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    await client.change(path, parts.joined())
    let before = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let found = try await ask(
      client,
      "textDocument/completion",
      path,
      line: before.count - 1,
      character: before.last?.count ?? 0
    )
    withExtendedLifetime(folder) {}
    return found.items.compactMap { $0["label"]?.string }
  }

  @Test
  func fieldsOfThePlaceAreProposedButNotThoseThatAreThere() async throws {
    let found = try await Self.proposals("periodics:\n- name: x\n  cr|\n  spec: {}\n")
    #expect(found.contains("cron") && found.contains("interval"))
    #expect(!found.contains("name") && !found.contains("always_run"))
  }

  @Test
  func aFileThatIsBrokenLaterStillHasProposals() async throws {
    let found = try await Self.proposals("periodics:\n- name: x\n  |\n  spec: {\n")
    #expect(found.contains("cron"))
  }

  @Test
  func valuesAreProposed() async throws {
    let agents = try await Self.proposals("periodics:\n- name: x\n  agent: |\n")
    #expect(agents == ["jenkins", "kubernetes", "tekton-pipeline"])
    let words = try await Self.proposals("periodics:\n- name: x\n  decorate: t|\n")
    #expect(words == ["false", "true"])
    let clusters = try await Self.proposals(
      "periodics:\n- {name: x, cluster: blue}\n- name: y\n  cluster: |\n"
    )
    #expect(clusters.contains("blue"))
  }

  @Test
  func volumesOfThePodAreProposed() async throws {
    let start = Self.jobs.replacing("- {name: data, mountPath", with: "- {name: |, mountPath")
    #expect(try await Self.proposals(start) == ["cache", "data"])
  }

  @Test
  func rulesAreProposedInComments() async throws {
    let found = try await Self.proposals("# plimsoll:ignore dup|\nperiodics: []\n")
    #expect(found.contains("duplicate-env"))
    #expect(try await Self.proposals("# plimsoll:ignore a -- b|\nperiodics: []\n") == [])
  }
}
