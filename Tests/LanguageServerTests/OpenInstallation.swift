import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// An installation in a folder of its own, with an editor that has all its files open.
final class OpenInstallation {
  let folder: TemporaryFolder
  let client: TestClient
  /// The files as the editor has them, by path in the folder.
  private(set) var texts: [String: String]

  /// Files besides settings that name config.yaml, plugins.yaml if it is there, and the folder jobs.
  init(_ files: [String: String], capabilities: [JSONValue.Member] = []) async throws {
    folder = try TemporaryFolder()
    texts = files
    let plugins = files["plugins.yaml"] == nil ? "" : "plugins: plugins.yaml, "
    try folder.write(
      "prow: {config: config.yaml, \(plugins)jobs: [jobs]}\n",
      to: ".plimsoll.yaml"
    )
    if files["config.yaml"] == nil { texts["config.yaml"] = "plank: {}\n" }
    for (name, text) in texts { try folder.write(text, to: name) }
    client = try await TestClient.started(in: folder.path, capabilities: capabilities)
    for (name, text) in texts { await client.open(path(name), text) }
    await client.server.idle()
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  func uri(_ name: String) -> String { FileURI.uri(path(name)) }

  /// The place after some characters of a text that is in a file; of its first use.
  func place(of text: String, _ count: Int = 0, in name: String) throws -> JSONValue {
    let whole = try #require(texts[name])
    let found = try #require(whole.firstRange(of: text), "\(name) has no \(text)")
    let before = whole[..<whole.index(found.lowerBound, offsetBy: count)]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return ["line": .int(lines.count - 1), "character": .int(lines.last?.utf16.count ?? 0)]
  }

  /// The response to a request about a place.
  func ask(
    _ method: String,
    _ name: String,
    at text: String,
    _ count: Int = 0,
    _ more: [JSONValue.Member] = []
  ) async throws -> JSONValue {
    let place = try place(of: text, count, in: name)
    return try await client.request(
      method,
      .object(
        [
          JSONValue.Member(key: "textDocument", value: ["uri": JSONValue(uri(name))]),
          JSONValue.Member(key: "position", value: place),
        ] + more
      )
    )
  }

  /// Gives what is at a place another name; the response.
  func rename(
    _ name: String,
    at text: String,
    to newName: String
  ) async throws -> JSONValue {
    try await ask(
      "textDocument/rename",
      name,
      at: text,
      0,
      [JSONValue.Member(key: "newName", value: JSONValue(newName))]
    )
  }

  /// Makes the edits of a WorkspaceEdit, and tells the server.
  func apply(_ edit: JSONValue?) async throws {
    let files =
      edit?["documentChanges"]?.items.map {
        ($0[path: "textDocument", "uri"]?.string, $0["edits"]?.items ?? [])
      } ?? texts.keys.map { (uri($0), edit?[path: "changes", uri($0)]?.items ?? []) }
    for (uri, edits) in files {
      let name = try #require(texts.keys.first { self.uri($0) == uri })
      var document = OpenDocument(
        uri: "",
        path: "",
        version: 1,
        bytes: Array(texts[name, default: ""].utf8)
      )
      // The last one first, so that places stay.
      let sorted = edits.sorted {
        LSP.Range($0["range"]).map { $0.start } ?? LSP.Position(line: 0, character: 0)
          > LSP.Range($1["range"]).map { $0.start } ?? LSP.Position(line: 0, character: 0)
      }
      try document.apply(
        sorted.map { ["range": $0["range"] ?? .null, "text": $0["newText"] ?? .null] },
        version: 2,
        .utf16
      )
      texts[name] = String(decoding: document.bytes, as: UTF8.self)
      await client.change(path(name), texts[name] ?? "")
    }
    await client.server.idle()
  }
}
