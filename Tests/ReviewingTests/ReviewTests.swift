import Analysis
import Configs
import Diagnostics
import Files
import Formats
import JobDiff
import Reporting
import Reviewing
import Testing

@Suite("A review")
struct ReviewTests {
  private static let plugins = """
    plugins: {acme/rocket: {plugins: [trigger]}}
    config_updater: {maps: {jobs/*.yaml: {name: job-config}}}

    """

  private static func protecting(_ contexts: String) -> String {
    """
    branch-protection:
      orgs:
        acme:
          repos:
            rocket:
              protect: true
              required_status_checks: {contexts: [\(contexts)]}
              branches:
                release: {protect: true}

    """
  }

  private static func presubmits(_ jobs: [String]) -> String {
    "presubmits:\n  acme/rocket:\n"
      + jobs.map { "  - {\($0), spec: {containers: [{image: golang, command: [make]}]}}\n" }
      .joined()
  }

  private static func tree(_ files: [String: String]) -> MemoryTree {
    let usual = ["config.yaml": "plank: {}\n", "plugins.yaml": plugins]
    let all = usual.merging(files) { _, new in new }
    return MemoryTree(all.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
  }

  private static func review(
    _ old: [String: String],
    _ new: [String: String],
    _ settings: Settings = Settings()
  ) async throws -> Review {
    var settings = settings
    settings.options.ignore = ["non-decorated-jobs"]
    let request = Review.Request(
      layout: TreeLayout(inTree: settings),
      settings: settings,
      repository: "acme/infra",
      workers: 2
    )
    return try #require(try await Review.make(of: tree(new), since: tree(old), request))
  }

  private static func naming(_ config: String) -> Settings {
    var settings = Settings()
    (settings.config, settings.jobs) = (config, ["jobs"])
    return settings
  }

  private static func shown(_ review: Review) -> String {
    ReviewTextReporter(compared: "a…b", usesColor: false).render(review).string
  }

  // MARK: The verdict

  @Test
  func saysThatNothingChanges() async throws {
    let files = ["jobs/a.yaml": Self.presubmits(["name: unit, always_run: true"])]
    let review = try await Self.review(files, files)
    #expect(
      Self.shown(review) == """
        ✅ loads: 1 job
        compared a…b; nothing that runs or is published changes

        """
    )
    #expect(!review.fails)
  }

