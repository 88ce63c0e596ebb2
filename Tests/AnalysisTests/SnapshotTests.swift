import Analysis
import Configs
import Diagnostics
import Files
import Linting
import Prow
import Synchronization
import TestSupport
import Testing

/// A configuration whose files change one at a time, and is judged anew each time.
@Suite("A snapshot")
struct SnapshotTests {
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

  private static let plugins = "plugins: {acme/rocket: {plugins: [trigger]}}\n"

  private static func presubmits(_ names: [String], label: String = "") -> String {
    "presubmits:\n  acme/rocket:\n"
      + names.map { name in
        "  - name: \(name)\n    always_run: true\n"
          + (label.isEmpty ? "" : "    labels: {preset-\(label): \"true\"}\n")
          + "    spec: {containers: [{image: golang, command: [make]}]}\n"
      }.joined()
  }

  private static func preset(_ name: String, variable: String) -> String {
    "presets:\n- labels: {preset-\(name): \"true\"}\n  env: [{name: \(variable), value: x}]\n"
  }

  /// Texts that files may have, by path.
  private static let versions: [String: [String]] = [
    "config.yaml": [
      config, config + "tide: {sync_period: soon}\n", "plank: {}\n", "# moved\n" + config,
      config.replacing("timeout: 2h", with: "timeout: soon"),
      "# moved\n" + config.replacing(", sidecar: d", with: ""),
      config.replacing(", sidecar: d", with: ""), config + "horologium: {tick_interval: 48h}\n",
      config + preset("cache", variable: "C"),
      "# moved\n" + config + preset("cache", variable: "C"),
    ],
    "plugins.yaml": [plugins, "plugins: {}\n", plugins + "unknown_thing: 1\n"],
    "jobs/a.yaml": [
      presubmits(["unit", "lint"]), presubmits(["unit"]), presubmits(["unit", "unit"]), "",
      presubmits(["unit"], label: "cache"),
      presubmits(["build"]) + "# plimsoll:ignore unknown-fields -- not any more\n",
    ],
    "jobs/b.yaml": [
      presubmits(["unit", "e2e"]),
      presubmits(["e2e"], label: "cache") + preset("cache", variable: "A"),
      preset("cache", variable: "B"), preset("cache", variable: "not a name"),
      preset("other", variable: "X") + "- labels: {preset-cache: \"true\"}\n  env: [{name: B}]\n",
      "# moved\n" + preset("cache", variable: "B") + "- labels: {preset-new: \"true\"}\n",
    ],
    "jobs/c.yaml": [
      "periodics:\n- name: nightly\n  interval: 24h\n  spec: {containers: [{image: golang}]}\n",
      "periodics:\n- name: nightly\n  cron: 61 * * * *\n  spec: {containers: [{image: golang}]}\n",
      presubmits((0..<90).map { "many-\($0)" } + ["unit"]),
    ],
    ".prow.yaml": [
      "presubmits:\n- name: own\n  spec: {containers: [{image: golang}]}\n",
      "presubmits:\n- name: unit\n  labels: {preset-cache: \"true\"}\n  spec: {}\n",
    ],
  ]

  private static let order = [
    "config.yaml", "plugins.yaml", "jobs/a.yaml", "jobs/b.yaml", "jobs/c.yaml", ".prow.yaml",
  ]

  private static func input(_ path: String, _ text: String) -> InputFile {
    let kind: FileKind =
      switch path {
      case "config.yaml": .config
      case "plugins.yaml": .plugins
      case ".prow.yaml": .inRepo
      default: .jobs
      }
    return .memory(SourceFile(path: path, text: text), kind: kind)
  }

  private static let linter = Linter(schema: ProwSchema.standard, workers: 1)

  private static func snapshot(_ texts: [String: String]) async throws -> Snapshot {
    try await Snapshot.make(
      of: order.compactMap { path in texts[path].map { input(path, $0) } },
      with: linter,
      inRepoName: "acme/rocket",
      read: { _ in nil }
    )
  }

  private static func usual() -> [String: String] { versions.compactMapValues(\.first) }

  /// All that a person would see of findings.
  private static func shown(_ snapshot: Snapshot) -> [String] {
    let result = snapshot.result
    return result.diagnostics.map { shown($0) }
      + ["\(result.fileCount) files, \(result.jobCount) jobs"]
  }

