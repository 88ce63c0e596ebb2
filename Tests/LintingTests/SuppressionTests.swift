import Analysis
import Configs
import Diagnostics
import Linting
import Testing

@Suite("Suppressions that suppress nothing")
struct SuppressionTests {
  private static let tail = """
      decorate: true
      interval: 1h
      spec:
        containers: [{image: golang, command: [make]}]

    """

  @Test
  func eachNameCountsOnItsOwn() async throws {
    let text = """
      periodics:
      # plimsoll:ignore job-name, long-job-names, no-such-rule -- a dashboard knows it
      - name: a b

      """ + Self.tail
    #expect(
      try await lines(text) == [
        "2:29 long-job-names finds nothing on line 3: remove it",
        "2:45 no rule is called \"no-such-rule\": plimsoll rules lists them",
      ]
    )
  }

  @Test
  func aMisspeltNameGetsTheNearestRule() async throws {
    let text = "periodics:\n- name: a # plimsoll:ignore job-nam\n" + Self.tail
    #expect(
      try await lines(text) == ["2:29 no rule is called \"job-nam\": did you mean job-name?"]
    )
  }

  @Test
  func aCommentWithoutNameIsFound() async throws {
    let text = "periodics:\n- name: a # plimsoll:ignore -- why\n" + Self.tail
    #expect(try await lines(text) == ["2:11 the comment names no rule: name the rule in it"])
  }

  @Test(arguments: [
    LintOptions(select: ["unused-suppression"]),
    LintOptions(ignore: ["long-job-names"]),
    LintOptions(severity: ["long-job-names": .off]),
    LintOptions(paths: [
      LintOptions.PathOptions(matches: { _ in true }, ignore: ["long-job-names"])
    ]),
    LintOptions(paths: [
      LintOptions.PathOptions(matches: { _ in true }, ignore: [], severity: ["prow": .off])
    ]),
  ])
  func aRuleThatDidNotRunIsNotMissed(_ options: LintOptions) async throws {
    #expect(try await lines(Self.unused("long-job-names"), options) == [])
  }

  @Test
  func itRunsOnlyWithItsGroup() async throws {
    let unknown = Self.unused("no-such-rule")
    #expect(try await lines(unknown, LintOptions(select: ["prow"])) == [])
    #expect(try await lines(unknown, LintOptions(select: ["hygiene"])).count == 1)
  }

  @Test
  func aRuleThatSawOnlySomeFilesIsNotMissed() async throws {
    let text = Self.unused("duplicate-periodic")
    #expect(try await lines(text).count == 1)
    var options = LintOptions()
    options.isWhole = false
    #expect(try await lines(text, options) == [])
    #expect(try await lines(Self.unused("long-job-names"), options).count == 1)
  }

  @Test
  func aFileThatCannotBeReadIsNotJudged() async throws {
    #expect(try await lines(Self.unused("long-job-names") + "presubmits: [\n") == [])
  }

  @Test
  func itCanBeSuppressedToo() async throws {
    #expect(try await lines(Self.unused("long-job-names, unused-suppression")) == [])
  }

  private static let form = "the comment does not have the form of a suppression"

  @Test(arguments: [
    ("plimsoll: ignore long-job-names", "long-job-names"),
    ("plimsoll:disable job-name", "job-name"),
    ("plimsoll:ignore-next-line job-name", "job-name"),
    ("plimsoll ignore job-name, long-job-names", "job-name, long-job-names"),
    ("plimsoll:ignore=job-name", "job-name"),
    ("Plimsoll:Ignore job-name", "job-name"),
    ("plimsoll:ignore job-name: an old name", "job-name"),
    ("an old name; plimsoll:ignore job-name", "job-name"),
    ("plimsoll: off", "RULE"),
    ("plimsol:ignore job-name", "job-name"),
    ("plimsoll:ignore [job-name]", "job-name"),
    ("plimsoll:ignore \"job-name\"", "job-name"),
    ("plimsoll:ignored job-name", "job-name"),
  ])
  func aNearMissGetsTheRightForm(_ comment: String, _ names: String) async throws {
    let text = "periodics:\n- name: a b # \(comment)\n" + Self.tail
    let help = "write # plimsoll:ignore \(names) -- WHY"
    #expect(try await lines(text) == ["2:13 \(Self.form): \(help)"])
    let found = try await ExampleLinter.lines(text)
    #expect(found == [#"job-name 2:9 "a b" is not a job name"#])
  }

  @Test
  func aReasonWithoutDashesIsOneFinding() async throws {
    let text =
      "periodics:\n- name: a b # plimsoll:ignore job-name as dashboards know it\n" + Self.tail
    let help = "write # plimsoll:ignore job-name -- WHY"
    #expect(try await lines(text) == ["2:13 \(Self.form): \(help)"])
    #expect(try await ExampleLinter.lines(text) == [])
  }

  @Test(arguments: [
    "checked by plimsoll: see its README", "ask plimsoll explain job-name",
    "plimsoll finds job-name here", "write plimsoll:ignore job-name to silence it",
    "plimsoll: see docs", "old # plimsoll:ignore job-name -- two comments in one",
  ])
  func proseIsNoNearMiss(_ comment: String) async throws {
    #expect(try await lines("periodics:\n- name: a b # \(comment)\n" + Self.tail) == [])
  }

  @Test
  func aGroupIsNoRule() async throws {
    #expect(
      try await lines(Self.unused("prow")) == [
        "2:29 \"prow\" is a group of rules, and a comment can only name rules: "
          + "name the rule that is in brackets after the finding"
      ]
    )
  }

  @Test(arguments: ["unknown-fields-all", "unknown-pod-field"])
  func anyRuleAboutUnknownFieldsCanBeNamed(_ rule: String) async throws {
    let text = "periodics:\n- name: a\n  comand: x # plimsoll:ignore \(rule)\n" + Self.tail
    #expect(try await lines(text) == [])
    #expect(try await ExampleLinter.lines(text) == [])
  }

  /// A file that is one long list of exceptions takes no longer for each.
  @Test(.timeLimit(.minutes(5)))
  func manyCommentsAreLookedUpInLinearTime() async throws {
    let job = "- {name: x, interval: 1h, cron: \"@daily\"} # plimsoll:ignore schedule -- old\n"
    let text = "periodics:\n" + String(repeating: job, count: 20_000)
    let options = LintOptions(select: ["schedule"])
    let result = try await ExampleLinter.lint(.jobs(text), options: options)
    #expect(result.diagnostics.isEmpty)
    #expect(result.hidden.count == 20_000)
  }

  private static func unused(_ names: String) -> String {
    "periodics:\n- name: a # plimsoll:ignore \(names)\n" + tail
  }

  private func lines(
    _ text: String,
    _ options: LintOptions = LintOptions()
  ) async throws -> [String] {
    let found = try await ExampleLinter.lint(.jobs(text), options: options).diagnostics
    return found.filter { $0.rule == "unused-suppression" }.map {
      let position = LineIndex($0.place.file).position(at: $0.place.range.start)
      return "\(position.line):\(position.column) \($0.message): \($0.help ?? "nil")"
    }
  }
}