  @Test
  func findingsThatWereThereAreNotShown() async throws {
    let old = Self.presubmits(["name: unit, decorat: true"])
    let new = Self.presubmits(["name: e2e, decorat: true", "name: unit, decorat: true"])
    let review = try await Self.review(["jobs/a.yaml": old], ["jobs/a.yaml": new])
    #expect(
      Self.shown(review).hasPrefix(
        """
        ⚠️ loads: 2 jobs, 1 new warning
        compared a…b (1 job more)

        0 new errors, 1 new warning; 1 older one not shown
          warning: unknown field "decorat" in a presubmit, jobs/a.yaml:3 [unknown-fields-all]
            job e2e
            help: did you mean decorate?

        """
      ),
      "\(Self.shown(review))"
    )
  }

  /// Also what was refused before is refused.
  @Test
  func whatProwRefusesComesFirst() async throws {
    let files = ["jobs/a.yaml": "periodics:\n- {name: nightly, cron: x, spec: {}}\n"]
    let review = try await Self.review(files, files)
    #expect(review.verdict == .refused)
    #expect(review.fails)
    #expect(Self.shown(review).hasPrefix("⛔ Prow would refuse this: "))
    #expect(Self.shown(review).contains(" errors, none of them new\n"))
  }

  @Test
  func aFileThatCanNotBeReadIsSaidAndNotCompared() async throws {
    let old = Self.presubmits(["name: unit, always_run: true"])
    let review = try await Self.review(
      ["jobs/a.yaml": old],
      ["jobs/a.yaml": old + " broken\n", "config.yaml": Self.protecting("EasyCLA")]
    )
    #expect(Self.shown(review).hasPrefix("⛔ Prow would refuse this: 1 error\n"))
    #expect(
      Self.shown(review).hasSuffix(
        """
        Jobs: 1 file not compared
          jobs/a.yaml can't be read now; its jobs are not compared

        """
      ),
      "\(Self.shown(review))"
    )
    // One of its jobs may report the context that branch protection asks for.
    #expect(review.contexts.isEmpty)
  }

  @Test
  func aConfigThatCanNotBeReadLeavesMuchUnsaid() async throws {
    let jobs = Self.presubmits(["name: unit, always_run: true"])
    let review = try await Self.review(
      ["config.yaml": "pod_namespace: pods\nplank: {}\n", "jobs/a.yaml": jobs],
      ["config.yaml": "plank: [\n", "jobs/a.yaml": jobs],
      Self.naming("config.yaml")
    )
    #expect(review.verdict == .refused)
    #expect(review.contexts.isEmpty)
    #expect(
      Self.shown(review).hasSuffix(
        "Jobs: 1 file not compared\n  config.yaml can't be read; no job is compared\n"
      ),
      "\(Self.shown(review))"
    )
  }

  /// Prow does not start without it.
  @Test
  func aConfigThatIsGoneIsRefused() async throws {
    let jobs = Self.presubmits(["name: unit, always_run: true"])
    var settings = Settings()
    settings.jobs = ["jobs"]
    settings.options.ignore = ["non-decorated-jobs"]
    let request = Review.Request(
      layout: TreeLayout(inTree: settings),
      settings: settings,
      repository: nil,
      workers: 1
    )
    let new = MemoryTree([(path: "jobs/a.yaml", bytes: Array(jobs.utf8))])
    let old = Self.tree(["jobs/a.yaml": jobs])
    let review = try #require(try await Review.make(of: new, since: old, request))
    #expect(
      Self.shown(review).hasPrefix("⛔ Prow would not start: config.yaml, plugins.yaml are gone\n"),
      "\(Self.shown(review))"
    )
    #expect(review.fails)
  }

  /// A long value must not push out what others have to say.
  @Test
  func longValuesHideNothing() async throws {
    let secrets = ["root-token", String(repeating: "y", count: 70_000)].map {
      "{name: \($0.prefix(9)), valueFrom: {secretKeyRef: {name: \($0), key: k}}}"
    }
    let job =
      "name: unit, spec: {serviceAccountName: admin, containers: [{image: a, command: [b], "
      + "env: [\(secrets.joined(separator: ", "))]}]}"
    let review = try await Self.review(
      [:],
      [
        "jobs/a.yaml": "postsubmits:\n  acme/rocket:\n  - {\(job)}\n"
      ]
    )
    let links = SourceLinks(base: nil, pathFromTop: { $0 })
    let page = ReviewMarkdownReporter(compared: "a…b", links: links).render(review)
    #expect(page.contains("reads secret `root-token`"), "\(page)")
    #expect(page.contains("acts as service account `admin`"))
    #expect(!page.contains("are cut, since"))
  }

  /// Each branch takes a look at all jobs of the repository.
  @Test
  func ofManyBranchesSomeAreLookedAt() async throws {
    func jobs(_ name: String) -> String {
      Self.presubmits((0..<200).map { "name: \(name)-\($0), always_run: true, branches: [b\($0)]" })
    }
    let review = try await Self.review(["jobs/a.yaml": jobs("old")], ["jobs/a.yaml": jobs("new")])
    #expect(Set(review.contexts.flatMap(\.branches)).count == 30)
  }

  // MARK: What merges wait for

  private static let contextCases: [(old: [String: String], new: [String: String], text: String)] =
    [
      (
        ["jobs/a.yaml": presubmits(["name: unit, always_run: true"])],
        [
          "jobs/a.yaml": presubmits([
            "name: unit, always_run: true", "name: other, always_run: true, cluster: build",
          ])
        ],
        "merges wait for other in acme/rocket, jobs/a.yaml:4"
      ),
      (
        ["jobs/a.yaml": presubmits(["name: unit, always_run: true"])],
        ["jobs/a.yaml": presubmits(["name: unit, always_run: true, optional: true"])],
        "merges no longer wait for unit in acme/rocket, jobs/a.yaml:3"
      ),
      (
        ["jobs/a.yaml": presubmits(["name: unit, always_run: true"])],
        ["jobs/a.yaml": presubmits(["name: unit-tests, always_run: true"])],
        """
        required context unit is now called unit-tests in acme/rocket, jobs/a.yaml:3
            open pull requests can merge only after a run under the new name
        """
      ),
      (
        [
          "config.yaml": protecting("unit"),
          "jobs/a.yaml": presubmits(["name: unit, always_run: true"]),
        ],
        ["config.yaml": protecting("unit"), "jobs/a.yaml": "presubmits: {}\n"],
        """
        required context unit is gone: branch protection still asks for it in acme/rocket, \
        config.yaml:7
            nothing can merge there until the setting is changed
        """
      ),
      (
        [
          "config.yaml": protecting(""), "jobs/a.yaml": presubmits(["name: docs, optional: true"]),
        ],
        [
          "config.yaml": protecting("EasyCLA"),
          "jobs/a.yaml": presubmits(["name: docs, optional: true"]),
        ],
        "no job here reports EasyCLA, which branch protection asks for in acme/rocket, config.yaml:7"
      ),
      (
        ["jobs/a.yaml": presubmits(["name: unit, always_run: true"])],
        [
          "config.yaml": "tide: {context_options: {required-contexts: [external]}}\n",
          "jobs/a.yaml": presubmits(["name: unit, always_run: true"]),
        ],
        "no job here reports external, which Tide asks for in acme/rocket, config.yaml:1"
      ),
      (
        [
          "config.yaml": protecting(""),
          "jobs/a.yaml": presubmits(["name: unit, always_run: true, branches: [main, release]"]),
        ],
        [
          "config.yaml": protecting(""),
          "jobs/a.yaml": presubmits(["name: unit, always_run: true, branches: [main]"]),
        ],
        "merges no longer wait for unit in acme/rocket on release, jobs/a.yaml:3"
      ),
    ]

  @Test(arguments: contextCases.indices)
  func saysWhatMergesWaitFor(index: Int) async throws {
    let (old, new, text) = Self.contextCases[index]
    let review = try await Self.review(old, new)
    let sections = (Self.shown(review) + "\n").split(separator: "\n\n")
    let merges = sections.first { $0.hasPrefix("Merges\n") }
    #expect(merges.map(String.init) == "Merges\n  \(text)", "\(Self.shown(review))")
  }

  @Test
  func aJobThatStartsWithChangesIsNotWaitedForBefore() async throws {
    let review = try await Self.review(
      [:],
      ["jobs/a.yaml": Self.presubmits(["name: docs, run_if_changed: ^docs/"])]
    )
    #expect(review.contexts.isEmpty)
  }

  // MARK: Power, schedules, many jobs

  @Test
  func namesTheSecretsThatAPresetBrings() async throws {
    let jobs = Self.presubmits(
      (1...6).map { "name: job-\($0), labels: {preset-cache: \"true\"}" }
    )
    func preset(_ more: String) -> String {
      "presets:\n- labels: {preset-cache: \"true\"}\n  env: [{name: A, value: b}\(more)]\n"
    }
    let secret = ", {name: T, valueFrom: {secretKeyRef: {name: gh-token, key: t}}}"
    let review = try await Self.review(
      ["jobs/a.yaml": jobs, "jobs/p.yaml": preset("")],
      ["jobs/a.yaml": jobs, "jobs/p.yaml": preset(secret)]
    )
    let names = (1...5).map { "presubmit acme/rocket job-\($0)" }.joined(separator: ", ")
    #expect(
      Self.shown(review).contains(
        """
        Power
          6 jobs, \(names) and 1 more: each reads secret gh-token

        Many jobs at once
          6 jobs, \(names) and 1 more
            secrets: unset → gh-token
        """
      ),
      "\(Self.shown(review))"
    )
  }

  @Test
  func saysHowSchedulesChange() async throws {
    func periodics(_ jobs: [String]) -> String {
      "periodics:\n"
        + jobs.map { "- {\($0), spec: {containers: [{image: golang, command: [make]}]}}\n" }
        .joined()
    }
    let nightly = "name: nightly, interval: 24h"
    func schedules(_ old: [String], _ new: [String]) async throws -> String {
      let review = try await Self.review(
        ["jobs/a.yaml": periodics(old)],
        ["jobs/a.yaml": periodics(new)]
      )
      let sections = Self.shown(review).split(separator: "\n\n")
      return sections.first { $0.hasPrefix("Schedules\n") }.map(String.init) ?? ""
    }
    let weekly = "name: weekly, cron: 5 4 * * 1"
    #expect(
      try await schedules(
        [nightly, "name: old, cron: 0 1 * * *"],
        ["name: nightly, interval: 1h", weekly]
      )
        == """
        Schedules
          nightly: ran every 24h, now every 1h
          weekly, called old before: ran at 0 1 * * *, now at 5 4 * * 1
        """
    )
    let added = try await schedules([nightly], [nightly, weekly])
    #expect(added == "Schedules\n  weekly is new: runs at 5 4 * * 1")
    let removed = try await schedules([nightly, weekly], [nightly])
    #expect(removed == "Schedules\n  weekly is gone: ran at 5 4 * * 1")
  }

  // MARK: Markdown

  @Test
  func aPageLinksPlacesAndKeepsValuesFromBeingMarkup() async throws {
    let name = "x`y <b> @all"
    let review = try await Self.review(
      [:],
      ["jobs/a b.yaml": Self.presubmits(["name: \"\(name)\", always_run: true"])]
    )
    let links = SourceLinks(base: "https://github.com/acme/infra/blob/abc", pathFromTop: { $0 })
    let page = ReviewMarkdownReporter(compared: "a…b", links: links).render(review)
    #expect(
      page.contains(
        "- merges wait for ``x`y <b> @all`` in `acme/rocket`, "
          + "[`jobs/a b.yaml:3`](https://github.com/acme/infra/blob/abc/jobs/a%20b.yaml#L3)\n"
      ),
      "\(page)"
    )
  }

  @Test
  func aPageEndsBeforeTheLimitOfAComment() async throws {
    let jobs = (0..<3000).map { "name: job-\($0), always_run: \($0 % 2 == 0)" }
    let review = try await Self.review([:], ["jobs/a.yaml": Self.presubmits(jobs)])
    let links = SourceLinks(base: nil, pathFromTop: { $0 })
    let page = ReviewMarkdownReporter(compared: "a…b", links: links).render(review)
    #expect(page.utf8.count <= 65_536)
    #expect(page.contains("are cut, since a comment on GitHub") || page.contains("is cut, since"))
    #expect(page.contains("</details>\n"))
  }

  @Test
  func withoutProwsFilesThereIsNoReview() async throws {
    let request = Review.Request(
      layout: TreeLayout(inTree: Settings()),
      settings: Settings(),
      repository: nil,
      workers: 1
    )
    let empty = MemoryTree([(path: "README.md", bytes: [])])
    #expect(try await Review.make(of: empty, since: empty, request) == nil)
  }
}