  private static func shown(_ finding: Diagnostic) -> String {
    let related = finding.related.map {
      "\($0.place.file.path):\($0.place.range.start): \($0.message)"
    }
    return "\(finding.place.file.path):\(finding.place.range): \(finding.severity): "
      + "\(finding.message) [\(finding.rule)] \(finding.path ?? "") \(finding.job ?? "") \(related)"
  }

  @Test(arguments: 0..<8)
  func replacingFilesGivesWhatReadingAllGives(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    var texts = Self.usual()
    var snapshot = try await Self.snapshot(texts)
    for _ in 0..<40 {
      let path = try #require(Self.order.randomElement(using: &random))
      let text = try #require(Self.versions[path]?.randomElement(using: &random))
      let isRemoved = path.hasPrefix("jobs/") && Bool.random(using: &random)
      if isRemoved {
        texts[path] = nil
        snapshot = try await snapshot.removing(path)
      } else {
        texts[path] = text
        snapshot = try await snapshot.replacing(Self.input(path, text))
      }
      #expect(Self.shown(snapshot) == Self.shown(try await Self.snapshot(texts)), "\(path)")
    }
  }

  /// Also a file that config.yaml names may be another one there.
  @Test(arguments: 0..<8)
  func anotherTreeGivesWhatReadingItGives(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let config = Self.config.replacing(
      "plank:\n",
      with: "plank:\n  build_cluster_status_file: status.json\n"
    )
    let statuses = ["{\"default\":\"Reachable\"}", "{\"build\":\"Reachable\"}"]
    func tree() throws -> MemoryTree {
      var texts = Self.usual().filter { $0.key != ".prow.yaml" }
      texts["config.yaml"] = Int.random(in: 0..<4, using: &random) > 0 ? config : "plank: {}\n"
      texts["status.json"] = statuses.randomElement(using: &random)
      for path in ["jobs/a.yaml", "jobs/b.yaml", "jobs/c.yaml"] {
        texts[path] = Self.versions[path]?.randomElement(using: &random)
        if Int.random(in: 0..<4, using: &random) == 0 { texts[path] = nil }
      }
      return MemoryTree(texts.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
    }
    func read(_ tree: MemoryTree) async throws -> Snapshot {
      let files = try TreeLayout(inTree: Settings()).files(in: tree)
      let schema = Self.linter.schema
      let central = [try files.loadConfig(schema), try files.loadPlugins(schema)]
      return try await Snapshot.make(
        of: central.compactMap(\.self).map { .loaded($0) } + files.others(),
        with: Self.linter,
        read: { path in (try? tree.file(at: path))?.bytes }
      )
    }
    for _ in 0..<20 {
      let (new, old) = (try tree(), try tree())
      let older = try await read(new).of(
        old,
        TreeLayout(inTree: Settings()),
        inRepoFolder: nil,
        settings: nil
      )
      let fresh = try await read(old).result
      #expect(older.diagnostics.map(Self.shown) == fresh.diagnostics.map(Self.shown))
      #expect(older.jobCount == fresh.jobCount)
    }
  }

  @Test
  func aDuplicateShowsInTheOtherFile() async throws {
    let text = Self.presubmits(["e2e"])
    let snapshot = try await Self.snapshot(Self.usual())
      .replacing(Self.input("jobs/a.yaml", text))
    let found = snapshot.result.diagnostics.filter { $0.rule == "duplicate-job" }
    #expect(found.map(\.place.file.path) == ["jobs/b.yaml"])
    #expect(found.first?.related.first?.place.file.path == "jobs/a.yaml")
  }

  @Test
  func aFileThatDoesNotParseKeepsItsFacts() async throws {
    var texts = Self.usual()
    texts["jobs/a.yaml"] = Self.presubmits(["unit"], label: "cache")
    texts["jobs/b.yaml"] = Self.preset("cache", variable: "A")
    let whole = try await Self.snapshot(texts)
    #expect(!whole.result.diagnostics.contains { $0.rule == "preset-label-without-preset" })
    let broken = try await whole.replacing(Self.input("jobs/b.yaml", "presets:\n- labels: {"))
    let found = broken.result.diagnostics
    #expect(!found.contains { $0.rule == "preset-label-without-preset" })
    #expect(found.filter { $0.place.file.path == "jobs/b.yaml" }.map(\.rule) == ["yaml-syntax"])
    #expect(broken.result.jobCount == whole.result.jobCount)
    // A second broken version has the same facts, and what is right again is judged as usual.
    let again = try await broken.replacing(Self.input("jobs/b.yaml", "presets: ["))
    #expect(!again.result.diagnostics.contains { $0.rule == "preset-label-without-preset" })
    let right = try await again.replacing(Self.input("jobs/b.yaml", ""))
    #expect(right.result.diagnostics.contains { $0.rule == "preset-label-without-preset" })
  }

  @Test
  func noFindingPointsIntoTextThatIsGone() async throws {
    var texts = Self.usual()
    texts["jobs/a.yaml"] = Self.presubmits(["unit", "unit"])
    let whole = try await Self.snapshot(texts)
    #expect(whole.result.diagnostics.contains { $0.rule == "duplicate-job" })
    let text = SourceFile(path: "jobs/a.yaml", text: "presubmits: [")
    let broken = try await whole.replacing(.memory(text, kind: .jobs))
    let found = broken.result.diagnostics.filter { $0.place.file.path == text.path }
    #expect(found.map(\.rule) == ["yaml-syntax"])
    #expect(found.allSatisfy { $0.place.file === text })
  }

  @Test
  func jobsOfOtherFilesAreShared() async throws {
    let first = try await Self.snapshot(Self.usual())
    func jobs(_ snapshot: Snapshot, of path: String) -> [ResolvedJob] {
      snapshot.result.configuration.jobsByFile.filter { $0.file.file.path == path }.flatMap(\.jobs)
    }
    let other = try await first.replacing(Self.input("jobs/a.yaml", Self.presubmits(["build"])))
    let shared = zip(jobs(first, of: "jobs/c.yaml"), jobs(other, of: "jobs/c.yaml"))
    #expect(shared.contains { _ in true })
    #expect(shared.allSatisfy { $0 === $1 })
    // A preset may be any job's.
    let preset = Self.input("jobs/a.yaml", Self.preset("cache", variable: "A"))
    let after = try await other.replacing(preset)
    #expect(
      zip(jobs(other, of: "jobs/c.yaml"), jobs(after, of: "jobs/c.yaml")).allSatisfy { $0 !== $1 }
    )
  }

