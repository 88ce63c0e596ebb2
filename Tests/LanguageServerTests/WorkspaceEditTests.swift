import Analysis
import Diagnostics
import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// Edits are of the text that a finding was made from, and of no other.
@Suite("Edits of files")
struct WorkspaceEditTests {
  private static let settings =
    "prow: {config: config.yaml, jobs: [jobs]}\nselect: [duplicate-env, unknown-fields]\n"
  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        spec:
          containers:
          - image: golang
            env:
            - {name: A, value: x}
            - {name: A, value: x}

    """

  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/jobs/a.yaml"
    try folder.write(Self.settings, to: ".plimsoll.yaml")
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(Self.jobs, to: "jobs/a.yaml")
  }

  private func client(takesVersions: Bool = true) async throws -> TestClient {
    let edits: JSONValue = ["workspaceEdit": ["documentChanges": .bool(takesVersions)]]
    return try await TestClient.started(
      in: folder.path,
      capabilities: [JSONValue.Member(key: "workspace", value: edits)]
    )
  }

  /// The edit of the first code action on a line.
  private func edit(_ client: TestClient, _ path: String, line: Int) async throws -> JSONValue? {
    let place: JSONValue = ["line": .int(line), "character": 0]
    let response = try await client.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path))],
        "range": ["start": place, "end": place], "context": ["diagnostics": []],
      ]
    )
    return response["result"]?.items.first?["edit"]
  }

  private static func removal(line: Int) -> JSONValue {
    [
      [
        "range": [
          "start": ["line": .int(line), "character": 0],
          "end": ["line": .int(line + 1), "character": 0],
        ],
        "newText": "",
      ]
    ]
  }

  @Test
  func anEditHasTheVersionOfItsText() async throws {
    let client = try await client()
    await client.open(path, Self.jobs)
    let uri = JSONValue(FileURI.uri(path))
    #expect(
      try await edit(client, path, line: 8) == [
        "documentChanges": [
          ["textDocument": ["uri": uri, "version": 1], "edits": Self.removal(line: 8)]
        ]
      ]
    )
    await client.change(path, "# a\n" + Self.jobs)
    #expect(
      try await edit(client, path, line: 9) == [
        "documentChanges": [
          ["textDocument": ["uri": uri, "version": 2], "edits": Self.removal(line: 9)]
        ]
      ]
    )
  }

  @Test
  func aClientThatKnowsNoVersionsGetsNone() async throws {
    let client = try await client(takesVersions: false)
    await client.open(path, Self.jobs)
    let changes = JSONValue.Member(key: FileURI.uri(path), value: Self.removal(line: 8))
    #expect(try await edit(client, path, line: 8) == ["changes": .object([changes])])
  }

  /// What the server has found, and the edits of its only fix.
  private func found(_ client: TestClient) async throws -> (LintSession, [FileEdit]) {
    let session = try #require(await client.server.folders[folder.path]?.session)
    let finding = try #require(session.findings(in: path).first)
    return (session, try #require(finding.fix).edits())
  }

  @Test
  func aTextThatWasTypedMeanwhileGetsNoEdits() async throws {
    let client = try await client()
    await client.open(path, Self.jobs)
    await client.server.idle()
    let (session, edits) = try await found(client)
    #expect(await client.server.workspaceEdit(edits, of: session) != nil)
    // As many bytes as before.
    await client.change(path, Self.jobs.replacing("golang", with: "python"))
    #expect(await client.server.workspaceEdit(edits, of: session) == nil)
    let (later, _) = try await found(client)
    #expect(await client.server.workspaceEdit(edits, of: later) == nil)
  }

  @Test
  func aClosedFileThatOthersWriteGetsNoEdits() async throws {
    let client = try await client()
    let (session, edits) = try await found(client)
    #expect(
      await client.server.workspaceEdit(edits, of: session) == [
        "documentChanges": [
          [
            "textDocument": ["uri": JSONValue(FileURI.uri(path)), "version": .null],
            "edits": Self.removal(line: 8),
          ]
        ]
      ]
    )
    try folder.write(Self.jobs.replacing("golang", with: "python"), to: "jobs/a.yaml")
    #expect(await client.server.workspaceEdit(edits, of: session) == nil)
  }

  /// The parts of a ConfigMap around the file in it are not judged.
  @Test
  func aFileInAConfigMapGetsEdits() async throws {
    let config = """
      kind: ConfigMap
      metadata: {name: a}
      data:
        config.yaml: |
          plank: {pod_pending_timeouts: 1h}

      """
    try folder.write(config, to: "config.yaml")
    let client = try await client()
    let path = "\(folder.path)/config.yaml"
    await client.open(path, config)
    let start: JSONValue = ["line": 4, "character": 12]
    let end: JSONValue = ["line": 4, "character": 32]
    #expect(
      try await edit(client, path, line: 4)?["documentChanges"]?.items.first?["edits"] == [
        ["range": ["start": start, "end": end], "newText": "pod_pending_timeout"]
      ]
    )
    let session = try #require(await client.server.folders[folder.path]?.session)
    for (old, new, isSame) in [("1h", "2h", false), ("name: a", "name: b", true)] {
      let text = Array(config.replacing(old, with: new).utf8)
      #expect(session.hasJudged(path, as: text) == isSame)
    }
    #expect(session.hasJudged(path, as: Array(config.utf8)))
  }

  @Test
  func aFileInAConfigMapIsNotWrittenAnew() async throws {
    let config = """
      kind: ConfigMap
      data:
        config.yaml: |
          plank: {pod_pending_timeouts: 1h}
          # plimsoll:ignore duplicate-env -- no
      metadata: {name: a}

      """
    let open = try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": "periodics: []\n"])
    let place: JSONValue = ["line": 3, "character": 14]
    func actions(_ context: JSONValue) async throws -> [JSONValue] {
      let answer = try await open.client.request(
        "textDocument/codeAction",
        [
          "textDocument": ["uri": JSONValue(open.uri("config.yaml"))],
          "range": ["start": place, "end": place], "context": context,
        ]
      )
      return try #require(answer["result"]).items
    }
    #expect(try await actions(["only": ["source.fixAll"]]).isEmpty)
    let titles = try await actions([:]).compactMap { $0["title"]?.string }
    #expect(titles.contains { $0.hasPrefix("Explain ") }, "\(titles)")
    #expect(!titles.contains { $0.hasPrefix("Suppress") })
    let answer = try await open.client.request(
      "workspace/executeCommand",
      [
        "command": "plimsoll.suppress",
        "arguments": [JSONValue(open.uri("config.yaml")), "unused-suppression", 4],
      ]
    )
    #expect(
      answer[path: "error", "message"]?.string
        == "unused-suppression can't be suppressed here: the file is in a ConfigMap"
    )
  }
}
