import TestSupport
import Testing

/// A file that the command line names is judged within its installation.
@Suite("Named files")
struct NamedFileTests {
  private static let rules = "duplicate-job,unknown-fields,job-name"
  private static let duplicate =
    "jobs/b.yaml:3:11: error: acme/rocket has another presubmit called \"unit\" on the same branch "
    + "(job unit, name) [duplicate-job]\n"

  @Test(arguments: ["ci/jobs/a.yaml", "ci/jobs/b.yaml", "ci/jobs"])
  func theDuplicateInTheOtherFileIsFoundAndNothingElse(_ path: String) throws {
    let folder = try Self.installation()
    let run = try lint([path], in: folder)
    #expect(run.output == "ci/" + Self.duplicate)
    #expect(
      run.errors
        == "plimsoll: ci/config.yaml, ci/jobs: 2 jobs; Prow 2026-02-27 (assumed), Kubernetes 1.36\n"
    )
    #expect(run.status == 1)
  }

  @Test
  func fromAFolderBelowItIsTheSame() throws {
    let folder = try Self.installation()
    let run = try lint(["b.yaml"], in: folder, at: "ci/jobs")
    #expect(run.output == String(Self.duplicate.dropFirst("jobs/".count)))
    let whole = try lint([], in: folder, at: "ci/jobs")
    #expect(whole.output.contains("unknown field \"plnak\""))
    #expect(whole.output.contains(run.output))
  }

  @Test
  func otherFilesAreJudgedAlone() throws {
    let folder = try Self.installation()
    let config = try lint(["ci/config.yaml"], in: folder)
    #expect(config.output.contains("unknown field \"plnak\""))
    #expect(!config.errors.contains("no job is in"))
    try folder.write("periodics: []\n", to: "ci/jobs/none.yaml")
    let none = try lint(["ci/jobs/none.yaml"], in: folder)
    #expect(none.errors.hasSuffix("plimsoll: no job is in ci/jobs/none.yaml\n"))
    try folder.write("presubmits:\n  acme/rocket:\n  - {name: a b}\n", to: "draft.yaml")
    #expect(try lint(["draft.yaml"], in: folder).output.hasPrefix("draft.yaml:3:12: error: "))
  }

  @Test(arguments: [
    ("ci/jobs/none.yaml", "plimsoll: can't read ci/jobs/none.yaml: no such file or folder\n"),
    ("ci/jobs/empty", "plimsoll: can't read ci/jobs/empty: no job files are in it\n"),
  ])
  func aNameThatLeadsToNothingIsNotClean(_ path: String, _ words: String) throws {
    let folder = try Self.installation()
    try folder.shell("mkdir '\(folder.path)/ci/jobs/empty'")
    let run = try lint([path], in: folder)
    #expect(run.errors == words)
    #expect(run.output.isEmpty)
    #expect(run.status == 2)
  }

  @Test
  func standardInputStandsForAFile() throws {
    let folder = try Self.installation()
    let program =
      "cd '\(folder.path)' && printf 'presubmits:\\n  acme/rocket:\\n  - {name: unit, always_run: true,"
      + " spec: {containers: [{image: golang}]}}\\n' | \"$0\" lint - --format concise"
      + " --select \(Self.rules) --stdin-filename"
    let new = try Program.shell(program + " ci/jobs/c.yaml")
    #expect(
      new.output
        == "ci/jobs/c.yaml:3:12: error: acme/rocket has another presubmit called \"unit\" on the same "
        + "branch (job unit, name) [duplicate-job]\n"
    )
    // In place of one of the two there is one duplicate still.
    let known = try Program.shell(program + " ci/jobs/a.yaml")
    #expect(known.output == "ci/" + Self.duplicate)
    let nameless = try Program.shell("echo | \"$0\" lint -")
    #expect(nameless.status == 2)
    #expect(nameless.errors.contains("--stdin-filename"))
  }

  @Test(arguments: ["ci/config.yaml", "ci/jobs/c.yaml"])
  func aFileThatCantBeReadIsNotPassedOver(_ broken: String) throws {
    let folder = try Self.installation()
    try folder.write(broken == "ci/config.yaml" ? "tide: [\n" : "periodics: [\n", to: broken)
    let run = try Program.run(["lint", "ci/jobs/a.yaml", "--format", "concise"], in: folder)
    #expect(run.output.contains("\(broken):"), "\(run.output)")
    #expect(run.status == 1)
  }

  @Test
  func aFolderAboveTheJobsIsJudgedInAll() throws {
    let folder = try Self.installation()
    try folder.write("presubmits:\n  acme/rocket:\n  - {name: a b}\n", to: "ci/old/c.yaml")
    for index in 0..<20 { try folder.write("periodics: []\n", to: "ci/jobs/more/\(index).yaml") }
    #expect(try lint(["ci/old"], in: folder).output.hasPrefix("ci/old/c.yaml:3:12: error: "))
    try folder.shell("rm '\(folder.path)/ci/config.yaml'")
    try folder.write("pod_namespace: pods\n", to: "config.yaml")
    #expect(try lint(["ci"], in: folder).output.contains("ci/old/c.yaml:3:12: error: "))
  }

  @Test
  func oneOfSeveralInstallationsCanBeNamed() throws {
    let folder = try Self.installation()
    try folder.write("pod_namespace: pods\nplonk: {}\n", to: "old/config.yaml")
    try folder.write("periodics: []\n", to: "old/jobs/a.yaml")
    let none = try lint([], in: folder)
    #expect(none.status == 2)
    #expect(none.errors.contains("ci/config.yaml, old/config.yaml; name one with --config"))
    let flag = try lint(["--config", "old/config.yaml"], in: folder)
    #expect(flag.errors.hasPrefix("plimsoll: old/config.yaml, old/jobs: 0 jobs;"))
    #expect(try lint(["ci/jobs/a.yaml"], in: folder).output == "ci/" + Self.duplicate)
    let config = try lint(["old/config.yaml"], in: folder)
    #expect(config.output.hasPrefix("old/config.yaml:2:1: warning: unknown field \"plonk\""))
    try folder.write("prow: {config: ci/config.yaml}\n", to: ".plimsoll.yaml")
    #expect(try lint([], in: folder).output.contains(Self.duplicate))
  }

  private static func installation() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("pod_namespace: pods\nplnak: {}\ntide: {}\n", to: "ci/config.yaml")
    let job = "name: unit\n    always_run: true\n    spec: {containers: [{image: golang}]}\n"
    for name in ["a", "b"] {
      try folder.write("presubmits:\n  acme/rocket:\n  - \(job)", to: "ci/jobs/\(name).yaml")
    }
    try folder.shell("mkdir '\(folder.path)/.git'")
    return folder
  }

  private func lint(
    _ arguments: [String],
    in folder: TemporaryFolder,
    at place: String = "."
  ) throws -> Program.Outcome {
    let flags = ["lint", "--select", Self.rules, "--format", "concise"]
    return try Program.run(flags + arguments, in: folder, at: place)
  }
}

