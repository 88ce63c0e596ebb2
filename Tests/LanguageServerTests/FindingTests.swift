import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// What the editor shows of an installation in a folder of its own.
@Suite("Findings in the editor")
struct FindingTests {
  private static let config = """
    decorate_all_jobs: true
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 2h
          utility_images: {clonerefs: a, initupload: b, entrypoint: c, sidecar: d}
          gcs_configuration: {bucket: logs, path_strategy: explicit}
          gcs_credentials_secret: key

    """

  private static func presubmit(_ name: String, label: String = "") -> String {
    "presubmits:\n  acme/rocket:\n  - name: \(name)\n    always_run: true\n"
      + (label.isEmpty ? "" : "    labels: {preset-\(label): \"true\"}\n")
      + "    spec: {containers: [{image: golang, command: [make]}]}\n"
  }

  private static let preset =
    "presets:\n- labels: {preset-cache: \"true\"}\n  env: [{name: A, value: x}]\n"

  private static func folder(_ files: [String: String] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let usual = [
      ".plimsoll.yaml": "prow: {config: config.yaml, jobs: [jobs]}\n", "config.yaml": config,
      "jobs/a.yaml": presubmit("unit", label: "cache"), "jobs/b.yaml": preset,
    ]
    for (name, text) in usual.merging(files, uniquingKeysWith: { $1 }) {
      try folder.write(text, to: name)
    }
    return folder
  }

  /// The rules that a client shows, by the name of the file.
  private static func rules(_ client: TestClient, _ folder: TemporaryFolder) -> [String: [String]] {
    var rules: [String: [String]] = [:]
    for (uri, found) in client.shown {
      let path = FileURI.path(uri) ?? uri
      rules[path.replacing(folder.path + "/", with: "")] =
        found.items.compactMap { $0["code"]?.string }
    }
    return rules
  }

