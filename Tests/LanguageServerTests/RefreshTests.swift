import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// Lenses and hints of documents that facts in other files change.
@Suite("Views that are asked for again")
struct RefreshTests {
  private static let config = "plank: {}\nbranch-protection: {orgs: {acme: {protect: true}}}\n"
  private static let jobs = """
    presubmits:
      acme/rocket:
      - name: unit
        always_run: true
        labels: {preset-cache: "true"}
        spec: {containers: [{image: golang, command: [make]}]}

    """
  private static let presets = """
    presets:
    - labels: {preset-cache: "true"}
      env: [{name: A, value: x}]

    """
  private static let support = JSONValue.Member(
    key: "workspace",
    value: ["codeLens": ["refreshSupport": true], "inlayHint": ["refreshSupport": true]]
  )

  private static func open(
    _ capabilities: [JSONValue.Member] = [support]
  ) async throws -> OpenInstallation {
    try await OpenInstallation(
      ["config.yaml": config, "jobs/a.yaml": jobs, "jobs/b.yaml": presets],
      capabilities: capabilities
    )
  }

  private static func ask(_ open: OpenInstallation, _ method: String) async throws -> [String] {
    let whole = JSONValue.Member(
      key: "range",
      value: ["start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0]]
    )
    let answer = try await open.ask(method, "jobs/a.yaml", at: "unit", 0, [whole])
    return try #require(answer["result"]).items.compactMap {
      ($0["label"] ?? $0[path: "command", "title"])?.string
    }
  }

  /// The requests for a refresh so far.
  private static func refreshes(_ open: OpenInstallation) -> [String] {
    open.client.messages.compactMap { $0["id"] == nil ? nil : $0["method"]?.string }
      .filter { $0.hasSuffix("/refresh") }
  }

  private static func change(_ open: OpenInstallation, _ name: String, _ text: String) async {
    await open.client.change(open.path(name), text)
    await open.client.server.idle()
  }

  @Test
  func factsInOtherFilesRefreshWhatTheyChange() async throws {
    let open = try await Self.open()
    #expect(try await Self.ask(open, "textDocument/codeLens")[1] == "merges wait for it on main")
    #expect(
      try await Self.ask(open, "textDocument/inlayHint") == ["cluster default", "adds variables A"]
    )
    #expect(Self.refreshes(open) == [])
    // A comment changes nothing.
    await Self.change(open, "jobs/b.yaml", Self.presets + "# more\n")
    #expect(Self.refreshes(open) == [])
    await Self.change(open, "jobs/b.yaml", Self.presets.replacing("name: A", with: "name: B"))
    #expect(Self.refreshes(open) == ["workspace/inlayHint/refresh"])
    await Self.change(
      open,
      "config.yaml",
      Self.config + "tide: {context_options: {required-contexts: [unit]}}\n"
    )
    #expect(Self.refreshes(open).count == 1)
    await Self.change(
      open,
      "jobs/b.yaml",
      Self.presets + "presubmits: {acme/rocket: [{name: x, branches: [^dev$]}]}\n"
    )
    #expect(
      Self.refreshes(open).dropFirst().sorted() == [
        "workspace/codeLens/refresh", "workspace/inlayHint/refresh",
      ]
    )
    let lens = try await Self.ask(open, "textDocument/codeLens")[1]
    #expect(lens == "merges wait for it on main, dev")
  }

  @Test
  func nothingIsAskedOfAClientThatDoesNotSaySo() async throws {
    let open = try await Self.open([])
    _ = try await Self.ask(open, "textDocument/inlayHint")
    await Self.change(open, "jobs/b.yaml", Self.presets.replacing("name: A", with: "name: B"))
    #expect(Self.refreshes(open) == [])
  }

  @Test
  func whatNobodyAskedForIsNotRefreshed() async throws {
    let open = try await Self.open()
    await Self.change(open, "jobs/b.yaml", Self.presets.replacing("name: A", with: "name: B"))
    _ = try await Self.ask(open, "textDocument/inlayHint")
    await open.client.tell("textDocument/didClose", open.path("jobs/a.yaml"))
    await Self.change(open, "jobs/b.yaml", Self.presets)
    #expect(Self.refreshes(open) == [])
  }
}
