import Analysis
import Configs
import Diagnostics
import Files
import Formats
import Prow
import TestSupport
import Testing
import YAML

@testable import LanguageServer

@Suite("Rename")
struct RenameTests {
  private static let config = """
    plank: {}
    branch-protection:
      orgs:
        acme:
          required_status_checks: {contexts: [lint]}
          repos:
            rocket:
              required_status_checks:
                contexts:
                - "unit" # the tests
                - other
    tide:
      context_options:
        orgs:
          acme:
            repos:
              rocket:
                branches:
                  main: {required-contexts: [unit], optional-contexts: ['unit']}
              engine: {required-contexts: [unit]}

    """
  private static let jobs = """
    presets:
    - labels: {preset-cache: "true"}
      volumes: [{name: cache, emptyDir: {}}]
      volumeMounts: [{name: cache, mountPath: /cache}]
    - labels: {preset-cache: "false"}
      env: [{name: NO_CACHE, value: x}]
    presubmits:
      acme/rocket:
      # unit tests of unit
      - name: 'unit' # unit
        branches: [main]
        always_run: true
        labels: {preset-cache: "true"}
        spec:
          containers:
          - image: unit
            command: [make]
            volumeMounts: [{name: cache, mountPath: /more, subPath: cache}]
      - name: unit
        branches: [release]
        labels: {preset-cache: 'true', other: "true"}
        spec: {containers: [{image: golang, command: [make]}]}
      - {name: lint, always_run: true, spec: {containers: [{image: golang, command: [make]}]}}
      - {name: own, context: named, spec: {containers: [{image: golang, command: [make]}]}}
      acme/engine:
      - {name: lint, always_run: true, spec: {containers: [{image: golang, command: [make]}]}}
    periodics:
    - {name: unit, interval: 1h, spec: {containers: [{image: golang, command: [make]}]}}

    """

  private static func open(_ jobs: String = jobs) async throws -> OpenInstallation {
    try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": jobs])
  }

  /// The lines of two texts that differ, old and new.
  private static func changes(_ old: String, _ new: String?) -> [[String]] {
    let (left, right) = (old.split(separator: "\n"), (new ?? "").split(separator: "\n"))
    guard left.count == right.count else { return [["\(left.count) lines", "\(right.count)"]] }
    return zip(left, right).filter { $0 != $1 }.map { one in
      [one.0, one.1].map { String($0.drop { $0 == " " }) }
    }
  }