  @Test
  func aDiagnosticSaysAllThatAFindingDoes() async throws {
    let folder = try Self.folder(["jobs/c.yaml": Self.presubmit("unit")])
    let client = try await TestClient.started(in: folder.path)
    let found = client.shown[FileURI.uri("\(folder.path)/jobs/c.yaml")]?.items ?? []
    let duplicate = try #require(found.first { $0["code"] == "duplicate-job" })
    #expect(duplicate["severity"] == 1)
    #expect(duplicate["source"] == "plimsoll")
    #expect(
      duplicate["range"] == [
        "start": ["line": 2, "character": 10], "end": ["line": 2, "character": 14],
      ]
    )
    let related = duplicate["relatedInformation"]?.items.first
    #expect(
      related?[path: "location", "uri"]?.string == FileURI.uri("\(folder.path)/jobs/a.yaml")
    )
    #expect(related?[path: "location", "range", "start"] == ["line": 2, "character": 10])
  }

  @Test
  func whatIsUnusedOrDeprecatedHasItsTag() async throws {
    let spec = "spec: {nodeSelector: {beta.kubernetes.io/arch: amd64}, containers: [{image: golang"
    let text = Self.presubmit("e2e").replacing("spec: {containers: [{image: golang", with: spec)
    let folder = try Self.folder([
      "jobs/c.yaml": text + "# plimsoll:ignore unknown-fields -- not any more\n"
    ])
    let client = try await TestClient.started(in: folder.path)
    let found = client.shown[FileURI.uri("\(folder.path)/jobs/c.yaml")]?.items ?? []
    let tags = found.map {
      "\($0["code"]?.string ?? ""): \($0["tags"]?.items.compactMap(\.int) ?? [])"
    }
    #expect(tags.sorted() == ["deprecated-node-label: [2]", "unused-suppression: [1]"])
  }

  @Test
  func aChangeShowsInOtherFiles() async throws {
    let folder = try Self.folder(["jobs/c.yaml": Self.presubmit("e2e")])
    let client = try await TestClient.started(in: folder.path)
    #expect(Self.rules(client, folder) == [:])
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, Self.presubmit("unit", label: "cache"))
    await client.change(path, Self.presubmit("e2e", label: "cache"))
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/c.yaml": ["duplicate-job"]])
    // What was typed and not saved is gone with the document.
    await client.tell("textDocument/didClose", path)
    await client.server.idle()
    #expect(Self.rules(client, folder) == [:])
  }

  @Test
  func onlyFilesWithOtherFindingsAreTold() async throws {
    let folder = try Self.folder(["jobs/c.yaml": "periodics: [{name: x, color: red}]\n"])
    let client = try await TestClient.started(in: folder.path)
    let before = client.notifications("textDocument/publishDiagnostics").count
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, Self.presubmit("unit", label: "cache"))
    await client.change(path, Self.presubmit("other", label: "cache"))
    await client.server.idle()
    #expect(client.notifications("textDocument/publishDiagnostics").count == before)
  }

  @Test
  func aFileThatDoesNotParseKeepsItsFacts() async throws {
    let folder = try Self.folder()
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/b.yaml"
    await client.open(path, Self.preset)
    await client.change(path, Self.preset + "- {")
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/b.yaml": ["yaml-syntax"]])
    // Also after another look at the disk.
    await client.tell("textDocument/didSave", path)
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/b.yaml": ["yaml-syntax"]])
    await client.change(path, "")
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/a.yaml": ["preset-label-without-preset"]])
  }

  @Test
  func settingsCountWhileTheyAreTyped() async throws {
    let folder = try Self.folder(["jobs/b.yaml": ""])
    let client = try await TestClient.started(in: folder.path)
    #expect(Self.rules(client, folder) == ["jobs/a.yaml": ["preset-label-without-preset"]])
    let path = "\(folder.path)/.plimsoll.yaml"
    let settings = "prow: {config: config.yaml, jobs: [jobs]}\n"
    await client.open(path, settings)
    await client.change(path, settings + "ignore: [preset-label-without-preset]\n")
    await client.server.idle()
    #expect(Self.rules(client, folder) == [:])
    // Settings that can't be read count as they last could be.
    await client.change(path, settings + "ignore: [")
    await client.server.idle()
    #expect(Self.rules(client, folder) == [".plimsoll.yaml": ["yaml-syntax"]])
  }

  @Test
  func policiesCountWhileTheyAreTyped() async throws {
    let settings = "prow: {config: config.yaml, jobs: [jobs]}\npolicies: [policies.yaml]\n"
    let policies = try Project.text("docs/policies.md")
    let start = try #require(policies.firstRange(of: "```yaml\n"))
    let end = try #require(policies[start.upperBound...].firstRange(of: "```"))
    let text = String(policies[start.upperBound..<end.lowerBound])
    let folder = try Self.folder([".plimsoll.yaml": settings, "policies.yaml": text])
    let client = try await TestClient.started(in: folder.path)
    let before = Self.rules(client, folder)
    let path = "\(folder.path)/policies.yaml"
    await client.open(path, text)
    await client.change(path, text + "\ncolor: red\n")
    await client.server.idle()
    #expect(
      Self.rules(client, folder)["policies.yaml", default: []].count
        > before["policies.yaml", default: []].count
    )
  }

  @Test
  func aFileThatOthersWriteIsReadAgain() async throws {
    let folder = try Self.folder()
    let client = try await TestClient.started(in: folder.path)
    let uri = JSONValue(FileURI.uri("\(folder.path)/jobs/c.yaml"))
    try folder.write(Self.presubmit("unit"), to: "jobs/c.yaml")
    let changes: JSONValue = ["changes": [["uri": uri, "type": 1]]]
    await client.notify("workspace/didChangeWatchedFiles", changes)
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/c.yaml": ["duplicate-job"]])
    try folder.shell("rm '\(folder.path)/jobs/c.yaml'")
    await client.notify("workspace/didChangeWatchedFiles", changes)
    await client.server.idle()
    #expect(Self.rules(client, folder) == [:])
  }

  @Test
  func aNewFileCountsOnceItIsSaved() async throws {
    let folder = try Self.folder()
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/c.yaml"
    await client.open(path, Self.presubmit("unit"))
    await client.server.idle()
    #expect(Self.rules(client, folder) == [:])
    try folder.write(Self.presubmit("unit"), to: "jobs/c.yaml")
    await client.tell("textDocument/didSave", path)
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/c.yaml": ["duplicate-job"]])
  }

  @Test
  func withoutAFolderTheCloneOfAFileIsTaken() async throws {
    let folder = try Self.folder(["jobs/c.yaml": Self.presubmit("unit")])
    try folder.commit()
    let client = try await TestClient.started(in: nil)
    await client.open("\(folder.path)/jobs/a.yaml", Self.presubmit("unit", label: "cache"))
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/c.yaml": ["duplicate-job"]])
  }

  @Test
  func foldersComeAndGo() async throws {
    let folder = try Self.folder(["jobs/c.yaml": Self.presubmit("unit")])
    let client = try await TestClient.started(in: nil)
    let root: JSONValue = [["uri": JSONValue(FileURI.uri(folder.path)), "name": "x"]]
    await client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": root, "removed": []]]
    )
    await client.server.idle()
    #expect(Self.rules(client, folder) == ["jobs/c.yaml": ["duplicate-job"]])
    await client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": [], "removed": root]]
    )
    #expect(Self.rules(client, folder) == [:])
  }

  /// Which folder shows a file changes at once, and not with the next thing that is typed.
  @Test
  func aFolderInAnotherShowsItsOwnFiles() async throws {
    let settings = "prow: {config: config.yaml, jobs: [jobs]}\n"
    let folder = try Self.folder([
      "inner/.plimsoll.yaml": settings + "select: [duplicate-job]\n",
      "inner/config.yaml": "plank: {}\n",
      "inner/jobs/c.yaml": Self.presubmit("unit")
        + Self.presubmit("unit").replacing("presubmits:\n  acme/rocket:\n", with: ""),
      ".plimsoll.yaml": "prow: {config: config.yaml, jobs: [jobs, inner/jobs]}\n",
    ])
    let client = try await TestClient.started(in: folder.path)
    let outer = Self.rules(client, folder)
    #expect(outer["inner/jobs/c.yaml"] != nil)
    let uri = JSONValue(FileURI.uri("\(folder.path)/inner"))
    func tell(_ name: String, _ other: String) async {
      await client.notify(
        "workspace/didChangeWorkspaceFolders",
        [
          "event": .object([
            JSONValue.Member(key: name, value: [["uri": uri, "name": "inner"]]),
            JSONValue.Member(key: other, value: []),
          ])
        ]
      )
      await client.server.idle()
    }
    await tell("added", "removed")
    #expect(Self.rules(client, folder)["inner/jobs/c.yaml"] == ["duplicate-job"])
    await client.open("\(folder.path)/jobs/a.yaml", "")
    await client.server.idle()
    #expect(Self.rules(client, folder)["inner/jobs/c.yaml"] == ["duplicate-job"])
    await client.notify(
      "textDocument/didChange",
      [
        "textDocument": [
          "uri": JSONValue(FileURI.uri("\(folder.path)/jobs/a.yaml")), "version": 2,
        ],
        "contentChanges": [["text": JSONValue(Self.presubmit("unit", label: "cache"))]],
      ]
    )
    await client.server.idle()
    await tell("removed", "added")
    #expect(Self.rules(client, folder) == outer)
  }

  /// The client may write the URI of a file in another way than the server does.
  @Test
  func findingsGoToTheURIThatTheClientUses() async throws {
    let folder = try Self.folder(["jobs/c.yaml": Self.presubmit("unit")])
    let client = try await TestClient.started(in: folder.path)
    let uri = "file://\(folder.path)/jobs/%63.yaml"
    await client.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": JSONValue(uri), "version": 1, "text": JSONValue(Self.presubmit("unit")),
        ]
      ]
    )
    await client.server.idle()
    #expect(Array(client.shown.keys) == [uri])
  }

  @Test
  func aFileThatIsTooLargeIsAFinding() async throws {
    let folder = try Self.folder()
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/jobs/a.yaml"
    await client.open(path, String(repeating: "#", count: (64 << 20) + 1))
    await client.server.idle()
    let found = client.shown[FileURI.uri(path)]?.items.compactMap { $0["message"]?.string }
    #expect(
      found == [
        "the file has 67108865 bytes; at most 67108864 are read\nhelp: split it into several files"
      ]
    )
  }
}
