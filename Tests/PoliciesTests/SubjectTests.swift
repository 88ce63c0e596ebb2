import Policies
import Testing

@Suite("What policies judge")
struct SubjectTests {
  private static let jobs = """
    presets:
    - labels: {preset-token: "true"}
      env: [{name: TOKEN, value: x}]
      volumes: [{name: token, secret: {secretName: bot}}]
      volumeMounts: [{name: token, mountPath: /token}]
    presubmits:
      acme/rocket:
      - name: unit
        labels: {preset-token: "true"}
        spec:
          initContainers: [{name: fetch, image: git, env: [{name: DEPTH, value: "1"}]}]
          containers:
          - image: golang
            env: [{name: GOFLAGS, value: -race}]
      - name: lint
        cluster: trusted
        spec: {containers: [{image: golang}, {image: node}]}
    periodics:
    - name: nightly
      interval: 24h
      spec: {containers: [{image: golang}]}
    """

  /// The value of an expression for each subject, as the message of a finding.
  private func values(
    _ subject: String,
    _ expression: String,
    more: String = "",
    files: [String: String] = ["jobs.yaml": jobs]
  ) async throws -> [String] {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: \(subject)
        \(more)
        validations:
        - expression: "false"
          messageExpression: >-
            \(expression)
        """
      ),
      files
    )
    return judged.lines
  }

  @Test
  func jobsAreResolved() async throws {
    expectLines(
      try await values("job", "job.cluster + ' ' + job.context + ' ' + job.repo + ' ' + job.kind"),
      [
        "jobs.yaml:8:11 policy/own: default unit acme/rocket presubmit",
        "jobs.yaml:15:11 policy/own: trusted lint acme/rocket presubmit",
        "jobs.yaml:19:9 policy/own: default   periodic",
      ]
    )
  }

  @Test
  func containersAreThoseOfTheTest() async throws {
    expectLines(
      try await values("container", "container.image", more: "match: {types: [presubmit]}"),
      [
        "jobs.yaml:13:9 policy/own: golang",
        "jobs.yaml:17:26 policy/own: golang",
        "jobs.yaml:17:43 policy/own: node",
      ]
    )
    expectLines(
      try await values("initContainer", "container.name"),
      [
        "jobs.yaml:11:25 policy/own: fetch"
      ]
    )
  }

  @Test
  func variablesComeWithTheirContainerAndFromPresets() async throws {
    let all = try await values(
      "env",
      "job.name + ' ' + env.name + ' ' + container.image + (container.isInit ? ' init' : '')"
    )
    #expect(
      all == [
        "jobs.yaml:8:11 policy/own: unit TOKEN golang",
        "jobs.yaml:11:57 policy/own: unit DEPTH git init",
        "jobs.yaml:14:16 policy/own: unit GOFLAGS golang",
      ]
    )
  }

  @Test
  func volumesAndMountsComeFromPresets() async throws {
    expectLines(
      try await values("volume", "volume.name + ' ' + volume.secret.secretName"),
      [
        "jobs.yaml:8:11 policy/own: token bot"
      ]
    )
    expectLines(
      try await values("mount", "mount.name + ' ' + mount.mountPath"),
      [
        "jobs.yaml:8:11 policy/own: token /token"
      ]
    )
  }

  @Test
  func presetsKnowTheirJobs() async throws {
    expectLines(
      try await values("preset", "preset.file + ' ' + string(preset.jobs.size())"),
      [
        "jobs.yaml:2:12 policy/own: jobs.yaml 1"
      ]
    )
  }

  @Test
  func repositoriesHaveTheirJobs() async throws {
    expectLines(
      try await values("repository", "repository.name + ' ' + string(repository.jobs.size())"),
      [
        "jobs.yaml:7:3 policy/own: acme/rocket 2"
      ]
    )
  }

  @Test
  func pluginsAreThoseThatAreOn() async throws {
    let plugins = "plugins:\n  acme: {plugins: [trigger, size]}\n  acme/rocket: {plugins: [hold]}\n"
    expectLines(
      try await values(
        "plugin",
        "plugin.on + ' ' + plugin.name",
        files: ["jobs.yaml": Self.jobs, "plugins.yaml": plugins]
      ),
      [
        "plugins.yaml:2:20 policy/own: acme trigger",
        "plugins.yaml:2:29 policy/own: acme size",
        "plugins.yaml:3:27 policy/own: acme/rocket hold",
      ]
    )
  }

  @Test
  func filesAndDocumentsAreThoseOfTheRepository() async throws {
    let files = ["jobs.yaml": Self.jobs, "docs/a.json": "{\"size\": 3}", "docs/b.txt": "x"]
    expectLines(
      try await values("file", "file", more: "match: {paths: [docs/**]}", files: files),
      [
        "docs/a.json:1:1 policy/own: docs/a.json",
        "docs/b.txt:1:1 policy/own: docs/b.txt",
      ]
    )
    expectLines(
      try await values(
        "document",
        "file + ' ' + string(document.size)",
        more: "match: {paths: [docs/*.json]}",
        files: files
      ),
      ["docs/a.json:1:1 policy/own: docs/a.json 3"]
    )
  }

  @Test
  func paramsAreJudgedWhereTheyAreWritten() async throws {
    let files = [
      "jobs.yaml": Self.jobs, "policies/list.yaml": "names:\n- unit\n- gone\n",
    ]
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: param
        params: {file: list.yaml}
        entries: params.names
        variables: [{name: known, expression: "jobs.map(j, j.name)"}]
        validations:
        - expression: param in variables.known
          messageExpression: "'there is no job ' + param"
        """
      ),
      files
    )
    #expect(judged.lines == ["policies/list.yaml:3:3 policy/own: there is no job gone"])
    #expect(judged.outcomes.map(\.selects) == [2])
  }

  @Test
  func everythingIsJudgedOnce() async throws {
    expectLines(
      try await values("all", "string(jobs.size()) + ' jobs'"),
      [
        "policies/own.yaml:3:18 policy/own: 3 jobs"
      ]
    )
  }
}
