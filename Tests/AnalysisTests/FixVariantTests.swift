import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Testing

/// Fixes of shapes that the rules' own examples do not have.
@Suite("Fixes of other shapes")
struct FixVariantTests {
  /// The fields of a presubmit after all safe fixes.
  private func fixed(_ fields: String) async throws -> String {
    let head = "presubmits:\n  acme/rocket:\n"
    let text = head + fields
    let snapshot = try await Snapshot.make(
      of: [
        .memory(SourceFile(path: "jobs.yaml", text: text), kind: .jobs),
        .memory(SourceFile(path: "config.yaml", text: Example.baseConfig), kind: .config),
      ],
      with: Linter(schema: ProwSchema.standard, workers: 1)
    )
    var run = FixRun(snapshot, takesUnsafe: false, mayChange: { _ in true })
    try await run.run { _ in true }
    let new = run.changes.first.map { String(decoding: $0.after.bytes, as: UTF8.self) } ?? text
    #expect(new.hasPrefix(head))
    return String(new.dropFirst(head.count))
  }

  @Test
  func misplacedFieldsGoWhereTheyBelong() async throws {
    let new = try await fixed(
      """
        - name: unit # tests
          timeout: 2h # long
          # What runs.
          spec:
            max_concurrency: 3
            command:
            - make # all
            containers:
            - image: golang
              nodeSelector:
                disk: ssd
              resources:
              limits:
                memory: 2Gi
              requests:
                memory: 2Gi

      """
    )
    #expect(
      new == """
          - name: unit # tests
            decoration_config:
              timeout: 2h # long
            max_concurrency: 3
            # What runs.
            spec:
              containers:
              - image: golang
                resources:
                  limits:
                    memory: 2Gi
                  requests:
                    memory: 2Gi
                command:
                - make # all
              nodeSelector:
                disk: ssd

        """
    )
  }

  @Test
  func valuesGetTheirType() async throws {
    let new = try await fixed(
      """
        - name: unit
          optional: 'True'
          max_concurrency: "3"
          branches: main
          labels: {tier: 3, fast: yes}
          spec:
            containers:
            - image: golang
              command: make test
              env: [{name: DEBUG, value: true}, {name: LEVEL, value: 1.10}]

      """
    )
    #expect(
      new == """
          - name: unit
            optional: true
            max_concurrency: 3
            branches: [main]
            labels: {tier: "3", fast: "yes"}
            spec:
              containers:
              - image: golang
                command: make test
                env: [{name: DEBUG, value: "true"}, {name: LEVEL, value: "1.10"}]

        """
    )
  }

  /// Two values may be two wishes, and one that others share may be right for them.
  @Test(arguments: [
    """
      - name: unit
        spec:
          containers:
          - image: golang
            command: [make]
            env: [{name: A, value: b}, {name: A, value: c}]

    """,
    """
      - name: unit
        always_run: true
        spec: {containers: [{image: golang, command: [make]}]}
        always_run: false

    """,
    """
      - name: unit
        labels: &labels {tier: &tier 3, prow.k8s.io/type: presubmit}
        annotations: {tier: *tier}
        spec: {containers: [{image: golang, command: [make]}]}
      - name: lint
        labels: *labels
        spec: {containers: [{image: golang, command: [make]}]}

    """,
    """
      - name: unit
        spec:
          timeout: 2h
          containers: [{image: golang}, {image: golang}]
          command: [make]

    """,
  ])
  func whatIsInDoubtIsLeftToPeople(_ fields: String) async throws {
    #expect(try await fixed(fields) == fields)
  }

  @Test
  func whatIsWrongInItselfIsFixedBehindAnAnchor() async throws {
    let new = try await fixed(
      """
        - name: unit
          decorate: true
          decoration_config: &config {timeout: 1d}
          spec: {containers: [{image: golang, command: [make]}]}
        - name: lint
          decorate: true
          decoration_config: *config
          spec: {containers: [{image: golang, command: [make]}]}

      """
    )
    #expect(new.contains("decoration_config: &config {timeout: 24h}\n"))
    #expect(new.contains("decoration_config: *config\n"))
  }

  @Test
  func namesGoOutOfAComment() async throws {
    let new = try await fixed(
      """
        # plimsoll:ignore long-job-names, non-decorated-jobs
        - name: unit # old # plimsoll:ignore field-case
          Always_Run: true # plimsoll:ignore long-job-names, field-case -- the old name
          spec: {containers: [{image: golang, command: [make]}]}

      """
    )
    #expect(
      new == """
          # plimsoll:ignore non-decorated-jobs
          - name: unit # old
            Always_Run: true # plimsoll:ignore field-case -- the old name
            spec: {containers: [{image: golang, command: [make]}]}

        """
    )
  }
}