  /// Counts the jobs that a rule looks at.
  private final class Counter: Sendable {
    let count = Atomic(0)

    var rule: Rule {
      Rule(
        id: "counting",
        summary: "counts",
        why: "For this test.",
        source: "This test",
        bad: .jobs(""),
        good: .jobs(""),
        check: .job { [self] _, _ in _ = count.add(1, ordering: .relaxed) }
      )
    }

    func since() -> Int { count.exchange(0, ordering: .relaxed) }
  }

  @Test
  func jobsAreCheckedAgainOnlyForWhatTheyGet() async throws {
    let counter = Counter()
    let config = Self.config + Self.preset("cache", variable: "A")
    let job = Self.presubmits(["unit", "lint"], label: "cache")
    let first = try await Snapshot.make(
      of: [
        Self.input("config.yaml", config), Self.input("jobs/a.yaml", job),
        Self.input("jobs/b.yaml", Self.presubmits(["e2e"])),
      ],
      with: Linter(
        catalogue: RuleCatalogue.builtIn.adding([counter.rule]),
        schema: ProwSchema.standard,
        workers: 1
      ),
      read: { _ in nil }
    )
    #expect(counter.since() == 3)
    for (text, count) in [
      ("# moved\n" + config, 0), (config + "tide: {}\n", 0),
      (config.replacing("value: x", with: "value: y"), 2), (config + "pod_namespace: pods\n", 3),
      (config.replacing("timeout: 2h", with: "timeout: 3h"), 3),
      (config + "- labels: {preset-new: \"true\"}\n", 0),
      (Self.config + "presets:\n- labels: {preset-new: \"true\"}\n", 2),
      (config.replacing("- labels", with: "- labels: {preset-new: \"true\"}\n- labels"), 0),
    ] {
      let other = try await first.replacing(Self.input("config.yaml", text))
      #expect(counter.since() == count, "\(text.suffix(40))")
      withExtendedLifetime(other) {}
    }
  }

