import Diagnostics
import Frontend
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
      LintOptions.PathOptions(matches: { _ in true }, ignore: ["long-job-names"], severity: [:])
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
