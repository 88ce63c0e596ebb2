import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Completion of names")
struct ProposalTests {
  private static let config = """
    plank: {}
    tide:
      queries:
      - {repos: [acme/site], labels: [lgtm]}
    branch-protection:
      orgs:
        acme:
          repos:
            rocket:
              required_status_checks:
                contexts:
                - unit
                -\u{20}

    """
  private static let jobs = """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, spec: {containers: [{image: golang, command: [make]}]}}
      - {name: x, context: "e2e: all", spec: {containers: [{image: golang, command: [make]}]}}
      acme/engine:
      - {name: other, spec: {containers: [{image: golang, command: [make]}]}}

    """
  private static let plugins = """
    plugins:
      acme/rocket: {plugins: [trigger]}
      other: {plugins: [trigger]}
    external_plugins:
      other: [{name: cherrypicker}]

    """

  /// What is proposed at the mark `|` in a file.
  private static func proposals(
    _ name: String,
    _ marked: String,
    capabilities: [JSONValue.Member] = []
  ) async throws -> [JSONValue] {
    let open = try await OpenInstallation(
      ["config.yaml": config, "jobs/a.yaml": jobs, "plugins.yaml": plugins],
      capabilities: capabilities
    )
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    await open.client.change(open.path(name), parts.joined())
    let before = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let answer = try await open.client.request(
      "textDocument/completion",
      [
        "textDocument": ["uri": JSONValue(open.uri(name))],
        "position": [
          "line": .int(before.count - 1), "character": .int(before.last?.utf16.count ?? 0),
        ],
      ]
    )
    return try #require(answer["result"]).items
  }

  private static func labels(_ name: String, _ marked: String) async throws -> [String] {
    try await proposals(name, marked).compactMap { $0["label"]?.string }
  }

  @Test
  func contextsOfTheRepositoryAreProposed() async throws {
    let marked = Self.config.replacing("-\u{20}\n", with: "- |\n")
    #expect(try await Self.labels("config.yaml", marked) == ["'e2e: all'"])
    let tide = "tide: {context_options: {orgs: {acme: {required-contexts: [|]}}}}\n"
    #expect(try await Self.labels("config.yaml", tide) == ["'e2e: all'", "other", "unit"])
  }

  @Test
  func pluginsAndRepositoriesAreProposed() async throws {
    let plugins = try await Self.labels("plugins.yaml", "plugins: {acme: {plugins: [|]}}\n")
    #expect(plugins.contains("trigger") && plugins.contains("rifle"))
    let external = try await Self.labels(
      "plugins.yaml",
      Self.plugins.replacing("rocket: {plugins: [", with: "rocket: {plugins: [|")
    )
    #expect(external.contains("cherrypicker"))
    let keys = try await Self.labels("plugins.yaml", "plugins:\n  |\n")
    #expect(keys == ["acme", "acme/engine", "acme/rocket", "acme/site"])
    let owners = try await Self.labels("config.yaml", "tide: {queries: [{orgs: [|]}]}\n")
    #expect(owners == ["acme", "other"])
    let names = try await Self.labels(
      "jobs/a.yaml",
      "periodics:\n- {name: x, extra_refs: [{org: acme, repo: |}]}\n"
    )
    #expect(names == ["rocket", "site"])
    let protected = try await Self.labels(
      "config.yaml",
      "branch-protection:\n  orgs:\n    acme:\n      repos:\n        |\n"
    )
    #expect(protected == ["engine", "rocket"])
  }

