import Formats
import TestSupport
import Testing

@testable import LanguageServer

/// What `run_if_changed` and `skip_if_only_changed` match, in the clone that the editor has open.
@Suite("Files that patterns of jobs match")
struct ChangedFileTests {
  private static func job(_ name: String, _ trigger: String) -> String {
    "  - {name: \(name), \(trigger), spec: {containers: [{image: golang, command: [make]}]}}\n"
  }

  private static let jobs =
    "presubmits:\n  acme/rocket:\n"
    + job("docs", "run_if_changed: '^docs/.*\\.md$'")
    + job("one", "run_if_changed: ^README")
    + job("none", "run_if_changed: ^nowhere/")
    + job("all", "run_if_changed: .")
    + job("wrong", "run_if_changed: '('")
    + job("not-docs", "skip_if_only_changed: ^docs/")
    + job("every", "skip_if_only_changed: ^nowhere/")
    + job("never", "skip_if_only_changed: '.*'")
    + "  acme/engine:\n" + job("engine", "run_if_changed: ^src/")

  /// A clone with eight pages and four other files.
  private static func clone(_ remotes: [(name: String, url: String)]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("prow: {config: config.yaml, jobs: [jobs]}\n", to: ".plimsoll.yaml")
    try folder.write("plank: {}\n", to: "config.yaml")
    try folder.write(jobs, to: "jobs/a.yaml")
    try folder.write("x", to: "README")
    for number in 1...8 { try folder.write("x", to: "docs/page-\(number).md") }
    try folder.commit()
    for remote in remotes {
      try folder.shell("cd '\(folder.path)' && git remote add \(remote.name) \(remote.url)")
    }
    return folder
  }

  private static let own = [("origin", "git@github.com:Acme/rocket.git")]

