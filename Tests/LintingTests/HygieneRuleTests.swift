import Analysis
import Configs
import Diagnostics
import Formats
import Linting
import Reporting
import Testing

@Suite("Rules for what Prow accepts and hardly does what was meant")
struct HygieneRuleTests {
  /// The findings of one rule, each with its place and help.
  private func find(
    _ rule: String,
    _ jobs: String,
    config: String = ""
  ) async throws -> [String] {
    let example = Example.config(Example.baseConfig + config, jobs: jobs)
    let result = try await ExampleLinter.lint(example, options: LintOptions(select: [rule]))
    return result.diagnostics.map { diagnostic in
      let position = LineIndex(diagnostic.place.file).position(at: diagnostic.place.range.start)
      return "\(position.line):\(position.column) \(diagnostic.message) | \(diagnostic.help ?? "")"
    }
  }

  private static let tail = "decorate: true, spec: {containers: [{image: golang, command: [make]}]}"

  /// A presubmit of acme/rocket on line 3.
  private func presubmit(_ fields: String) -> String {
    "presubmits:\n  acme/rocket:\n  - {name: unit, \(fields), \(Self.tail)}\n"
  }

  private func periodic(_ fields: String) -> String {
    "periodics:\n- {name: nightly, \(fields), \(Self.tail)}\n"
  }

  @Test(arguments: [
    (
      "run_if_changed: '^(/a/|/b/)'",
      "3:34 run_if_changed \"^(/a/|/b/)\" never matches a file: names of changed files have no slash at the start | write ^(a/|b/)"
    ),
    (
      #"run_if_changed: '^go\\.mod$'"#,
      #"3:34 run_if_changed "^go\\.mod$" never matches a file: two backslashes stand for a backslash in the name | write ^go\.mod$"#
    ),
    (
      #"run_if_changed: "^docs/\n""#,
      "3:34 run_if_changed \"^docs/↵\" never matches a file: a space or a line break around the pattern is part of it | write ^docs/"
    ),
    (
      "skip_if_only_changed: '^docs/$|^site/'",
      "3:40 \"^docs/$\" in skip_if_only_changed \"^docs/$|^site/\" never matches a file: names of changed files do not end with a slash | write ^docs/|^site/"
    ),
    (
      "run_if_changed: 'config/*.yaml'",
      #"3:34 run_if_changed "config/*.yaml" does not match what it is for: this is a regular expression and not a glob, so * repeats the character before it | write ^config/[^/]*\.yaml$"#
    ),
    (
      "run_if_changed: '^src/{a,b}/'",
      "3:34 run_if_changed \"^src/{a,b}/\" does not match what it is for: this is a regular expression and not a glob, so { and } are characters | write ^src/(a|b)/"
    ),
    (
      "branches: ['refs/heads/release-.*']",
      "3:29 branches \"refs/heads/release-.*\" never matches a branch: Prow compares the bare name, without refs/heads/ or refs/tags/ | write ^release-.*"
    ),
    (
      "branches: ['v*']",
      "3:29 branches \"v*\" matches every branch: this is a regular expression and not a glob, so * repeats the character before it | write ^v"
    ),
  ])
  func aPatternThatMatchesNothingIsFoundWithTheRightOne(
    _ field: String,
    _ line: String
  ) async throws {
    #expect(try await find("pattern-never-matches", presubmit(field)) == [line])
  }

  @Test
  func fieldsAreKnownInAnyLetterCase() async throws {
    func ref(_ field: String) -> String {
      presubmit("extra_refs: [{\(field): 'https://example.com/tools', base_ref: main}]")
    }
    #expect(try await find("incomplete-ref", ref("Repo_Link")) == [])
    #expect(try await find("incomplete-ref", ref("link")).count == 1)
    let twice = "extra_refs: [{org: acme, repo: a, base_ref: x}, {org: acme, repo: a, base_ref: y}]"
    #expect(try await find("clone-path", periodic(twice)).count == 1)
    let skipping = twice + ", decoration_config: {Skip_Cloning: true}"
    #expect(try await find("clone-path", periodic(skipping)) == [])
  }