  @Test
  func aNewJobIsASnippetForClientsThatTakeThem() async throws {
    let completion: JSONValue = ["completionItem": ["snippetSupport": true]]
    let takes = JSONValue.Member(key: "textDocument", value: ["completion": completion])
    for (marked, kind) in [
      ("periodics:\n- |\n", "periodic"), ("presubmits:\n  acme/rocket:\n  - |\n", "presubmit"),
      ("postsubmits:\n  acme/rocket:\n  - ne|\n", "postsubmit"),
    ] {
      let items = try await Self.proposals("jobs/a.yaml", marked, capabilities: [takes])
      let snippets = items.filter { $0["insertTextFormat"] == 2 }
      #expect(snippets.compactMap { $0["label"]?.string } == ["new \(kind)"])
      let text = try #require(snippets.first?[path: "textEdit", "newText"]?.string)
      #expect(text.hasPrefix("name: ${1:name}\n  "))
      #expect(items.contains { $0["label"] == "name" })
      let plain = try await Self.proposals("jobs/a.yaml", marked)
      #expect(!plain.isEmpty && plain.allSatisfy { $0["insertTextFormat"] == nil })
    }
    let started = try await Self.proposals(
      "jobs/a.yaml",
      "periodics:\n- name: x\n  |\n",
      capabilities: [takes]
    )
    #expect(started.allSatisfy { $0["insertTextFormat"] == nil })
  }

  // MARK: Ways

  private static func links(
    _ name: String,
    at text: String,
    _ method: String = "definition",
    jobs: String = jobs
  ) async throws -> [String] {
    let open = try await OpenInstallation(
      ["config.yaml": config, "jobs/a.yaml": jobs, "plugins.yaml": plugins]
    )
    let answer = try await open.ask("textDocument/\(method)", name, at: text)
    return answer["result"]?.items.map { location in
      let name = location["uri"]?.string?.split(separator: "/").last ?? ""
      return "\(name):\((location[path: "range", "start", "line"]?.int ?? -1) + 1)"
    } ?? []
  }

  @Test
  func aContextLeadsToItsJob() async throws {
    #expect(try await Self.links("config.yaml", at: "unit") == ["a.yaml:3"])
    #expect(try await Self.links("config.yaml", at: "unit", "references") == ["config.yaml:12"])
    #expect(try await Self.links("jobs/a.yaml", at: "unit", "references") == ["config.yaml:12"])
  }

