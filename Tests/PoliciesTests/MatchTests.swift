import Testing

@Suite("Which subjects a policy judges")
struct MatchTests {
  private static let files = [
    "jobs/a.yaml": "periodics: [{name: a, cluster: build}]\n",
    "jobs/b.yaml": "postsubmits: {acme/rocket: [{name: b}], acme-labs/x: [{name: bx}]}\n",
    "jobs/deep/c.yaml": "presubmits: {acme/engine: [{name: c, cluster: trusted}]}\n",
    "jobs/deep/c.yml": "presubmits: {other/engine: [{name: legacy-d}]}\n",
  ]

  @Test(arguments: [
    ("types: [presubmit]", ["c", "legacy-d"]),
    ("types: [periodic, postsubmit]", ["a", "b", "bx"]),
    ("clusters: [default]", ["b", "bx", "legacy-d"]),
    ("repos: [\"acme/*\"]", ["b", "c"]),
    ("repos: [\"acme*/*\"], excludeRepos: [acme/engine]", ["b", "bx"]),
    ("jobs: [b]", ["b", "bx"]),
    ("jobs: [^b$]", ["b"]),
    ("excludeJobs: [^legacy-, a]", ["b", "bx", "c"]),
    ("paths: [jobs/a.yaml]", ["a"]),
    ("paths: [jobs/*]", ["a", "b", "bx"]),
    ("paths: [jobs/**]", ["a", "b", "bx", "c", "legacy-d"]),
    ("paths: [jobs/**/*.yaml]", ["a", "b", "bx", "c"]),
    ("paths: [jobs/deep/**/*.yml]", ["legacy-d"]),
    ("paths: [\"**/*.yml\"]", ["legacy-d"]),
    ("paths: [jobs/**/c.*]", ["c", "legacy-d"]),
    ("paths: [jobs/**], excludePaths: [jobs/deep/**]", ["a", "b", "bx"]),
  ])
  func takes(_ match: String, _ names: [String]) async throws {
    let judged = try await Judged(
      PolicyText.own(
        """
        subject: job
        match: {\(match)}
        validations: [{expression: "false", messageExpression: job.name}]
        """
      ),
      Self.files
    )
    #expect(judged.lines.compactMap { $0.split(separator: " ").last.map(String.init) } == names)
  }
}