  @Test
  func publishedFilesAreLookedAtAgain() async throws {
    let place = Place(
      file: SourceFile(path: "plugins.yaml", text: Self.plugins),
      range: .fileStart
    )
    let fault = PublishedFault(
      .key("a b", fault: "has a space"),
      at: place,
      related: [place]
    )
    let snapshot = try await Snapshot.make(
      of: [Self.input("plugins.yaml", Self.plugins)],
      with: Self.linter,
      checkTree: { workspace in .success(workspace.jobFiles.isEmpty ? [] : [fault]) }
    )
    let job = Self.input("jobs/a.yaml", Self.presubmits(["unit"]))
    let checked = try await snapshot.replacing(job)
    #expect(checked.result.diagnostics.contains { $0.rule == "configmap-invalid-key" })
    let unchecked = try await snapshot.replacing(job, checksTree: false)
    #expect(!unchecked.result.diagnostics.contains { $0.rule == "configmap-invalid-key" })
    // The namespace of ProwJobs is that of most ConfigMaps; the rest of config.yaml says nothing of them.
    let config = Self.input("config.yaml", Self.config)
    let again = try await unchecked.replacing(config, checksTree: false)
    #expect(again.result.diagnostics.contains { $0.rule == "configmap-invalid-key" })
    let without = try await again.removing("jobs/a.yaml")
    let tide = Self.input("config.yaml", Self.config + "tide: {}\n")
    let same = try await without.replacing(job, checksTree: false)
      .replacing(tide, checksTree: false)
    #expect(!same.result.diagnostics.contains { $0.rule == "configmap-invalid-key" })
    let moved = Self.input("config.yaml", Self.config + "prowjob_namespace: prow\n")
    let other = try await same.replacing(moved, checksTree: false)
    #expect(other.result.diagnostics.contains { $0.rule == "configmap-invalid-key" })
  }

  /// A walk meets `jobs/b/x.yaml` before `jobs/b.yaml`, which decides which of two jobs is the
  /// second one.
  @Test
  func aNewFileComesIntoItsPlaceInAWalk() async throws {
    let texts = ["jobs/b.yaml": Self.presubmits(["unit"])]
    let snapshot = try await Self.snapshot(texts)
    let other = Self.input("jobs/b/x.yaml", Self.presubmits(["unit"]))
    let found = try await snapshot.replacing(other).result.diagnostics
    #expect(
      found.filter { $0.rule == "duplicate-job" }.map(\.place.file.path) == ["jobs/b.yaml"]
    )
  }

  @Test
  func aManifestThatBecomesAJobFileKeepsItsPlace() async throws {
    let schema = ProwSchema(takesManifests: true)
    let linter = Linter(schema: schema, workers: 1)
    let snapshot = try await Snapshot.make(
      of: [Self.input("jobs/a.yaml", ""), Self.input("jobs/c.yaml", Self.presubmits(["unit"]))],
      with: linter
    )
    let pod = "apiVersion: v1\nkind: Pod\nspec: {}\n"
    let jobs = try await snapshot.replacing(Self.input("jobs/b.yaml", pod))
      .replacing(Self.input("jobs/b.yaml", Self.presubmits(["unit"])))
    let found = jobs.result.diagnostics.filter { $0.rule == "duplicate-job" }
    #expect(found.map(\.place.file.path) == ["jobs/c.yaml"])
  }

  @Test
  func aFurtherPlaceInTextThatIsGoneIsLeftOut() async throws {
    var texts = Self.usual()
    texts["jobs/b.yaml"] = Self.presubmits(["unit"])
    let whole = try await Self.snapshot(texts)
    func duplicates(_ snapshot: Snapshot) -> [Diagnostic] {
      snapshot.result.diagnostics.filter { $0.rule == "duplicate-job" }
    }
    #expect(duplicates(whole).map(\.related.count) == [1])
    let broken = try await whole.replacing(Self.input("jobs/a.yaml", "presubmits: ["))
    #expect(duplicates(broken).map(\.place.file.path) == ["jobs/b.yaml"])
    #expect(duplicates(broken).map(\.related.count) == [0])
  }
}
