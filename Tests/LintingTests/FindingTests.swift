import Analysis
import Configs
import Diagnostics
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
        #"wrong-type 5:17 "true" is a string, and always_run takes true or false"#,
      ]
    )
  }

  @Test
  func aNamespaceThatIsThereTwiceClashesWithItself() async throws {
    let plugins = "config_updater: {maps: {a: {name: c, clusters: {b1: [n, m, n], b2: [n]}}}}\n"
    let found = try await ExampleLinter.lint(
      .plugins(plugins),
      options: LintOptions(select: ["configmap-fixed-key-clash"])
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
    #expect(found == ["wrong-type 3:13 this is a list, and interval takes a string"])
  }

  @Test
  func whatAPresetHoldsTwiceIsSaidOnceAndOnlyIfAJobUsesIt() async throws {
    let found = try await ExampleLinter.lines(
      """
      presets:
      - labels: {preset-x: "true"}
        env: [{name: A, value: "1"}, {name: B}, {name: A, value: "1"}]
        volumes: [{name: v, emptyDir: {}}, {name: v, emptyDir: {}}]
        volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /b}]
        tolerations: [{key: k, effect: NoExecute}, {effect: NoExecute, key: k, value: ""}, {key: l}]
      - labels: {preset-unused: "true"}
        env: [{name: A, value: "1"}, {name: A, value: "2"}]
      periodics:
      - name: nightly
        interval: 1h
        labels: {preset-x: "true"}
        spec: {containers: [{name: a, image: golang}, {name: b, image: golang}]}
      - name: weekly
        interval: 1h
        labels: {preset-x: "true"}
        spec: {containers: [{image: golang}]}
      """,
      select: ["duplicate-preset-entry", "preset-conflict", "kubernetes"]
    )
    #expect(
      found == [
        "duplicate-preset-entry 3:50 this preset adds the variable \"A\" twice",
        "duplicate-preset-entry 4:45 this preset adds the volume \"v\" twice",
        "duplicate-preset-entry 5:51 this preset adds the volume mount \"v\" twice",
        "duplicate-preset-entry 6:47 this preset adds the toleration of \"k\" twice",
      ]
    )
  }

  @Test
  func aConflictOfPresetsIsSaidOnceForAJob() async throws {
    let found = try await ExampleLinter.lines(
      """
      presets:
      - labels: {preset-x: "true"}
        env: [{name: A, value: "1"}]
      - labels: {preset-y: "true"}
        env: [{name: A, value: "2"}]
      periodics:
      - name: nightly
        interval: 1h
        labels: {preset-x: "true", preset-y: "true"}
        spec:
          containers:
          - {name: a, image: golang, env: [{name: A, value: "3"}]}
          - {name: b, image: golang}
      """,
      select: ["preset-conflict"]
    )
    #expect(
      found == [
        "preset-conflict 7:9 two presets of this job add the variable \"A\"",
        "preset-conflict 12:45 a preset of this job adds the variable \"A\" as well",
      ]
    )
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
        "wrong-type 10:21 4 is a number, and shard takes a string",
        "wrong-type 15:36 4 is a number, and value takes a string",
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