  /// A halved list of findings reads as the whole one.
  @Test
  func manyFindingsAreWrittenInTheirOrder() async throws {
    let jobs = (0..<150).map { "- {name: job \($0), interval: 1h, \(Self.tail)}\n" }.joined()
    let example = Example.config(Example.baseConfig, jobs: "periodics:\n" + jobs)
    let result = try await ExampleLinter.lint(example, options: LintOptions(select: ["job-name"]))
    #expect(result.diagnostics.count == 150)
    let whole = TextReporter(usesColor: false, width: 80).render(result.diagnostics).string
    let parts = await TextReporter.render(
      result,
      folds: false,
      usesColor: false,
      width: 80,
      workers: 2
    )
    #expect(parts.string == whole + "150 errors, 0 warnings: 150 jobs in 2 files\n")
  }

  @Test(arguments: [
    #"run_if_changed: '(^|/)testdata/|^go\.(mod|sum)$'"#, "run_if_changed: '/migrations/'",
    "run_if_changed: '^/?api/'", "run_if_changed: '^tests*/'", "run_if_changed: '^docs/*'",
    #"branches: ['^release-\d*$', '^(refs/heads/)?main$']"#, "branches: ['release-*']",
    "branches: ['(main', 'dev)']",
  ])
  func aPatternThatMatchesIsNot(_ field: String) async throws {
    #expect(try await find("pattern-never-matches", presubmit(field)) == [])
    #expect(try await find("invalid-regex", presubmit(field)) == [])
  }

