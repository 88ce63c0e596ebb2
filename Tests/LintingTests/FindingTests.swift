import Diagnostics
import Frontend
import Linting
import Testing

@Suite("Findings")
struct FindingTests {
  @Test
  func aJobWithThreeFaultsGetsThreeFindings() async throws {
    let found = try await ExampleLinter.lines(
      """
      presubmits:
        acme/rocket:
        - name: unit tests
          max_concurrency: -1
          always_run: "true"
          decorate: true
          spec:
            containers:
            - image: golang
              command: [make]
      """
    )
    #expect(
      found == [
        #"job-name 3:11 "unit tests" is not a job name"#,
        "negative-max-concurrency 4:22 max_concurrency -1 is below zero",
        #"wrong-type 5:17 "true" is text, and this field takes true or false"#,
      ]
    )
  }

  @Test
  func aNamespaceThatIsThereTwiceClashesWithItself() async throws {
    let plugins = "config_updater: {maps: {a: {name: c, clusters: {b1: [n, m, n], b2: [n]}}}}\n"
    let found = try await ExampleLinter.lint(
      .plugins(plugins),
      options: LintOptions(select: ["updater-key-clash"])
    ).diagnostics
    #expect(
      found.map(\.message) == [
        #""a" names namespace "n" twice in one cluster, and so writes its key twice"#
      ]
    )
  }

  @Test
  func aRuleIsSilentAboutABrokenValue() async throws {
    let found = try await ExampleLinter.lines(
      """
      periodics:
      - name: nightly
        interval: [24h]
        decorate: true
        spec:
          containers:
          - image: golang
            command: [make]
      """
    )
    #expect(found == ["wrong-type 3:13 this is a list, and this field takes text"])
  }

  @Test
  func numbersBecomeTextOnlyWherePromotedFieldsDoNotStop() async throws {
    let found = try await ExampleLinter.lines(
      """
      presets:
      - labels: {preset-a: "true"}
        env: [{name: SHARDS, value: 4}]
      presubmits:
        acme/rocket:
        - name: unit
          trigger: 7
          rerun_command: 7
          decorate: true
          labels: {shard: 4}
          spec:
            containers:
            - image: golang
              command: [make]
              env: [{name: SHARD, value: 4}]
      """
    )
    #expect(
      found == [
        "wrong-type 10:21 4 is a number, and this field takes text",
        "wrong-type 15:36 4 is a number, and this field takes text",
      ]
    )
  }

  @Test
  func columnsCountScalarsAndPathsFollowTheFile() async throws {
    let result = try await ExampleLinter.lint(
      .jobs(
        """
        periodics:
        - {annotations: {title: "Größe"}, name: a b, interval: 1h, spec: {containers: [{image: x}]}}
        """
      ),
      options: LintOptions(select: ["job-name"])
    )
    #expect(result.diagnostics.map(\.path) == ["periodics[0].name"])
    #expect(
      try await ExampleLinter.lines(
        """
        periodics:
        - {annotations: {title: "Größe"}, name: a b, interval: 1h, spec: {containers: [{image: x}]}}
        """,
        select: ["job-name"]
      ) == [#"job-name 2:41 "a b" is not a job name"#]
    )
  }

  @Test
  func aCommentSuppressesARuleOnItsLineOrTheNext() async throws {
    let text = """
      periodics:
      # plimsoll:ignore job-name -- an old name that dashboards know
      - name: a b
        interval: 1x # plimsoll:ignore invalid-interval
        decorate: true
        annotations: {note: "# plimsoll:ignore job-name"}
        spec:
          containers: [{image: golang, command: [make]}]
      - name: c d
        interval: 1h
        decorate: true
        spec:
          containers: [{image: golang, command: [make]}]
      """
    #expect(try await ExampleLinter.lines(text) == [#"job-name 9:9 "c d" is not a job name"#])
  }
}
