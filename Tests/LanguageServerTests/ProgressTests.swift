import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Progress")
struct ProgressTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A client that shows progress or not, whose server has not begun to read.
  private func client(shows: Bool) async throws -> TestClient {
    let client = TestClient()
    _ = try await client.request(
      "initialize",
      [
        "capabilities": ["window": ["workDoneProgress": .bool(shows)]],
        "rootUri": JSONValue(FileURI.uri(folder.path)),
      ]
    )
    return client
  }

  private func creation(_ client: TestClient) -> JSONValue? {
    client.messages.last { $0["method"] == "window/workDoneProgress/create" }
  }

  @Test
  func isShownWhileAFolderIsRead() async throws {
    let client = try await client(shows: true)
    await client.server.take(.started, of: folder.path)
    let asked = try #require(creation(client))
    let token = JSONValue("plimsoll: \(folder.path)")
    #expect(asked["params"] == ["token": token])
    // Nothing comes before the client has agreed.
    #expect(client.notifications("$/progress").isEmpty)
    await client.send(["jsonrpc": "2.0", "id": asked["id"] ?? .null, "result": .null])
    await client.server.take(.judged(nil), of: folder.path)
    await client.server.take(.judged(nil), of: folder.path)
    let title = JSONValue("plimsoll: reading \(folder.path)")
    #expect(
      client.notifications("$/progress") == [
        ["token": token, "value": ["kind": "begin", "title": title]],
        ["token": token, "value": ["kind": "end"]],
      ]
    )
    // A folder without Prow is read once.
    await client.server.take(.started, of: folder.path)
    #expect(client.messages.count { $0["method"] == "window/workDoneProgress/create" } == 1)
  }

  @Test
  func endsWhereAFolderCannotBeRead() async throws {
    let client = try await client(shows: true)
    await client.server.take(.started, of: folder.path)
    let id = creation(client)?["id"] ?? .null
    await client.send(["jsonrpc": "2.0", "id": id, "result": .null])
    await client.server.take(.failed("can't read it"), of: folder.path)
    let kinds = client.notifications("$/progress").compactMap { $0[path: "value", "kind"]?.string }
    #expect(kinds == ["begin", "end"])
  }

  @Test
  func isNotShownWhereTheClientRefuses() async throws {
    let client = try await client(shows: true)
    await client.server.take(.started, of: folder.path)
    let error: JSONValue = ["code": -32603, "message": "no"]
    await client.send(["jsonrpc": "2.0", "id": creation(client)?["id"] ?? .null, "error": error])
    await client.server.take(.judged(nil), of: folder.path)
    #expect(client.notifications("$/progress").isEmpty)
  }

  @Test
  func isNotShownWhereAllIsReadBeforeTheAnswer() async throws {
    let client = try await client(shows: true)
    await client.server.take(.started, of: folder.path)
    await client.server.take(.judged(nil), of: folder.path)
    await client.send(["jsonrpc": "2.0", "id": creation(client)?["id"] ?? .null, "result": .null])
    #expect(client.notifications("$/progress").isEmpty)
  }

  @Test
  func isNotOfferedToAClientThatShowsNone() async throws {
    let client = try await client(shows: false)
    await client.server.take(.started, of: folder.path)
    #expect(creation(client) == nil)
  }
}