  @Test(arguments: [
    ("run_if_changed: '**/*.proto'", #"\.proto$"#), ("run_if_changed: docs/**", "^docs/"),
    ("run_if_changed: 'src/**/*.go'", #"^src/.*\.go$"#),
    ("run_if_changed: '*.md|docs/**'", #"\.md$|^docs/"#),
    ("run_if_changed: '**/docs/**'", "(^|/)docs/"), ("branches: ['*-stable']", "-stable$"),
  ])
  func theHelpForAGlobHasTheExpression(_ field: String, _ expression: String) async throws {
    let found = try await find("invalid-regex", presubmit(field))
    #expect(found.count == 1)
    #expect(
      found[0].hasSuffix("this looks like a glob; as a regular expression it is \(expression)")
    )
  }

  @Test
  func labelsAreComparedWithThoseOfPresets() async throws {
    let presets = """
      presets:
      - labels: {preset-dind: "true"}
      - labels: {preset-kind: "1.28"}
      - labels: {preset-a: "true", preset-b: x}

      """
    func find(_ labels: String) async throws -> [String] {
      try await self.find(
        "preset-label-without-preset",
        presets + presubmit("labels: {\(labels)}")
      )
    }
    #expect(
      try await find("preset-kind: '1.29'")
        == [
          "7:40 no preset has the label preset-kind with the value \"1.29\" | write \"1.28\", or remove the label"
        ]
    )
    #expect(
      try await find("prest-dind: 'true'")
        == ["7:27 no preset has the label prest-dind | did you mean preset-dind?"]
    )
    #expect(
      try await find("preset-a: 'true'")
        == [
          "7:27 the label preset-a selects no preset: each preset with it needs another label, too | add the other labels of the preset to the job, or remove this one"
        ]
    )
    #expect(try await find("preset-dind: 'false', team: dind") == [])
  }

  @Test
  func alikeFindingsAreOne() async throws {
    let jobs = (1...7).map {
      "- {name: n\($0), cron: '\($0) */9 * * *', \(Self.tail)}\n"
    }.joined()
    #expect(
      try await find("uneven-schedule", "periodics:\n" + jobs)
        == [
          "2:20 \"1 */9 * * *\" runs at the hours 0, 9, 18 of each day: the last gap is not 9 hours, as in 6 other jobs | use a step that divides 24, or interval: 9h"
        ]
    )
  }

  @Test(arguments: [
    (
      "* */8 * * *",
      "\"* */8 * * *\" runs every minute of its hours | write a minute, such as 0 */8 * * *"
    ),
    (
      "* * * * 1-5",
      "\"* * * * 1-5\" runs every minute of its days | write a minute and an hour, such as 0 0 * * 1-5"
    ),
    (
      "0 0 1 * 1",
      "\"0 0 1 * 1\" runs on each of these days of the month and on each of these days of the week, not only where both fit | keep one of the two fields, and write * for the other"
    ),
  ])
  func aScheduleIsReadAsItRuns(_ cron: String, _ words: String) async throws {
    #expect(
      try await find("schedule-not-as-meant", periodic("cron: '\(cron)'")) == ["2:25 " + words]
    )
  }

  @Test(arguments: [
    "* * * * *", "0 */24 * * *", "0 8-18/2 * * 1-5", "0 0 31 2 *", "* * 30 02 *", "0 0 ? * 1",
  ])
  func anOrdinaryScheduleIsNotReported(_ cron: String) async throws {
    #expect(try await find("schedule-not-as-meant", periodic("cron: '\(cron)'")) == [])
    #expect(try await find("uneven-schedule", periodic("cron: '\(cron)'")) == [])
  }

  @Test
  func branchesAreComparedAsExpressions() async throws {
    func find(_ one: String, _ other: String) async throws -> [String] {
      let jobs = [one, other].enumerated().map {
        "  - {name: j\($0), context: u, branches: ['\($1)'], \(Self.tail)}\n"
      }
      return try await self.find(
        "same-context-on-a-branch",
        "presubmits:\n  acme/rocket:\n" + jobs.joined()
      )
    }
    let help =
      " | anchor the branches with ^ and $ and keep them apart, or give one job another context"
    #expect(
      try await find("main", "^main$") == [
        "4:25 \"u\" is also the context of job \"j0\" on branch main" + help
      ]
    )
    #expect(
      try await find("release-1.1", "release-1.12")
        == ["4:25 \"u\" is also the context of job \"j0\" on branch release-1.12" + help]
    )
    #expect(
      try await find("^release-.*$", #"^release-1\.5$"#)
        == ["4:25 \"u\" is also the context of job \"j0\" on branch release-1.5" + help]
    )
    #expect(try await find("release-.*", "main") == [])
    #expect(try await find("release-1.1", "release-1.2") == [])
  }

  @Test(arguments: [
    (
      "[\"make test\"]",
      "\"make test\" is one element, and so the name of one program | write [make, test]"
    ),
    (
      "[sh, -c, make, test]",
      "\"test\" is not run: sh -c takes one script, and what follows it are parameters of the script | write one script: \"make test\""
    ),
    (
      "[bash, -euo, pipefail, -c, make, \"go vet\"]",
      "\"go vet\" is not run: bash -c takes one script, and what follows it are parameters of the script | write one script: \"make && go vet\""
    ),
    (
      "[bash, make test]",
      "bash takes \"make test\" as the name of a script file | write -c before it"
    ),
    (
      "[make, '&&', make]",
      "&& is an argument of make here: no shell reads it | write [sh, -c, …] with the commands in one script"
    ),
    (
      "[make, '|', tee, log]",
      "| is an argument of make here: no shell reads it | write [sh, -c, …] with the commands in one script"
    ),
    (
      "[sh, -c, make all, '&&', make]",
      "\"&&\" is not run: sh -c takes one script, and what follows it are parameters of the script | write one script: \"make all && make\""
    ),
    (
      "[cd, src]",
      "cd is a command of shells, and not a program | write [sh, -c, …] with the commands in one script"
    ),
  ])
  func aCommandIsReadAsItRuns(_ command: String, _ words: String) async throws {
    let jobs =
      "periodics:\n- {name: n, interval: 1h, spec: {containers: [{image: x, command: \(command)}]}}\n"
    let found = try await find("command-shape", jobs)
    #expect(found.map { $0.drop { $0 != " " }.dropFirst() } == [words[...]])
  }

  @Test(arguments: [
    "[sh, -c, 'echo \"$@\"', --, a]", "[bash, -euo, pipefail, -c, make]",
    "[runner.sh, bash, -c, make all]",
    "[make, 'A=b c']", "[bash, ./run.sh, a b]", "[bash, -c, --, make all]",
  ])
  func anOrdinaryCommandIsNotReported(_ command: String) async throws {
    let jobs =
      "periodics:\n- {name: n, interval: 1h, spec: {containers: [{image: x, command: \(command)}]}}\n"
    #expect(try await find("command-shape", jobs) == [])
  }

  @Test(arguments: [
    (
      "acme",
      "it has no slash | write org/repo, such as acme/repo; each repository needs its own jobs"
    ),
    ("acme/", "there is nothing before or after a slash | write org/repo, such as acme/repo"),
    (
      "https://github.com/acme/rocket",
      "repositories of GitHub are named without the host | write acme/rocket"
    ),
    ("\"\"", "it has no slash | write org/repo; each repository needs its own jobs"),
    ("acme/a/b", "it has more than one slash | write org/repo: acme/a"),
  ])
  func aKeyIsARepository(_ key: String, _ words: String) async throws {
    let jobs = "postsubmits:\n  \(key):\n  - {name: unit, \(Self.tail)}\n"
    #expect(
      try await find("key-is-no-repository", jobs) == [
        "2:3 \"\(key.replacing("\"", with: ""))\" is not a repository: \(words)"
      ]
    )
  }

  @Test(arguments: ["acme/rocket.js", "review.example.com/a/b", "https://review.example.com/a"])
  func aKeyOfGerritIsFine(_ key: String) async throws {
    let jobs = "postsubmits:\n  \(key):\n  - {name: unit, \(Self.tail)}\n"
    #expect(try await find("key-is-no-repository", jobs) == [])
  }

  @Test
  func clonesAreComparedByPath() async throws {
    let refs =
      "extra_refs: [{org: acme, repo: rocket, base_ref: a}, {org: acme, repo: rocket, base_ref: b"
    #expect(
      try await find("clone-path", periodic("interval: 1h, \(refs)}]"))
        == [
          "2:87 acme/rocket is cloned twice into src/github.com/acme/rocket, which ends the job | set path_alias in the extra ref, so that each clone has a folder of its own"
        ]
    )
    #expect(try await find("clone-path", periodic("interval: 1h, \(refs), path_alias: b}]")) == [])
    let one = "extra_refs: [{org: acme, repo: rocket, base_ref: a"
    #expect(
      try await find("duplicate-job-refs", presubmit("\(one)}]"))
        == [
          "3:32 acme/rocket is cloned twice into src/github.com/acme/rocket | set path_alias in the extra ref, so that each clone has a folder of its own"
        ]
    )
    #expect(try await find("duplicate-job-refs", presubmit("\(one), path_alias: b}]")) == [])
  }

  @Test
  func messagesAndCallsStartPostsubmits() async throws {
    let jobs = "postsubmits:\n  acme/rocket:\n  - {name: tag, always_run: false, \(Self.tail)}\n"
    #expect(
      try await find("never-runs-postsubmit", jobs)
        == [
          "3:29 no push starts the postsubmit \"tag\": always_run is false | remove always_run, or add run_if_changed"
        ]
    )
    for config in [
      "pubsub_triggers: [{project: a, topics: [b]}]\n",
      "pubsub_subscriptions: {a: [b]}\n",
      "gangway: {allowed_api_clients: [{gcp: {}}]}\n",
    ] {
      #expect(try await find("never-runs-postsubmit", jobs, config: config) == [])
    }
  }

  @Test
  func aTriggerIsTriedOnOtherComments() async throws {
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: unit, trigger: /test unit, rerun_command: /test unit, \(Self.tail)}
        - {name: unit-race, \(Self.tail)}
        - {name: lint, trigger: '(?m)^/(retest|test lint)$', rerun_command: /test lint, \(Self.tail)}
      """
    #expect(
      try await find("comment-starts-another-job", jobs)
        == [
          "3:27 the comment \"/test unit-race\" of job \"unit-race\" also starts job \"unit\" | let the trigger match its own command only, such as (?m)^/test( | .* )NAME,?($|\\s.*)"
        ]
    )
    #expect(
      try await find("trigger-takes-command", jobs)
        == [
          "5:27 the trigger of job \"lint\" matches /retest, so that each /retest starts it | take /retest out of the trigger; Prow answers it for all jobs"
        ]
    )
    #expect(
      try await find("trigger-line-end", jobs)
        == [
          #"5:27 the trigger does not match "/test lint" before a line break of GitHub, which is \r\n | write (?m)^/(retest|test lint)\s*$"#
        ]
    )
  }

  @Test(arguments: ["/ok-to-test", "/test-manual-required", "/retest-required"])
  func aTriggerIsTriedOnEachCommandOfProw(_ command: String) async throws {
    let trigger = "trigger: '(?m)^(\(command)|/test unit)\\s*$', rerun_command: /test unit"
    #expect(
      try await find("trigger-takes-command", presubmit(trigger))
        == [
          "3:27 the trigger of job \"unit\" matches \(command), so that each \(command) starts it | take \(command) out of the trigger; Prow answers it for all jobs"
        ]
    )
  }

  @Test
  func amountsOfBytesAreFoundOutsideOfContainersToo() async throws {
    let jobs = """
      presets:
      - labels: {preset-a: "true"}
        volumes: [{name: a, emptyDir: {sizeLimit: 2}}]
      periodics:
      - name: a
        interval: 1h
        labels: {preset-a: "true"}
        decoration_config: {default_memory_request: 512}
        spec:
          volumes: [{name: b, emptyDir: {sizeLimit: 5}}, {name: c, emptyDir: {sizeLimit: 1Gi}}]
          containers: [{image: golang, command: [make]}]

      """
    #expect(
      try await find("memory-in-bytes", jobs) == [
        "3:45 sizeLimit 2 is only 2 bytes | write a unit, such as 2Gi",
        "8:47 default_memory_request 512 is only 512 bytes | write a unit, such as 512Mi",
        "10:47 sizeLimit 5 is only 5 bytes | write a unit, such as 5Gi",
      ]
    )
  }

  @Test
  func aDotInATriggerStandsForAnyCharacter() async throws {
    let trigger = #"'(?m)^/test( | .* )unit.1,?($|\s.*)'"#
    let jobs = """
      presubmits:
        acme/rocket:
        - {name: unit.1, trigger: \(trigger), rerun_command: /test unit.1, \(Self.tail)}
        - {name: unit-1, \(Self.tail)}
        - {name: unit.12, \(Self.tail)}
      """
    #expect(
      try await find("comment-starts-another-job", jobs)
        == [
          "3:29 the comment \"/test unit-1\" of job \"unit-1\" also starts job \"unit.1\" | let the trigger match its own command only, such as (?m)^/test( | .* )NAME,?($|\\s.*)"
        ]
    )
  }

  @Test
  func notEachOfVeryManyTriggersIsTriedOnAllCommands() async throws {
    let jobs = (0..<2_000).map { number in
      "  - {name: j\(number), trigger: '/x( y)?', rerun_command: /x y\(number), \(Self.tail)}\n"
    }
    let found = try await find(
      "comment-starts-another-job",
      "presubmits:\n  acme/rocket:\n" + jobs.joined()
    )
    #expect(found.count == 2_000)
    #expect(
      found.last?.contains(
        "the comment \"/x y0\" of job \"j0\" and 124 more also starts job \"j1999\""
      ) == true
    )
  }

  @Test
  func valuesThatNobodyChecks() async throws {
    #expect(
      try await find(
        "unknown-report-value",
        periodic("interval: 1h, reporter_config: {slack: {job_states_to_report: [passed]}}"),
        config: "slack_reporter_configs: {'*': {channel: a, job_types_to_report: [presubmits]}}\n"
      ) == [
        "14:66 no job has the type \"presubmits\" that job_types_to_report names | write presubmit",
        "2:82 no job has the state \"passed\" that job_states_to_report names | write success",
      ]
    )
    #expect(
      try await find(
        "timeout-in-nanoseconds",
        periodic("interval: 1h, decoration_config: {timeout: 240}")
      )
        == ["2:62 timeout 240 is 240 nanoseconds | write a unit, such as 240m or 240s"]
    )
    #expect(
      try await find("interval-too-short", periodic("interval: 5s"))
        == [
          "2:29 interval \"5s\" is shorter than the 1m after which Prow looks at periodics again | write at least 1m"
        ]
    )
    #expect(
      try await find(
        "interval-too-short",
        periodic("interval: 10s"),
        config: "horologium: {tick_interval: 5s}\n"
      ) == []
    )
  }

  @Test
  func whoLosesTrustWithATrustedOrgIsNamed() async throws {
    func find(_ repos: String) async throws -> [String] {
      let text =
        "plugins:\n  acme: {plugins: [trigger]}\ntriggers: [{repos: [\(repos)], trusted_org: acme}]\n"
      let example = Example.plugins(text)
      let result = try await ExampleLinter.lint(
        example,
        options: LintOptions(select: ["deprecated-plugin-field"])
      )
      return result.diagnostics.map {
        "\($0.message) | \($0.help ?? "") | \($0.fix == nil ? 0 : 1)"
      }
    }
    #expect(
      try await find("acme, acme/rocket")
        == [
          "trusted_org is deprecated | remove it; members of the repository's own org are trusted | 1"
        ]
    )
    #expect(
      try await find("acme, globex, initech/site, globex/docs") == [
        "trusted_org is deprecated | it makes members of acme trusted at globex and initech, too; "
          + "make those who need it members there, then remove it | 0"
      ]
    )
  }
}