  /// What a hover over a pattern says besides what its field is.
  private static func words(
    _ client: TestClient,
    _ folder: TemporaryFolder,
    job: String
  ) async throws -> String? {
    let lines = jobs.split(separator: "\n")
    let line = try #require(lines.firstIndex { $0.contains("name: \(job),") })
    let place = try #require(lines[line].firstRange(of: "changed: ")?.upperBound)
    let response = try await client.request(
      "textDocument/hover",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri("\(folder.path)/jobs/a.yaml"))],
        "position": [
          "line": .int(line),
          "character": .int(lines[line].distance(from: lines[line].startIndex, to: place)),
        ],
      ]
    )
    let text = try #require(response[path: "result", "contents", "value"]?.string)
    return text.components(after: "\n\n---\n\n")
  }

  private static func client(_ folder: TemporaryFolder) async throws -> TestClient {
    let client = try await TestClient.started(in: folder.path)
    await client.open("\(folder.path)/jobs/a.yaml", jobs)
    return client
  }

  @Test
  func theFilesOfThisCloneAreCountedAndListed() async throws {
    let folder = try Self.clone(Self.own)
    let client = try await Self.client(folder)
    func words(_ job: String) async throws -> String? {
      try await Self.words(client, folder, job: job)
    }
    let known = "12 files that git knows of `Acme/rocket`"
    let pages = (1...6).map { "\n- `docs/page-\($0).md`" }.joined() + "\n- and 2 more"
    #expect(try await words("docs") == "Of the \(known), 8 match:\n\(pages)")
    #expect(try await words("one") == "Of the \(known), 1 matches:\n\n- `README`")
    #expect(
      try await words("none") == "None of the \(known) matches: no change to them starts the job."
    )
    #expect(try await words("all") == "All \(known) match: every change to them starts the job.")
    #expect(try await words("wrong")?.hasPrefix("`run_if_changed`: string") ?? false)
    #expect(
      try await words("not-docs")
        == "Of the \(known), 8 match; a change to these alone does not start the job:\n\(pages)"
    )
    #expect(
      try await words("every")
        == "None of the \(known) matches: every change to them starts the job."
    )
    #expect(try await words("never") == "All \(known) match: no change to them starts the job.")
  }

  @Test
  func aListThatGitWritesAnewCounts() async throws {
    let folder = try Self.clone(Self.own)
    let client = try await Self.client(folder)
    let before = try await Self.words(client, folder, job: "one")
    #expect(before?.contains("1 matches") ?? false)
    try folder.write("x", to: "README.md")
    #expect(try await Self.words(client, folder, job: "one") == before)
    try folder.shell("cd '\(folder.path)' && git add README.md")
    let after = try await Self.words(client, folder, job: "one")
    #expect(
      after
        == "Of the 13 files that git knows of `Acme/rocket`, 2 match:\n\n- `README`\n- `README.md`"
    )
  }

  @Test(arguments: [
    ([], "no remote `upstream` or `origin` says of which repository this clone is"),
    (
      [("origin", "https://example.com/me/rocket")],
      "this folder is in a clone of `me/rocket`"
    ),
  ])
  func aJobOfAnotherRepositoryNamesItsOwn(
    _ remotes: [(String, String)],
    _ here: String
  ) async throws {
    let folder = try Self.clone(remotes)
    let client = try await Self.client(folder)
    #expect(
      try await Self.words(client, folder, job: "engine")
        == "Which files match can't be shown: the job is for `acme/engine`, and \(here). To see them, "
        + "open a clone of `acme/engine` in the editor, too."
    )
  }

  @Test
  func theRemoteUpstreamWins() async throws {
    let fork = [
      ("origin", "https://example.com/me/rocket"), ("upstream", "https://example.com/acme/rocket"),
    ]
    let folder = try Self.clone(fork)
    let client = try await Self.client(folder)
    let words = try #require(try await Self.words(client, folder, job: "one"))
    #expect(words.hasPrefix("Of the 12 files that git knows of `acme/rocket`, "))
  }

  @Test
  func aFolderThatIsNoCloneSaysSo() async throws {
    let folder = try Self.clone(Self.own)
    try folder.shell("rm -rf '\(folder.path)/.git'")
    let client = try await Self.client(folder)
    let words = try #require(try await Self.words(client, folder, job: "docs"))
    #expect(words.contains("the job is for `acme/rocket`, and this folder is in no clone."))
  }

  @Test
  func aListThatCanNotBeReadIsSaid() async throws {
    let folder = try Self.clone(Self.own)
    try folder.write("no index", to: ".git/index")
    let client = try await Self.client(folder)
    #expect(
      try await Self.words(client, folder, job: "docs")
        == "Which files match can't be shown: git's list of the files of `\(folder.path)` can't be read."
    )
  }

  @Test
  func aCloneInAnotherFolderOfTheEditorCounts() async throws {
    let folder = try Self.clone(Self.own)
    let engine = try TemporaryFolder()
    try engine.write("x", to: "src/main.go")
    try engine.write("x", to: "go.mod")
    try engine.commit()
    try engine.shell(
      "cd '\(engine.path)' && git remote add origin https://example.com/acme/engine"
    )
    let client = try await Self.client(folder)
    await client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": [["uri": JSONValue(FileURI.uri(engine.path))]], "removed": []]]
    )
    #expect(
      try await Self.words(client, folder, job: "engine")
        == "Of the 2 files that git knows of `acme/engine`, 1 matches:\n\n- `src/main.go`"
    )
  }

  @Test
  func aBlockadeListsFilesToo() async throws {
    let folder = try Self.clone(Self.own)
    let plugins = """
      blockades:
      - repos: [acme]
        blockregexps: [^docs/.*-8]
      - repos: [acme/engine]
        exceptionregexps: [^docs/]

      """
    try folder.write(
      "prow: {config: config.yaml, plugins: plugins.yaml, jobs: [jobs]}\n",
      to: ".plimsoll.yaml"
    )
    try folder.write(plugins, to: "plugins.yaml")
    let client = try await Self.client(folder)
    let path = "\(folder.path)/plugins.yaml"
    await client.open(path, plugins)
    func words(_ line: Int, _ character: Int) async throws -> String? {
      let response = try await client.request(
        "textDocument/hover",
        [
          "textDocument": ["uri": JSONValue(FileURI.uri(path))],
          "position": ["line": .int(line), "character": .int(character)],
        ]
      )
      return response[path: "result", "contents", "value"]?.string?.components(
        after: "\n\n---\n\n"
      )
    }
    #expect(
      try await words(2, 20)
        == "Of the 12 files that git knows of `Acme/rocket`, 1 matches:\n\n- `docs/page-8.md`"
    )
    #expect(
      try await words(4, 24)
        == "Which files match can't be shown: no clone of one of its repositories is open in the editor."
    )
  }

  @Test
  func inRepoConfigIsThatOfItsClone() async throws {
    let folder = try TemporaryFolder()
    let text =
      "presubmits:\n" + Self.job("unit", "run_if_changed: ^src/").replacing("  - ", with: "- ")
    try folder.write(text, to: ".prow.yaml")
    try folder.write("x", to: "src/main.go")
    try folder.commit()
    let client = try await TestClient.started(in: folder.path)
    let path = "\(folder.path)/.prow.yaml"
    await client.open(path, text)
    let response = try await client.request(
      "textDocument/hover",
      [
        "textDocument": ["uri": JSONValue(FileURI.uri(path))],
        "position": ["line": 1, "character": 32],
      ]
    )
    let words = response[path: "result", "contents", "value"]?.string?.components(
      after: "\n\n---\n\n"
    )
    #expect(
      words == "Of the 2 files that git knows of this repository, 1 matches:\n\n- `src/main.go`"
    )
  }
}

extension String {
  /// What comes after the last use of some words; `nil` where they are not.
  fileprivate func components(after words: String) -> String? {
    ranges(of: words).last.map { String(self[$0.upperBound...]) }
  }
}
