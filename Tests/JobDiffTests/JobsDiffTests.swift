import Configs
import Diagnostics
import Files
import JobDiff
import Prow
import Testing

@Suite("Diffs of jobs")
struct JobsDiffTests {
  private static let config = """
    plank:
      default_decoration_config_entries:
      - config: {timeout: 1h, gcs_credentials_secret: uploader}

    """

  private func diff(
    _ old: [String: String],
    _ new: [String: String],
    config: (old: String, new: String) = (config, config)
  ) async throws -> [JobChange] {
    try await whole(old, new, config: config).changes
  }

  private func whole(
    _ old: [String: String],
    _ new: [String: String],
    config: (old: String, new: String) = (config, config)
  ) async throws -> JobsDiff {
    func source(_ files: [String: String], _ config: String) -> TreeJobs {
      TreeJobs(
        tree: MemoryTree(files.map { ($0.key, Array($0.value.utf8)) }),
        roots: ["jobs"],
        config: LoadedFile.load(
          SourceFile(path: "config.yaml", text: config),
          kind: .config,
          schema: ProwSchema.standard
        ),
        excluded: []
      )
    }
    return try await JobsDiff.make(
      from: source(old, config.old),
      to: source(new, config.new),
      schema: ProwSchema.standard,
      workers: 2
    )
  }

  /// A job file with one presubmit of acme/rocket.
  private func file(_ name: String, _ fields: String = "", pod: String = "") -> String {
    "presubmits:\n  acme/rocket:\n" + job(name, fields, pod: pod)
  }

  private func job(_ name: String, _ fields: String = "", pod: String = "") -> String {
    """
      - name: \(name)
        decorate: true
        cluster: build
    \(indented(fields, 4))    spec:
          containers:
          - name: test
            image: golang:1
            command: [make, \(name)]
    \(indented(pod, 6))
    """
  }