  @Test
  func anchorsAliasesAndClustersAreFound() async throws {
    let jobs = """
      prow_ignored:
        spec: &spec
          containers: [{image: golang, command: [make]}]
      periodics:
      - {name: a, interval: 1h, cluster: blue, spec: *spec}
      - {name: b, interval: 1h, cluster: blue, spec: *spec}

      """
    #expect(
      try await Self.links("jobs/a.yaml", at: "spec\n", "references", jobs: jobs) == [
        "a.yaml:5", "a.yaml:6",
      ]
    )
    #expect(try await Self.links("jobs/a.yaml", at: "*spec", jobs: jobs).count == 1)
    #expect(
      try await Self.links("jobs/a.yaml", at: "blue", "references", jobs: jobs) == [
        "a.yaml:5", "a.yaml:6",
      ]
    )
  }

  @Test
  func decorationLeadsToItsDefaults() async throws {
    let open = try await OpenInstallation([
      "config.yaml":
        "plank:\n  default_decoration_config_entries:\n  - repo: '*'\n    config: {timeout: 2h}\n",
      "jobs/a.yaml": "periodics:\n- {name: a, interval: 1h, decorate: true, spec: {}}\n",
    ])
    let answer = try await open.ask("textDocument/definition", "jobs/a.yaml", at: "decorate")
    let lines = answer["result"]?.items.map { $0[path: "range", "start", "line"]?.int }
    #expect(lines == [3])
  }

  // MARK: Hover

  private static func hover(
    _ name: String,
    at text: String,
    jobs: String = jobs
  ) async throws
    -> String?
  {
    let open = try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": jobs])
    let answer = try await open.ask("textDocument/hover", name, at: text)
    return answer[path: "result", "contents", "value"]?.string
  }

  @Test
  func aContextNamesItsJobs() async throws {
    let text = try #require(try await Self.hover("config.yaml", at: "unit"))
    #expect(text.hasPrefix("The context of `unit` (`"))
    #expect(text.contains("jobs/a.yaml:3`)."))
  }

  @Test
  func aPatternOfBranchesNamesThem() async throws {
    let jobs = Self.jobs.replacing(
      "always_run: true,",
      with: "always_run: true, branches: [^main$, 'release-1', ^v],"
    )
    let text = try #require(try await Self.hover("jobs/a.yaml", at: "^v", jobs: jobs))
    #expect(
      text.hasSuffix(
        "Of the branches of `acme/rocket` that the configuration names, it matches `v`; not "
          + "`main`, `release-1`."
      )
    )
  }

  @Test
  func aMapNamesItsConfigMaps() async throws {
    let plugins = """
      config_updater:
        maps:
          jobs/*.yaml: {name: job-config, gzip: true}
          none/*.yaml: {name: none}

      """
    let open = try await OpenInstallation(["plugins.yaml": plugins, "jobs/a.yaml": Self.jobs])
    let answer = try await open.ask("textDocument/hover", "plugins.yaml", at: "jobs/*")
    let size = Self.jobs.utf8.count
    #expect(
      answer[path: "result", "contents", "value"]?.string?.hasSuffix(
        "The ConfigMaps that it makes:\n\n- `default/default/job-config`: 1 key, \(size) bytes "
          + "before they are zipped; the largest: `a.yaml` \(size)"
      ) ?? false
    )
    let none = try await open.ask("textDocument/hover", "plugins.yaml", at: "none/*")
    #expect(
      none[path: "result", "contents", "value"]?.string?.hasSuffix("No file is like this.")
        ?? false
    )
  }

  @Test
  func anAndOfACommandIsNoAnchor() async throws {
    let jobs = """
      periodics:
      - name: a
        interval: 1h
        spec: {containers: [{image: golang, command: [sh, -c, "make && x &spec"]}]}
      - name: b
        interval: 1h
        # a & b
        spec: &spec # the pod
          containers: [{image: golang, command: [make]}]
      - {name: c, interval: 1h, spec: *spec}

      """
    for text in ["&& x", "& x", "&spec\"", "& b"] {
      #expect(try await Self.links("jobs/a.yaml", at: text, jobs: jobs).isEmpty, "\(text)")
    }
    #expect(
      try await Self.links("jobs/a.yaml", at: "&spec #", "references", jobs: jobs) == [
        "a.yaml:10"
      ]
    )
  }

  @Test
  func quotesThatAreThereAreNotDoubled() async throws {
    func texts(_ name: String, _ marked: String) async throws -> [String] {
      try await Self.proposals(name, marked).compactMap { $0[path: "textEdit", "newText"]?.string }
    }
    let start = "presets: [{labels: {preset-a: it's}}]\nperiodics: [{name: x, labels: {preset-a: "
    #expect(try await texts("jobs/a.yaml", start + "\"|\"}}]\n") == ["it's"])
    #expect(try await texts("jobs/a.yaml", start + "'|'}}]\n") == ["it''s"])
    #expect(try await texts("jobs/a.yaml", start + "|}}]\n") == ["\"it's\""])
    let config = Self.config.replacing("-\u{20}\n", with: "- \"|\"\n")
    #expect(try await texts("config.yaml", config) == ["e2e: all"])
  }

  @Test(arguments: [("-   |", 4), ("  - |", 2), ("- |", 2)])
  func linesOfASnippetStartWhereTheFirstDoes(_ item: String, _ padding: Int) async throws {
    let completion: JSONValue = ["completionItem": ["snippetSupport": true]]
    let takes = JSONValue.Member(key: "textDocument", value: ["completion": completion])
    let items = try await Self.proposals(
      "jobs/a.yaml",
      "periodics:\n\(item)\n",
      capabilities: [takes]
    )
    let text = items.first { $0["insertTextFormat"] == 2 }?[path: "textEdit", "newText"]?.string
    let second = try #require(text?.split(separator: "\n").dropFirst().first)
    #expect(second.prefix { $0 == " " }.count == padding)
  }
}
