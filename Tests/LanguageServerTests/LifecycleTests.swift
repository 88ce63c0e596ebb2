import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("A session with an editor")
struct LifecycleTests {
  private static func error(_ response: JSONValue) -> String {
    let error = response["error"]
    return "\(error?["code"]?.int ?? 0): \(error?["message"]?.string ?? "")"
  }

  @Test
  func requestsBeforeInitializeAreRefused() async throws {
    let client = TestClient()
    let response = try await client.request("textDocument/hover", [:])
    #expect(Self.error(response) == "-32002: initialize comes first")
    // Notifications are dropped.
    await client.open("/nowhere/a.yaml", "a: 1")
    #expect(client.messages.count == 1)
  }

  @Test
  func initializeSaysWhatTheServerCan() async throws {
    let client = TestClient()
    let response = try await client.request(
      "initialize",
      ["capabilities": ["general": ["positionEncodings": ["utf-16", "utf-32"]]], "rootUri": .null]
    )
    #expect(response[path: "result", "serverInfo", "name"] == "plimsoll")
    #expect(response[path: "result", "capabilities", "positionEncoding"] == "utf-16")
    #expect(response[path: "result", "capabilities", "textDocumentSync", "change"] == 2)
    let again = try await client.request("initialize", [:])
    #expect(Self.error(again) == "-32600: initialize comes once")
  }

  @Test
  func afterShutdownOnlyExitCounts() async throws {
    let client = try await TestClient.started(in: "\(Project.root)/examples/acme")
    #expect(try await client.request("shutdown", .null)["result"] == .null)
    let late = try await client.request("textDocument/hover", [:])
    #expect(Self.error(late) == "-32600: the server was shut down")
    #expect(await client.server.exitStatus == 0)
    #expect(await !client.server.hasEnded)
    await client.notify("exit", .null)
    #expect(await client.server.hasEnded)
  }

  @Test
  func exitWithoutShutdownIsAFailure() async throws {
    let client = TestClient()
    await client.notify("exit", .null)
    #expect(await client.server.hasEnded)
    #expect(await client.server.exitStatus == 1)
  }

  @Test(arguments: [
    ("{", "-32700: the message is not JSON: a key is missing at byte 1"),
    ("[]", "-32600: the message is not a JSON object"),
    ("{\"id\":1}", "-32600: the message has no method"),
  ])
  func whatIsNoMessageGetsAnError(_ text: String, _ words: String) async throws {
    let client = TestClient()
    await client.server.receive(.body(Array(text.utf8)))
    let answer = try #require(client.messages.first)
    #expect(answer["id"] == .null)
    #expect(Self.error(answer) == words)
  }

  @Test
  func unknownMethodsAreSaidAndUnknownNotificationsAreNot() async throws {
    let client = try await TestClient.started(in: nil)
    let answer = try await client.request("textDocument/dance", [:])
    #expect(Self.error(answer) == "-32601: the server has no method textDocument/dance")
    let count = client.messages.count
    await client.notify("$/dance", [:])
    await client.notify("workspace/didChangeConfiguration", ["settings": .null])
    #expect(client.messages.count == count)
  }

  @Test
  func aNotificationWithBadParametersIsLogged() async throws {
    let client = try await TestClient.started(in: nil)
    await client.notify("textDocument/didOpen", ["textDocument": ["uri": "untitled:1"]])
    await client.change("/nowhere.yaml", "a")
    let logged = client.notifications("window/logMessage").compactMap { $0["message"]?.string }
    #expect(
      logged == [
        "plimsoll: textDocument/didOpen: the document has no text or no version",
        "plimsoll: textDocument/didChange: file:///nowhere.yaml is not open",
      ]
    )
  }

  @Test
  func aRequestThatIsCancelledIsAnsweredAtOnce() async throws {
    let client = try await TestClient.started(in: "\(Project.root)/examples/acme")
    await client.send(["jsonrpc": "2.0", "id": "a", "method": "workspace/symbol", "params": [:]])
    await client.notify("$/cancelRequest", ["id": "a"])
    await client.server.idle()
    let answers = client.messages.filter { $0["id"] == "a" }
    #expect(answers.map(Self.error) == ["-32800: the request was cancelled"])
    // One that is answered, or was never asked, is nothing to cancel.
    await client.notify("$/cancelRequest", ["id": "a"])
    await client.notify("$/cancelRequest", ["id": 77])
    #expect(client.messages.filter { $0["id"] == "a" }.count == 1)
  }

  @Test
  func filesAreWatchedIfTheClientCan() async throws {
    let watch: JSONValue = ["didChangeWatchedFiles": ["dynamicRegistration": true]]
    let client = try await TestClient.started(
      in: nil,
      capabilities: [JSONValue.Member(key: "workspace", value: watch)]
    )
    let asked = client.messages.filter { $0["method"] == "client/registerCapability" }
    #expect(asked.count == 1)
    #expect(asked.first?["id"] == 1)
  }

  @Test
  func aFolderThatIsNotThereIsSaid() async throws {
    let client = try await TestClient.started(in: "/nowhere/at/all")
    let shown = client.notifications("window/showMessage").compactMap { $0["message"]?.string }
    #expect(shown == ["plimsoll: can't read /nowhere/at/all: no such folder"])
  }

  /// What was found stands, and the rest of the session goes on.
  @Test
  func aFolderThatIsDeletedIsSaid() async throws {
    let folder = try TemporaryFolder()
    let jobs = "presubmits: {acme/rocket: [{name: unit}, {name: unit}]}\n"
    func fill() throws {
      try folder.write("prow: {config: config.yaml, jobs: [jobs]}\n", to: ".plimsoll.yaml")
      try folder.write("plank: {}\n", to: "config.yaml")
      try folder.write(jobs, to: "jobs/a.yaml")
    }
    try fill()
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/a.yaml"
    let shown = client.shown
    #expect(shown.count == 1)
    await client.open(path, jobs)
    try folder.shell("rm -r '\(folder.path)'")
    await client.tell("textDocument/didSave", path)
    await client.server.idle()
    let said = client.notifications("window/showMessage").compactMap { $0["message"]?.string }
    #expect(said == ["plimsoll: can't read \(folder.path): no such folder"])
    await client.change(path, jobs + "# more\n")
    await client.server.idle()
    #expect(client.shown == shown)
    let uri: JSONValue = ["textDocument": ["uri": JSONValue(FileURI.uri(path))]]
    let symbols = try await client.request("textDocument/documentSymbol", uri)
    #expect(symbols["result"]?.items.count == 2)
    try folder.shell("mkdir '\(folder.path)'")
    try fill()
    await client.tell("textDocument/didClose", path)
    await client.tell("textDocument/didSave", path)
    await client.server.idle()
    #expect(client.shown == shown)
  }

  @Test
  func aFolderWithoutProwIsLeftAlone() async throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits: [", to: "values.yaml")
    let client = try await TestClient.started(in: folder.path)
    await client.open("\(folder.path)/values.yaml", "a: [")
    await client.server.idle()
    #expect(client.shown.isEmpty)
    let logged = client.notifications("window/logMessage").compactMap { $0["message"]?.string }
    #expect(logged == ["plimsoll: \(folder.path): no files of Prow were found"])
  }
}
