import Testing

@Suite("The pod of a job in policies")
struct PodTests {
  private static let files = [
    "config.yaml": """
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 1h
          utility_images: {clonerefs: c, initupload: i, entrypoint: e, sidecar: s}
          gcs_configuration: {bucket: logs, path_strategy: explicit}
          gcs_credentials_secret: upload
    presets:
    - labels: {preset-token: "true"}
      env: [{name: TOKEN, value: x}]
      volumes: [{name: token, secret: {secretName: bot}}]
    """,
    "jobs.yaml": """
    presubmits:
      acme/rocket:
      - name: unit
        decorate: true
        labels: {preset-token: "true"}
        branches: [^release-1$]
        spec:
          containers:
          - image: golang
            command: [make]
            resources: {requests: {cpu: 2}}
    periodics:
    - name: plain
      interval: 1h
      spec:
        serviceAccountName: bot
        containers: [{image: node}]
    - {name: other, agent: jenkins, interval: 1h}
    """,
  ]

  private func value(_ job: String, _ expression: String, at: String = "") async throws -> String {
    try await Judged(
      PolicyText.own(
        """
        subject: job
        match: {jobs: [^\(job)$]}
        validations:
        - expression: "false"
          messageExpression: >-
            '%s'.format([\(expression)])
          \(at)
        """
      ),
      Self.files
    ).lines.joined(separator: "\n")
  }

  @Test(arguments: [
    ("pod.kind + ' ' + pod.apiVersion", "Pod v1"),
    ("pod.spec.restartPolicy", "Never"),
    ("pod.spec.initContainers.map(c, c.name)", #"["clonerefs", "initupload", "place-entrypoint"]"#),
    ("pod.spec.containers.map(c, c.name)", #"["test", "sidecar"]"#),
    ("pod.spec.containers[0].command", #"["/tools/entrypoint"]"#),
    ("pod.spec.containers[0].image", "golang"),
    (
      "pod.spec.containers[0].env.filter(e, e.name in ['TOKEN', 'JOB_NAME', 'PULL_BASE_REF']).map(e, e.value)",
      #"["x", "unit", "release-1"]"#
    ),
    (
      "pod.spec.containers[0].env.filter(e, e.name == 'JOB_SPEC')[0].value.parseJSON().value().refs.org",
      "acme"
    ),
    ("pod.spec.containers[0].resources.requests['cpu']", "2"),
    ("pod.spec.containers[0].volumeMounts.map(m, m.name)", #"["logs", "tools", "code"]"#),
    (
      "pod.spec.volumes.filter(v, v.secret.secretName != '').map(v, v.secret.secretName)",
      #"["bot", "upload"]"#
    ),
    ("pod.spec.automountServiceAccountToken", "false"),
    ("has(pod.spec.serviceAccountName)", "false"),
    ("pod.spec.hostNetwork", "false"),
    ("pod.metadata.labels['prow.k8s.io/type']", "presubmit"),
    ("pod.spec.containers[0].isInit || !pod.spec.initContainers[0].isInit", "false"),
  ])
  func isWhatProwWouldCreate(_ expression: String, _ wanted: String) async throws {
    let found = try await value("unit", expression)
    #expect(found == "jobs.yaml:3:11 policy/own: \(wanted)")
  }

  @Test
  func withoutDecorationItIsThePlainPod() async throws {
    #expect(
      try await value("plain", "pod.spec.serviceAccountName + ' ' + pod.spec.containers[0].name")
        == "jobs.yaml:13:9 policy/own: bot test"
    )
    #expect(
      try await value("other", "string(has(pod.spec)) + ' %d'.format([pod.spec.containers.size()])")
        == "jobs.yaml:18:10 policy/own: false 0"
    )
  }

  @Test(arguments: [
    ("pod.spec.containers[0].image", ["jobs.yaml:9:16 policy/own: x"]),
    ("pod.spec.serviceAccountName", ["jobs.yaml:3:11 policy/own: x"]),
    ("pod.spec.containers[0].resources.requests['cpu']", ["jobs.yaml:11:37 policy/own: x"]),
    ("pod.metadata.labels['preset-token']", ["jobs.yaml:3:11 policy/own: x"]),
    (
      "pod.spec.volumes[0].secret",
      [
        "jobs.yaml:3:11 policy/own: x", "  config.yaml:11:27 a preset brings it from here",
      ]
    ),
  ])
  func partsKnowWhereTheyAreWritten(_ place: String, _ wanted: [String]) async throws {
    let found = try await value("unit", "'x'", at: "at: \"\(place)\"")
    #expect(found.split(separator: "\n").map(String.init) == wanted)
  }

  @Test
  func aJobWithCountlessLabelsCostsTooMuch() async throws {
    let labels = (0..<25_000).reversed().map { "    k\($0): x\n" }.joined()
    let judged = try await Judged(
      PolicyText.own("subject: job\nvalidations: [{expression: \"pod.kind == 'Pod'\"}]"),
      ["jobs.yaml": "periodics:\n- name: a\n  spec: {}\n  labels:\n" + labels]
    )
    #expect(
      judged.lines == [
        "policies/own.yaml:7:30 policy-invalid: the evaluation costs more than 10000000 units; test less, or shorter values"
      ]
    )
  }

  @Test
  func containersSeeThePodOfTheirJob() async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: container
        validations:
        - expression: pod.spec.containers.size() == 1
          messageExpression: container.image + ' of %d'.format([pod.spec.containers.size()])
        """
      ),
      Self.files
    )
    #expect(judged.lines == ["jobs.yaml:9:9 policy/own: golang of 2"])
  }
}