  @Test
  func aJobIsRenamedWithItsVariantsAndContexts() async throws {
    let open = try await Self.open()
    let prepared = try await open.ask("textDocument/prepareRename", "jobs/a.yaml", at: "unit' #")
    #expect(prepared[path: "result", "placeholder"] == "unit")
    #expect(prepared[path: "result", "range", "start", "character"] == 10)
    let answer = try await open.rename("jobs/a.yaml", at: "unit' #", to: "tests")
    try await open.apply(answer["result"])
    #expect(
      Self.changes(Self.jobs, open.texts["jobs/a.yaml"]) == [
        ["- name: 'unit' # unit", "- name: 'tests' # unit"], ["- name: unit", "- name: tests"],
      ]
    )
    #expect(
      Self.changes(Self.config, open.texts["config.yaml"]) == [
        ["- \"unit\" # the tests", "- \"tests\" # the tests"],
        [
          "main: {required-contexts: [unit], optional-contexts: ['unit']}",
          "main: {required-contexts: [tests], optional-contexts: ['tests']}",
        ],
      ]
    )
  }

  @Test
  func aContextOfItsOwnStays() async throws {
    let open = try await Self.open()
    try await open.apply(try await open.rename("jobs/a.yaml", at: "own,", to: "mine")["result"])
    #expect(Self.changes(Self.config, open.texts["config.yaml"]).isEmpty)
    #expect(open.texts["jobs/a.yaml"]?.contains("- {name: mine, context: named,") ?? false)
  }

  @Test
  func aLabelIsRenamedInPresetsAndJobs() async throws {
    let open = try await Self.open()
    let answer = try await open.rename("jobs/a.yaml", at: "preset-cache: 'true'", to: "cached")
    try await open.apply(answer["result"])
    #expect(
      Self.changes(Self.jobs, open.texts["jobs/a.yaml"]).map { $0[1] } == [
        "- labels: {cached: \"true\"}", "- labels: {cached: \"false\"}",
        "labels: {cached: \"true\"}", "labels: {cached: 'true', other: \"true\"}",
      ]
    )
  }

  @Test
  func theValueOfALabelIsRenamedInQuotes() async throws {
    let open = try await Self.open()
    let answer = try await open.rename("jobs/a.yaml", at: "true\"}", to: "42")
    try await open.apply(answer["result"])
    #expect(
      Self.changes(Self.jobs, open.texts["jobs/a.yaml"]).map { $0[1] } == [
        "- labels: {preset-cache: \"42\"}", "labels: {preset-cache: \"42\"}",
        "labels: {preset-cache: '42', other: \"true\"}",
      ]
    )
  }

  @Test
  func aVolumeIsRenamedInPresetAndJobs() async throws {
    let open = try await Self.open()
    let answer = try await open.rename("jobs/a.yaml", at: "cache, mountPath: /more", to: "store")
    try await open.apply(answer["result"])
    #expect(
      Self.changes(Self.jobs, open.texts["jobs/a.yaml"]).map { $0[1] } == [
        "volumes: [{name: store, emptyDir: {}}]",
        "volumeMounts: [{name: store, mountPath: /cache}]",
        "volumeMounts: [{name: store, mountPath: /more, subPath: cache}]",
      ]
    )
  }

  @Test(arguments: [
    (
      "unit' #", "lint",
      "another presubmit of acme/rocket is called \"lint\", at jobs/a.yaml:23"
    ),
    ("unit' #", "named", "\"named\" is the context of \"own\", at jobs/a.yaml:24"),
    ("unit' #", "", "a job needs a name"),
    (
      "unit' #", "two words",
      "\"two words\" does not fit: \"two words\" is not a job name (job-name, at jobs/a.yaml:10)"
    ),
    (
      "lint,", "style",
      "the context \"lint\" at config.yaml:5 is also that of the job at jobs/a.yaml:26: give one "
        + "of them a context of its own"
    ),
    ("preset-cache: 'true'", "other", "the label \"other\" is there already, at jobs/a.yaml:21"),
    (
      "true\"}", "false",
      "the label \"preset-cache: false\" is there already, at jobs/a.yaml:5"
    ),
    (
      "cache, mountPath: /more", "Big",
      "\"Big\" does not fit: "
    ),
  ])
  func aNameThatDoesNotFitIsRefused(
    _ text: String,
    _ name: String,
    _ words: String
  ) async throws {
    let open = try await Self.open()
    let answer = try await open.rename("jobs/a.yaml", at: text, to: name)
    let message = answer[path: "error", "message"]?.string ?? ""
    let folder = "\(open.folder.path)/"
    #expect(message.replacing(folder, with: "").hasPrefix("can't rename: \(words)"), "\(message)")
  }

  @Test
  func whatHasNoNameIsNotRenamed() async throws {
    let open = try await Self.open()
    let prepared = try await open.ask("textDocument/prepareRename", "jobs/a.yaml", at: "image")
    #expect(prepared["result"] == .null)
    let answer = try await open.rename("jobs/a.yaml", at: "image", to: "x")
    #expect(
      answer[path: "error", "message"]?.string?.hasPrefix("nothing here can be renamed") ?? false
    )
  }

  @Test
  func typingMeanwhileRenamesNothingElse() async throws {
    let open = try await Self.open()
    let path = open.path("jobs/a.yaml")
    let place = try open.place(of: "lint,", in: "jobs/a.yaml")
    for round in 1...10 {
      await open.client.change(path, Self.jobs + "# \(round)\n")
      let id = JSONValue("rename \(round)")
      await open.client.send([
        "jsonrpc": "2.0", "id": id, "method": "textDocument/rename",
        "params": [
          "textDocument": ["uri": JSONValue(open.uri("jobs/a.yaml"))], "position": place,
          "newName": "style",
        ],
      ])
      // The job of the line before is where that of the request was.
      await open.client.change(path, "# one more\n" + Self.jobs.replacing("lint,", with: "next,"))
      await open.client.server.idle()
      let answer = try #require(
        open.client.messages.last { $0["id"] == id && $0["method"] == nil }
      )
      let message = answer[path: "error", "message"]?.string ?? "renamed"
      #expect(
        message.hasSuffix("has changed meanwhile") || message.contains("the context \"lint\""),
        "\(message)"
      )
    }
  }

  @Test(arguments: [
    (
      "      volumes: [{name: &n cache, secret: {secretName: *n}}]", "cache, mountPath", "store", 11
    ),
    ("      volumes: [{name: cache, secret: &s {secretName: x}}]", "cache, mountPath", "store", 0),
    ("    annotations: {note: *t}", "true\"}", "42", 2),
    ("    annotations: *l", "preset-cache", "cached", 2),
    ("    annotations: {<<: *l, preset-cache: x}", "preset-cache", "cached", 0),
  ])
  func whatAnAnchorGivesToSomethingElseStays(
    _ lines: String,
    _ text: String,
    _ name: String,
    _ line: Int
  ) async throws {
    let isVolume = lines.contains("volumes")
    let jobs = """
      presets:
      - labels: &l {preset-cache: &t "true"}
        env: [{name: A, value: b}]
      presubmits:
        acme/engine:
        - name: test
          labels: {preset-cache: "true"}
      \(isVolume ? "    annotations: {a: b}" : lines)
          always_run: true
          spec:
      \(isVolume ? lines : "      volumes: [{name: cache, emptyDir: {}}]")
            containers:
            - image: golang
              command: [make]
              volumeMounts: [{name: cache, mountPath: /c}]

      """
    let open = try await Self.open(jobs)
    let answer = try await open.rename("jobs/a.yaml", at: text, to: name)
    let message = answer[path: "error", "message"]?.string
    #expect(
      message
        == (line == 0
          ? nil
          : "can't rename: an anchor gives the name at \(open.folder.path)/jobs/a.yaml:\(line) to "
            + "something else, too: write the name out there")
    )
  }

  @Test
  func aContextThatAnAnchorSharesStays() async throws {
    let config = """
      plank: {}
      branch-protection:
        orgs:
          acme:
            repos:
              rocket: {required_status_checks: {contexts: [&u unit]}}
              engine: {required_status_checks: {contexts: [*u]}}

      """
    let open = try await OpenInstallation(["config.yaml": config, "jobs/a.yaml": Self.jobs])
    let answer = try await open.rename("jobs/a.yaml", at: "unit' #", to: "tests")
    let message = answer[path: "error", "message"]?.string ?? ""
    #expect(message.contains("an anchor gives the name at "), "\(message)")
    #expect(message.contains("config.yaml:6 "), "\(message)")
  }

  @Test
  func partsThatJobsShareByAnchorsAreRenamed() async throws {
    let jobs = """
      prow_ignored:
        volumes: &volumes [{name: cache, emptyDir: {}}]
      periodics:
      - &base
        name: first
        interval: 1h
        spec:
          volumes: *volumes
          containers:
          - {image: golang, command: [make], volumeMounts: [{name: cache, mountPath: /c}]}
      - <<: *base
        name: second

      """
    let open = try await Self.open(jobs)
    let answer = try await open.rename("jobs/a.yaml", at: "cache, mountPath", to: "store")
    try await open.apply(answer["result"])
    #expect(Self.changes(jobs, open.texts["jobs/a.yaml"]).count == 2)
    let base = try await open.rename("jobs/a.yaml", at: "first", to: "third")
    try await open.apply(base["result"])
    #expect(
      open.texts["jobs/a.yaml"]
        == jobs.replacing("cache", with: "store")
        .replacing("first", with: "third")
    )
  }

  @Test
  func aNameWithAnAnchorIsLeftToPeople() async throws {
    let open = try await Self.open(
      Self.jobs.replacing("name: 'unit'", with: "name: &n 'unit'")
        .replacing("other: \"true\"", with: "other: *n")
    )
    let answer = try await open.rename("jobs/a.yaml", at: "unit' #", to: "tests")
    let message = try #require(answer[path: "error", "message"]?.string)
    #expect(
      message.hasSuffix(
        "/jobs/a.yaml:10 to something else, too: write the name out there"
      ),
      "\(message)"
    )
  }

  // MARK: Whatever is renamed

  /// A name in a file.
  private struct Spot {
    let path: String
    let offset: UInt32
  }

  private static func spots(_ session: LintSession) -> [Spot] {
    func spot(_ node: Node) -> Spot {
      Spot(path: WorkingDirectory.absolute(node.file.path), offset: node.range.start)
    }
    let configuration = session.result.configuration
    let jobs = configuration.jobsByFile.flatMap(\.jobs)
    let names = jobs.compactMap { $0.job[.name] }
    let labels = jobs.compactMap { $0.job[.labels] }
      .flatMap { $0.entries.flatMap { [$0.key, $0.value] } }
    let volumes = jobs.flatMap { VolumeUses($0.job[.spec]).all }
    let presets = configuration.workspace.presets.presets
    let ofPresets = presets.flatMap { preset in
      preset.labels.flatMap { [$0.name, $0.value] } + VolumeUses(preset).all
    }
    return (names + labels + volumes + ofPresets).map(spot)
  }

  private static func session(
    _ root: String,
    _ texts: [String: [UInt8]]
  ) async throws
    -> LintSession
  {
    let overlay = FileOverlay()
    for (path, bytes) in texts { overlay.set(bytes, at: path) }
    let origin = LintSession.Origin(
      root: root,
      overlay: overlay,
      today: { "2026-01-01" },
      workers: 1
    )
    return try #require(try await LintSession.open(origin))
  }

  /// The findings with a mark in place of both names.
  private static func findings(_ session: LintSession, _ old: String, _ new: String) -> [String] {
    session.result.diagnostics.map { finding in
      let line = LineIndex(finding.place.file).position(at: finding.place.range.start).line
      let words = finding.message.replacing(new, with: "§").replacing(old, with: "§")
      return "\(finding.place.file.path):\(line) \(finding.rule) \(words)"
    }.sorted()
  }

  @Test(arguments: ["examples/acme", "examples/broken"], 0..<3)
  func afterwardsLintFindsTheSame(_ example: String, seed: UInt64) async throws {
    var random = SeededRandom(seed: Seed.value(default: seed))
    let root = "\(Project.root)/\(example)"
    let before = try await Self.session(root, [:])
    var renamed = 0
    for spot in Self.spots(before).shuffled(using: &random).prefix(40) {
      guard case .success(let renaming)? = before.renaming(at: spot.offset, in: spot.path),
        !renaming.name.isEmpty
      else { continue }
      // As long as the old one, since rules count letters.
      let new = renaming.name.dropLast() + (renaming.name.last == "7" ? "8" : "7")
      guard case .success(let edits) = try await before.edits(for: renaming, to: String(new)) else {
        continue
      }
      renamed += 1
      var texts: [String: [UInt8]] = [:]
      for edit in edits {
        let bytes = try #require(TextEdit.apply(edit.edits, to: edit.file.bytes))
        texts[WorkingDirectory.absolute(edit.file.path)] = bytes
        #expect(edit.edits.allSatisfy { $0.replacement.contains(new) })
      }
      let after = try await Self.session(root, texts)
      let (left, right) = (
        Self.findings(before, renaming.name, String(new)),
        Self.findings(after, renaming.name, String(new))
      )
      let (gone, come) = (
        left.filter { !right.contains($0) }, right.filter { !left.contains($0) }
      )
      // What was wrong with the old name itself may be gone.
      #expect(
        come.isEmpty && gone.allSatisfy { $0.contains("§") },
        "\(renaming.name) at \(spot.path): \(gone) became \(come)"
      )
    }
    #expect(renamed >= 5)
  }
}