@Suite("What is judged")
struct InfoTests {
  @Test(arguments: ["config.yaml", "prow"])
  func aConfigurationInAConfigMapIsUnwrapped(_ key: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      kind: ConfigMap
      apiVersion: v1
      metadata: {name: config} # the bot's
      data:
        \(key): |
          pod_namespace: pods
          plnak: {}

          tide: {}
      """,
      to: "configmap.yaml"
    )
    try folder.write("periodics: []\n", to: "jobs.yaml")
    let run = try Program.run(
      ["lint", "--config", "configmap.yaml", "--jobs", "jobs.yaml", "--format", "concise"],
      in: folder
    )
    #expect(
      run.output
        == "configmap.yaml:7:5: warning: unknown field \"plnak\" in config.yaml (plnak) "
        + "[unknown-fields]\n"
    )
  }

  @Test
  func infoSaysWhatIsUsedAndWhy() throws {
    let folder = try TemporaryFolder()
    try folder.write("pod_namespace: pods\n", to: "ci/config.yaml")
    try folder.write("presubmits:\n- {name: unit}\n", to: ".prow.yaml")
    try folder.write(
      "prow: {config: ci/config.yaml, version: 2026-03-01}\nstrict: true\nignore: [hygiene]\n",
      to: ".plimsoll.yaml"
    )
    try folder.write("periodics: []\n", to: "ci/jobs/a.yaml")
    try folder.write(
      "[remote \"origin\"]\n\turl = git@github.com:acme/rocket.git\n",
      to: ".git/config"
    )
    let run = try Program.run(["info"], in: folder)
    let lines = run.output.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    #expect(
      lines == [
        "WHAT VALUE BY", "folder \(folder.path)", "config ci/config.yaml .plimsoll.yaml",
        "plugins none", "jobs ci/jobs found", "supplemental config none",
        "supplemental plugins none", "in-repo config .prow.yaml", "repository acme/rocket",
        "in all 3 files, 1 job", "Prow 2026-03-01 by .plimsoll.yaml", "Kubernetes 1.36",
        "settings .plimsoll.yaml", "strict true .plimsoll.yaml", "ignore hygiene .plimsoll.yaml",
      ]
    )
    let json = try Program.run(["info", "--format", "json"], in: folder)
    #expect(json.output.contains(#""config":{"path":"ci/config.yaml","by":".plimsoll.yaml"}"#))
    #expect(json.output.contains(#""repository":"acme/rocket""#))
  }

  @Test
  func initWritesWhatItFoundAndSaysWhatThatGives() throws {
    let folder = try TemporaryFolder()
    try folder.write("pod_namespace: pods\n", to: "ci/prow/_config.yaml")
    try folder.write("periodics: []\n", to: "ci/more jobs/a.yaml")
    try folder.write("tide: {}\n", to: "ci/prow/acme/_prowconfig.yaml")
    let run = try Program.run(["init"], in: folder)
    #expect(run.output == "wrote .plimsoll.yaml\n")
    #expect(
      run.errors.hasPrefix("plimsoll: ci/prow/_config.yaml, ci/prow/acme, ci/more jobs: 0 jobs")
    )
    #expect(
      try folder.text(".plimsoll.yaml") == """
        # Settings of plimsoll; paths are relative to this file.
        prow:
          config: ci/prow/_config.yaml
          jobs:
          - "ci/more jobs"
          supplementalConfig:
          - ci/prow/acme

        """
    )
    #expect(try Program.run(["lint"], in: folder).errors.contains("ci/prow/acme"))
  }

  @Test
  func initWritesNothingWhereNothingIsFound() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["init"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("plimsoll: no job files found in \(folder.path): "))
    #expect(try Program.run(["info"], in: folder).output.contains("settings"))
    try folder.shell("! [ -e '\(folder.path)/.plimsoll.yaml' ]")
  }
}
