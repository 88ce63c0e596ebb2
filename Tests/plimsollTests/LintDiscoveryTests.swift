import TestSupport
import Testing

/// What `lint` finds by itself, and what it says where it finds little.
@Suite("Discovery by lint")
struct LintDiscoveryTests {
  private static let job = "- {name: a b, spec: {containers: [{image: x}]}}\n"

  @Test
  func initLeavesInRepoConfigToBeFound() throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)", to: ".prow.yaml")
    #expect(try Program.run(["init"], in: folder).output == "wrote .plimsoll.yaml\n")
    #expect(try lines([], in: folder) == [".prow.yaml:2:10"])
  }

  @Test(arguments: [[], ["."], [".prow.yaml"], ["--prow-yaml-repo", "acme/rocket"]])
  func anInRepoConfigIsFound(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)", to: ".prow.yaml")
    #expect(try lines(arguments, in: folder) == [".prow.yaml:2:10"])
  }

  @Test(arguments: [".prow", ".prow/", "./.prow", ".prow/a.yaml"])
  func theFolderOfAnInRepoConfigCanBeNamed(_ path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)", to: ".prow/a.yaml")
    #expect(try lines([path], in: folder) == [".prow/a.yaml:2:10"])
  }

  @Test
  func allFilesOfTheFolderAreJobs() throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)", to: ".prow/config.yaml")
    try folder.write("postsubmits:\n\(Self.job)", to: ".prow/images.yml")
    #expect(try lines([], in: folder) == [".prow/config.yaml:2:10", ".prow/images.yml:2:10"])
  }

  @Test
  func anInstallationInTheFolderIsNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: prow\n", to: ".prow/config.yaml")
    try folder.write("plugins: {acme: {plugins: [trigger]}}\n", to: ".prow/plugins.yaml")
    try folder.write("presubmits:\n  acme/rocket:\n  \(Self.job)", to: ".prow/jobs/rocket.yaml")
    #expect(try lines([], in: folder) == [".prow/jobs/rocket.yaml:3:12"])
  }

  /// clonerefs leaves no remote that names the repository.
  @Test(arguments: [
    ("REPO_OWNER=acme REPO_NAME=rocket", "acme/rocket"),
    ("GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=acme/rocket", "acme/rocket"),
    ("CI_PROJECT_URL=https://gitlab.com/acme/rocket CI_PROJECT_PATH=acme/rocket", "acme/rocket"),
    ("CI_PROJECT_URL=https://gitlab.com/acme/a/b CI_PROJECT_PATH=acme/a/b", "this repository"),
    ("", "this repository"),
  ])
  func theCISystemNamesTheRepository(_ variables: String, _ name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)\(Self.job)", to: ".prow.yaml")
    let flags = ["lint", "--select", "duplicate-job", "--format", "concise"]
    let run = try Program.run(flags, in: folder, variables: variables)
    #expect(
      run.output == """
        .prow.yaml:3:10: error: \(name) has another presubmit called "a b" on the same branch \
        (job a b, name) [duplicate-job]

        """
    )
    let flag = ["--prow-yaml-repo", "acme/infra"]
    #expect(
      try Program.run(flags + flag, in: folder, variables: variables).output
        .contains("error: acme/infra has another")
    )
    try folder.shell(
      "cd '\(folder.path)' && git init -q && git remote add origin https://github.com/acme/remote"
    )
    #expect(
      try Program.run(flags, in: folder, variables: variables).output
        .contains("error: acme/remote has another")
    )
  }

  @Test
  func flagsSayWhatElseIsChecked() throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n\(Self.job)", to: ".prow.yaml")
    try folder.write("periodics: []\n", to: "jobs.yaml")
    #expect(try lines(["--jobs", "jobs.yaml"], in: folder) == [])
  }

  @Test
  func filesWithoutJobsAreNotJustClean() throws {
    let folder = try TemporaryFolder()
    try folder.write("# nothing yet\n", to: "jobs/a.yaml")
    let run = try Program.run(["lint", "jobs", "--format", "concise"], in: folder)
    #expect(
      run.output.hasPrefix(
        "jobs/a.yaml:1:1: warning: this file holds no presubmits, postsubmits or periodics"
      )
    )
    try folder.write("periodics: []\n", to: "jobs/a.yaml")
    let empty = try Program.run(["lint", "jobs", "--format", "concise"], in: folder)
    #expect(
      empty.errors == """
        plimsoll: jobs: 0 jobs; Prow 2026-02-27 (assumed), Kubernetes 1.36
        plimsoll: no job was found in 1 file

        """
    )
    #expect(empty.status == 0)
  }

  @Test
  func aGlobOfTheSettingsThatMatchesNothingIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: prow\n", to: "config/prow/config.yaml")
    try folder.write("periodics: []\n", to: "config/jobs/a.yaml")
    try folder.write("x", to: "scripts/run.sh")
    try folder.write(
      """
      paths:
      - {path: config/jobs/*.yaml, ignore: [job-name]}
      - {path: scripts/*.sh, ignore: [job-name]}
      - {path: config/legacy/**, ignore: [job-name]}

      """,
      to: ".plimsoll.yaml"
    )
    #expect(try lines([], in: folder, select: "hygiene") == [".plimsoll.yaml:4:10"])
  }

  @Test
  func aSelectionThatLeavesNothingIsAMistake() throws {
    let run = try Program.run(
      ["lint", "examples/acme", "--select", "job-name", "--ignore", "job-name"]
    )
    #expect(run.status == 2)
    #expect(run.errors.contains("--select and --ignore leave no rule to run"))
  }

  /// Places of the findings.
  private func lines(
    _ arguments: [String],
    in folder: TemporaryFolder,
    select: String = "job-name"
  ) throws -> [String] {
    let flags = ["lint", "--select", select, "--format", "concise"]
    let run = try Program.run(flags + arguments, in: folder)
    return run.output.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":").map(String.init)
      return parts.count > 3 ? parts.prefix(3).joined(separator: ":") : nil
    }
  }
}