  private func indented(_ text: String, _ count: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 + "\n" }.joined()
  }

  private func lines(_ changes: [JobChange]) -> [String] {
    changes.flatMap { change in
      ["\(change.kind) \(change.job.name)"]
        + change.fields.map { "\($0.name): \($0.old ?? "-") → \($0.new ?? "-")" }
        + change.gains.map { "! \($0.text)" }
    }
  }

  @Test
  func changedFieldsAreTold() async throws {
    let found = try await diff(
      ["jobs/a.yaml": file("unit", "always_run: true\noptional: true")],
      [
        "jobs/a.yaml": file(
          "unit",
          "run_if_changed: ^src/\nmax_concurrency: 3",
          pod: "serviceAccountName: builder"
        ).replacing("golang:1", with: "golang:2").replacing("[make,", with: "[make, -k,")
      ]
    )
    #expect(
      lines(found) == [
        "changed unit", "runs: always → if ^src/ changes", "merging: optional → required",
        "max_concurrency: - → 3", "spec.containers[test].image: golang:1 → golang:2",
        "spec.containers[test].command[1]: - → -k",
        "spec.serviceAccountName: - → builder", "! acts as service account builder",
      ]
    )
    #expect(found[0].place.file == "jobs/a.yaml" && found[0].place.line == 3)
  }

  @Test
  func jobsComeGoMoveAndAreRenamed() async throws {
    let env = (0..<8).map { "env\($0): x" }.joined(separator: "\n")
    let labels = "labels:\n" + env.split(separator: "\n").map { "  \($0)\n" }.joined()
    let found = try await diff(
      [
        "jobs/a.yaml": file("stays") + job("goes") + job("moves"),
        "jobs/b.yaml": file("old-name", labels),
      ],
      [
        "jobs/a.yaml": file("stays")
          + job("comes", "run_if_changed: x\nhidden: true\npath_alias: y\nlabels: {a: b}"),
        "jobs/b.yaml": file("new-name", labels), "jobs/c.yaml": file("moves"),
      ]
    )
    #expect(
      found.map { "\($0.kind) \($0.job.name) \($0.oldName ?? "") \($0.oldPlace?.file ?? "")" } == [
        "added comes  ", "removed goes  ", "renamed new-name old-name ", "moved moves  jobs/a.yaml",
      ]
    )
  }

  @Test
  func listsAreToldElementByElement() async throws {
    func file(_ args: [String]) -> String {
      self.file(
        "unit",
        pod: "initContainers:\n- {name: i, args: [\(args.joined(separator: ", "))]}"
      )
    }
    let long = (0..<60).map { "--flag-\($0)=value" }
    var changed = long
    changed[13] = "--flag-13=other"
    changed.remove(at: 40)
    changed.append("last")
    let found = try await diff(["jobs/a.yaml": file(long)], ["jobs/a.yaml": file(changed)])
    #expect(
      lines(found) == [
        "changed unit", "spec.initContainers[i].args[13]: --flag-13=value → --flag-13=other",
        "spec.initContainers[i].args[40]: --flag-40=value → -",
        "spec.initContainers[i].args[59]: - → last",
      ]
    )
    let branches = try await diff(
      ["jobs/a.yaml": self.file("unit", "branches: [main, old]")],
      ["jobs/a.yaml": self.file("unit", "branches: [main, new]")]
    )
    #expect(lines(branches) == ["changed unit", "branches[1]: old → new"])
    // To a program these are two values, whatever they look like.
    let alike = try await diff(
      ["jobs/a.yaml": self.file("unit", "max_concurrency: 1\nlabels: {a: \"\u{E9}\"}")],
      ["jobs/a.yaml": self.file("unit", "max_concurrency: 1\nlabels: {a: \"e\u{301}\"}")]
    )
    #expect(alike.map(\.fields.count) == [1])
  }

  @Test
  func twoListsWithNothingInCommonCostLittle() async throws {
    func file(_ word: String) -> String {
      let args = (0..<20_000).map { "\(word)\($0)" }.joined(separator: ", ")
      return self.file("unit", pod: "initContainers: [{name: i, args: [\(args)]}]")
    }
    let found = try await diff(["jobs/a.yaml": file("a")], ["jobs/a.yaml": file("b")])
    #expect(found.map(\.fields.count) == [20_000])
  }

  @Test(arguments: [
    "presubmits: [\n", "words", "- list\n", "presubmits: [x]\n", "periodics: {a: b}\n",
  ])
  func filesThatCantBeReadAreNoRemovals(_ broken: String) async throws {
    let good = ["jobs/a.yaml": file("unit") + job("more"), "jobs/b.yaml": file("other")]
    let bad = good.merging(["jobs/a.yaml": broken]) { $1 }
    let unread = JobsDiff.UnreadFile(name: "jobs/a.yaml", isNow: true, wasBefore: false)
    let now = try await whole(good, bad)
    #expect(now.changes.isEmpty && now.unread == [unread])
    let before = try await whole(bad, good)
    #expect(before.changes.isEmpty && before.unread.map(\.wasBefore) == [true])
    #expect(try await whole(bad, bad).isEmpty)
  }

  @Test
  func reorderingIsNoDifference() async throws {
    let (one, two) = (job("one"), job("two"))
    let head = "presubmits:\n  acme/rocket:\n"
    let found = try await diff(
      ["jobs/a.yaml": head + one + two],
      ["jobs/a.yaml": head + "# swapped\n" + two + one]
    )
    #expect(lines(found) == [])
  }

  @Test
  func jobsOfOneNameAreToldApartByBranches() async throws {
    let head = "presubmits:\n  acme/rocket:\n"
    let (main, old) = (job("unit", "branches: [main]"), job("unit", "branches: [old]"))
    let found = try await diff(
      ["jobs/a.yaml": head + main + old],
      ["jobs/a.yaml": head + old.replacing("golang:1", with: "golang:2") + main]
    )
    #expect(
      lines(found) == ["changed unit", "spec.containers[test].image: golang:1 → golang:2"]
    )
  }

  @Test
  func presetsAndDefaultsCountWhereverTheyAre() async throws {
    let preset = "presets:\n- labels: {p: \"1\"}\n  env: [{name: A, value: NEW}]\n"
    let jobs = file("unit", "labels: {p: \"1\"}")
    let byPreset = try await diff(
      ["jobs/a.yaml": jobs, "jobs/p.yaml": preset.replacing("NEW", with: "OLD")],
      ["jobs/a.yaml": jobs, "jobs/p.yaml": preset]
    )
    #expect(
      lines(byPreset) == ["changed unit", "spec.containers[test].env[A].value: OLD → NEW"]
    )
    let byDefault = try await diff(
      ["jobs/a.yaml": jobs],
      ["jobs/a.yaml": jobs],
      config: (Self.config, Self.config.replacing("1h", with: "2h"))
    )
    #expect(lines(byDefault) == ["changed unit", "decoration_config.timeout: 1h → 2h"])
  }

  @Test(arguments: [
    ("", "volumes: [{name: v, secret: {secretName: s}}]", ["reads secret s"]),
    ("", "volumes: [{name: v, projected: {sources: [{secret: {name: s}}]}}]", ["reads secret s"]),
    ("", "imagePullSecrets: [{name: s}]", ["reads secret s"]),
    ("", "volumes: [{name: v, hostPath: {path: /dev}}]", ["mounts hostPath /dev"]),
    ("", "hostNetwork: true\nhostPID: true", ["hostNetwork", "hostPID"]),
    ("", "securityContext: {Privileged: true}", ["privileged"]),
    ("", "initContainers: [{name: i, securityContext: {privileged: true}}]", ["privileged"]),
    ("", "containers: [{name: test, envFrom: [{secretRef: {name: s}}]}]", ["reads secret s"]),
    (
      "", "containers: [{name: test, env: [{name: A, valueFrom: {secretKeyRef: {name: s}}}]}]",
      ["reads secret s"]
    ),
    (
      "", "containers: [{name: t, securityContext: {capabilities: {add: [SYS_ADMIN]}}}]",
      ["capability SYS_ADMIN"]
    ),
    ("always_run: true", "", ["always runs and blocks merges"]),
    ("always_run: true\noptional: true", "", []),
    ("always_run: true\nskip_report: true", "", []),
    ("run_if_changed: x", "", []),
    ("cluster: default", "", ["runs in the trusted cluster default"]),
    ("cluster: trusted-build", "", ["runs in the trusted cluster trusted-build"]),
    ("cluster: untrusted", "", []),
    ("decoration_config: {ssh_key_secrets: [key]}", "", ["reads secret key"]),
    ("decoration_config: {oauth_token_secret: {name: token}}", "", ["reads secret token"]),
  ])
  func gainsOfPowerAreFlagged(_ fields: String, _ pod: String, _ gains: [String]) async throws {
    let old = ["jobs/a.yaml": file("unit"), "jobs/b.yaml": file("other")]
    let changed = try await diff(
      old,
      ["jobs/a.yaml": file("unit", fields, pod: pod), "jobs/b.yaml": file("other")]
    )
    #expect(changed.flatMap(\.gains).map(\.text) == gains)
    let back = try await diff(
      ["jobs/a.yaml": file("unit", fields, pod: pod), "jobs/b.yaml": file("other")],
      old
    )
    let backGains = back.flatMap(\.gains).map(\.text)
    #expect(backGains.allSatisfy { $0.hasPrefix("runs in") }, "giving up is no gain")
    let new = try await diff(
      ["jobs/b.yaml": file("other")],
      ["jobs/a.yaml": file("unit", fields, pod: pod), "jobs/b.yaml": file("other")]
    )
    #expect(new.flatMap(\.gains).map(\.text) == gains, "a new job gains all its powers")
  }

  @Test
  func withOneClusterNoneIsTrustedMore() async throws {
    func file(_ image: String) -> String {
      "periodics:\n- name: nightly\n  spec: {containers: [{image: \(image)}]}\n"
    }
    let found = try await diff([:], ["jobs/a.yaml": file("golang")])
    #expect(lines(found) == ["added nightly"])
  }

  @Test
  func filesAreFoundAsProwFindsThem() async throws {
    let found = try await diff(
      [:],
      [
        "jobs/.prowignore": "ignored\n", "jobs/ignored/a.yaml": file("a"),
        "jobs/..data/b.yaml": file("b"), "jobs/c.txt": file("c"), "jobs/d.yml": file("d"),
        "elsewhere/e.yaml": file("e"),
      ]
    )
    #expect(found.map(\.job.name) == ["d"])
  }
}
