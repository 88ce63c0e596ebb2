import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Code actions")
struct CodeActionTests {
  private static let settings =
    "prow: {config: config.yaml, jobs: [jobs]}\nselect: [duplicate-env]\n"
  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        spec:
          containers:
          - image: golang
            env:
            - {name: "é", value: x}
            - {name: A, value: x}
            - {name: A, value: x}

    """

  private static func client() async throws -> (TestClient, path: String, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write(settings, to: ".plimsoll.yaml")
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(jobs, to: "jobs/a.yaml")
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, jobs)
    return (client, path, folder)
  }

  private static func actions(
    _ client: TestClient,
    _ path: String,
    line: Int,
    only: JSONValue? = nil
  ) async throws -> [JSONValue] {
    let place: JSONValue = ["line": .int(line), "character": 12]
    let response = try await client.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path))],
        "range": ["start": place, "end": place],
        "context": .object(of: ["diagnostics": [], "only": only]),
      ]
    )
    return try #require(response["result"]).items
  }

  /// A text after the edits of an action.
  private static func text(after edit: JSONValue?, _ path: String) throws -> String {
    let edits = edit?[path: "changes", FileURI.uri(path)]?.items ?? []
    var document = OpenDocument(uri: "", path: "", version: 1, bytes: Array(jobs.utf8))
    let changes = edits.reversed().map { edit -> JSONValue in
      ["range": edit["range"] ?? .null, "text": edit["newText"] ?? .null]
    }
    try document.apply(changes, version: 2, .utf16)
    return String(decoding: document.bytes, as: UTF8.self)
  }

  @Test
  func aFindingHasItsFixAndMore() async throws {
    let (client, path, folder) = try await Self.client()
    let actions = try await Self.actions(client, path, line: 9)
    #expect(
      actions.compactMap { $0["title"]?.string } == [
        "Remove it: it is there twice", "Suppress duplicate-env here", "Explain duplicate-env",
        "Show the pod", "Show the ProwJob",
      ]
    )
    #expect(actions.first?["isPreferred"] == true)
    let fixed = try Self.text(after: actions.first?["edit"], path)
    #expect(
      fixed
        == Self.jobs.replacing(
          "        - {name: A, value: x}\n        - {name: A",
          with: "        - {name: A"
        )
    )
    let unlimited = try await Self.actions(client, path, line: 9, only: .null)
    #expect(unlimited.count == actions.count)
    #expect(try await Self.actions(client, path, line: 1).isEmpty)
    withExtendedLifetime(folder) {}
  }

  @Test
  func allFixesAreMadeWhereTheyAreAskedFor() async throws {
    let (client, path, folder) = try await Self.client()
    let actions = try await Self.actions(client, path, line: 0, only: ["source.fixAll"])
    #expect(actions.compactMap { $0["kind"]?.string } == ["source.fixAll.plimsoll"])
    let fixed = try Self.text(after: actions.first?["edit"], path)
    #expect(fixed.split(separator: "\n").count == 9)
    #expect(try await Self.actions(client, path, line: 0, only: ["refactor"]).isEmpty)
    withExtendedLifetime(folder) {}
  }

  @Test
  func aSuppressionIsWrittenWithItsReason() async throws {
    let (client, path, folder) = try await Self.client()
    let uri = JSONValue(FileURI.uri(path))
    let response = try await client.request(
      "workspace/executeCommand",
      [
        "command": "plimsoll.suppress",
        "arguments": [uri, "duplicate-env", 9, "the program\nneeds both"],
      ]
    )
    #expect(response["result"] == .null)
    let asked = try #require(client.messages.last { $0["method"] == "workspace/applyEdit" })
    let text = try Self.text(after: asked[path: "params", "edit"], path)
    #expect(
      text.contains("        # plimsoll:ignore duplicate-env -- the program needs both\n")
    )
    let wrong = try await client.request(
      "workspace/executeCommand",
      ["command": "plimsoll.suppress", "arguments": [uri, "duplicate-env", 2]]
    )
    #expect(
      wrong[path: "error", "message"]
        == "duplicate-env can't be suppressed here: there is no such finding any more"
    )
    withExtendedLifetime(folder) {}
  }

  @Test
  func aRuleIsExplained() async throws {
    let (client, path, folder) = try await Self.client()
    let arguments: JSONValue = ["duplicate-env", JSONValue(FileURI.uri(path))]
    let response = try await client.request(
      "workspace/executeCommand",
      ["command": "plimsoll.explain", "arguments": arguments]
    )
    let words = "a container sets a variable twice"
    #expect(response["result"]?.string?.hasPrefix("**duplicate-env**: \(words).") ?? false)
    let shown = client.notifications("window/showMessage").compactMap { $0["message"]?.string }
    #expect(shown.first?.hasPrefix("duplicate-env: \(words). ") ?? false)
    let unknown = try await client.request(
      "workspace/executeCommand",
      ["command": "plimsoll.explain", "arguments": ["no-rule"]]
    )
    #expect(unknown[path: "error", "message"] == "no rule is called no-rule")
    withExtendedLifetime(folder) {}
  }

  @Test
  func unknownCommandsAreSaid() async throws {
    let (client, _, folder) = try await Self.client()
    let response = try await client.request(
      "workspace/executeCommand",
      ["command": "rm", "arguments": []]
    )
    #expect(response[path: "error", "message"] == "the server has no command rm")
    withExtendedLifetime(folder) {}
  }

  @Test(arguments: [-1, Int(Int32.max) + 1, Int.max])
  func aLineThatNoFileHasIsRefused(_ line: Int) async throws {
    let (client, path, folder) = try await Self.client()
    let uri = JSONValue(FileURI.uri(path))
    func code(_ command: JSONValue, _ arguments: JSONValue) async throws -> Int? {
      let response = try await client.request(
        "workspace/executeCommand",
        ["command": command, "arguments": arguments]
      )
      return response[path: "error", "code"]?.int
    }
    let invalid = ResponseError.Code.invalidParams.rawValue
    #expect(try await code("plimsoll.show", [uri, .int(line), "pod"]) == invalid)
    #expect(try await code("plimsoll.suppress", [uri, "duplicate-env", .int(line)]) == invalid)
    withExtendedLifetime(folder) {}
  }
}
