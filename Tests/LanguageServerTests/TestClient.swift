import Formats
import Synchronization
import Testing

@testable import LanguageServer

/// A client in the same process: what it sends is taken at once, and what it gets is kept.
final class TestClient: Sendable {
  let server: EditorServer
  private let received = Received()
  private let lastID = Mutex(0)

  private final class Received: Sendable {
    let messages = Mutex<[JSONValue]>([])
  }

  /// `idleDelay`: How long the server waits before it looks at the disk, unless somebody waits for it.
  init(idleDelay: Duration = .zero) {
    var options = EditorServer.Options(version: "test", now: { 1_767_225_600 }, workers: 1)
    options.idleDelay = idleDelay
    let received = received
    server = EditorServer(options) { bytes in
      var reader = MessageReader()
      reader.append(bytes)
      while case .body(let body) = reader.next() {
        guard let json = try? JSONReader.read(body) else {
          Issue.record("the server writes what is not JSON")
          return
        }
        received.messages.withLock { $0.append(json) }
      }
    }
  }

  /// A client whose server judges a folder.
  static func started(
    in root: String?,
    encodings: [String] = [],
    capabilities: [JSONValue.Member] = [],
    idleDelay: Duration = .zero
  ) async throws -> TestClient {
    let client = TestClient(idleDelay: idleDelay)
    let offered: JSONValue = ["positionEncodings": .array(encodings.map { JSONValue($0) })]
    let response = try await client.request(
      "initialize",
      [
        "capabilities": .object(
          [JSONValue.Member(key: "general", value: offered)] + capabilities
        ),
        "rootUri": root.map { JSONValue(FileURI.uri($0)) } ?? .null,
      ]
    )
    try #require(response["result"] != nil)
    await client.notify("initialized", [:])
    await client.server.idle()
    return client
  }

  var messages: [JSONValue] { received.messages.withLock { $0 } }

  func send(_ json: JSONValue) async { await server.receive(.body(json.json)) }

  func notify(_ method: String, _ params: JSONValue) async {
    await send(["jsonrpc": "2.0", "method": JSONValue(method), "params": params])
  }

  /// The response to a request.
  func request(_ method: String, _ params: JSONValue) async throws -> JSONValue {
    let id = lastID.withLock { id in
      id += 1
      return id
    }
    await send([
      "jsonrpc": "2.0", "id": .int(id), "method": JSONValue(method), "params": params,
    ])
    await server.idle()
    return try #require(messages.last { $0["id"] == .int(id) && $0["method"] == nil })
  }

  /// What the client shows: the findings of each URI as it was told last.
  var shown: [String: JSONValue] {
    var shown: [String: JSONValue] = [:]
    for message in messages where message["method"] == "textDocument/publishDiagnostics" {
      guard let uri = message[path: "params", "uri"]?.string else { continue }
      let found = message[path: "params", "diagnostics"]
      shown[uri] = found?.items.isEmpty ?? true ? nil : found
    }
    return shown
  }

  /// The parameters of the notifications with a method.
  func notifications(_ method: String) -> [JSONValue] {
    messages.filter { $0["method"] == JSONValue(method) }.compactMap { $0["params"] }
  }

  // MARK: Documents

  func open(_ path: String, _ text: String) async {
    await notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": JSONValue(FileURI.uri(path)), "languageId": "yaml", "version": 1,
          "text": JSONValue(text),
        ]
      ]
    )
  }

  /// Gives a document another text.
  func change(_ path: String, _ text: String) async {
    await change(path, [["text": JSONValue(text)]])
  }

  func change(_ path: String, _ changes: JSONValue) async {
    await notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path)), "version": 2],
        "contentChanges": changes,
      ]
    )
  }

  func tell(_ method: String, _ path: String) async {
    await notify(method, ["textDocument": ["uri": JSONValue(FileURI.uri(path))]])
  }
}
