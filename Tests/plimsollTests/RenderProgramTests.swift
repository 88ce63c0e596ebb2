import TestSupport
import Testing

@Suite("plimsoll render and trigger")
struct RenderProgramTests {
  private static let files = [
    "--config", "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
  ]

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments + RenderProgramTests.files)
  }

  @Test
  func everyJobHasALineAndAJobADocument() throws {
    let lines = try run(["render", "--all"])
    #expect(lines.status == 0, "\(lines.errors)")
    let first = try #require(lines.output.split(separator: "\n").first)
    #expect(first.hasPrefix(#"{"job":""#))
    #expect(first.contains(#","prowjob":{"kind":"ProwJob""#))
    let stream = try run(["render", "pod", "--all", "-o", "yaml"])
    #expect(stream.status == 0)
    #expect(stream.output.hasPrefix("---\napiVersion: v1\nkind: Pod\n"))
  }

  @Test
  func madeUpValuesAreMarked() throws {
    let line = try #require(try run(["render", "--all"]).output.split(separator: "\n").first)
    let name = try #require(line.split(separator: "\"").dropFirst(3).first)
    let run = try run(["render", "prowjob", "--job", String(name), "--index", "0"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("# made up"))
    #expect(!run.output.contains("# Prow"))
  }

  // Branches of a job, and the branch that it is rendered for where nobody names one.
  @Test(
    arguments: [
      ("", "main"), ("branches: [master]", "master"),
      ("branches: [^release-1$, release-2]", "release-1"), ("skip_branches: [main]", "master"),
      ("branches: ['release-.*']", "main"), ("branches: [ai]", "main"),
      ("branches: [^ain$, ain$]", "main"), ("branches: [^mai$, ^m.ster]", "master"),
      ("branches: ['release-1\\.0']", "main"),
    ]
  )
  func theBranchIsOneThatTheJobRunsOn(_ filter: String, _ branch: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      presubmits:
        acme/rocket:
        - name: unit
          spec: {containers: [{image: golang, command: [make]}]}
          \(filter)
      """,
      to: "jobs.yaml"
    )
    let arguments = [
      "render", "prowjob", "--job", "unit", "--jobs", "\(folder.path)/jobs.yaml",
      "--config", "examples/acme/config/prow/config.yaml",
    ]
    let run = try Program.run(arguments)
    #expect(run.output.contains("base_ref: \(branch) #"), "\(run.output)\(run.errors)")
  }

  // What is wrong on the command line, and the words that say so.
  @Test(
    arguments: [
      (
        ["render", "--job", "no-such-job"], "no job is called \"no-such-job\"; plimsoll jobs lists"
      ),
      (["render", "--job", "rocket-unti"], "did you mean rocket-unit?"),
      (
        ["render", "--job", "rocket-unit"],
        "presubmits.yaml:31:11: --type presubmit --repo acme/rocket (branches: ^release-1$)"
      ),
      (
        ["render", "--job", "rocket-lint", "--pull", "1:a:b", "--pull", "2:a:b"], "use --type batch"
      ),
      (
        ["render", "--job", "ci-rocket-soak", "--base-ref", "main", "--pull", "1:a:b"],
        "ci-rocket-soak is a periodic, which has nothing to test; leave out --pull, --base-ref"
      ),
      (["render", "--job", "post-rocket-sign", "--pull", "1:a:b"], "leave out --pull"),
      (
        ["trigger", "--repo", "acme/rocket", "--branch", "main", "--failed", "rocket-unit"],
        "for --comment /retest"
      ),
      (["render"], "name a job with --job"),
      (["render", "--job", "x", "--pull", "7"], "--pull"),
      (["render", "--request", "examples/nowhere.json"], "can't read examples/nowhere.json"),
      (["render", "--all", "--explain"], "use -o yaml"),
      (["trigger", "--repo", "acme/nothing", "--branch", "main"], "acme/nothing has no"),
      (
        ["trigger", "--repo", "acme/rocket", "--branch", "main", "--from", "no-such"],
        "git knows no commit \"no-such\""
      ),
    ]
  )
  func whatIsWrongIsSaidInOneMessage(_ arguments: [String], _ words: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  // Requests that cannot be used, and the words that say so behind the name of the file.
  @Test(
    arguments: [
      (#"{"job": "#, ":1:9: "),
      ("[]", ":1:1: a request is a mapping"),
      (#"{"job": 7}"#, ":1:9: job must be a text"),
      (#"{"job": "rocket-lint", "refs": "main"}"#, ":1:32: refs must be a mapping"),
      (
        #"{"job": "rocket-lint", "refs": {"base_ref": "main", "pulls": {}}}"#,
        ":1:62: pulls must be a list"
      ),
      (
        #"{"job": "rocket-lint", "refs": {"base_ref": "main", "pulls": [{"number": "x"}]}}"#,
        ":1:74: number must be a whole number"
      ),
      (
        #"{"job": "rocket-lint", "refs": {"base_ref": "main"}}"#,
        ": the request has no refs.pulls, which a presubmit needs"
      ),
    ]
  )
  func aRequestThatCannotBeUsedIsRefused(_ request: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(request, to: "request.json")
    let run = try run(["render", "--request", "\(folder.path)/request.json"])
    #expect(run.status == 2)
    #expect(run.errors.contains("request.json\(words)"), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test
  func whatARequestDoesNotHaveIsPointedAt() throws {
    let folder = try TemporaryFolder()
    let request = #"{"job": "ci-rocket-soak", "prowjob-name": "x"}"#
    try folder.write(request, to: "request.json")
    let run = try run(["render", "--request", "\(folder.path)/request.json"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "request.json:1:27: a request has no prowjob-name; did you mean prowjob_name?"
      )
    )
  }

  @Test
  func aBranchThatTheJobDoesNotRunOnIsSaid() throws {
    let run = try run(["render", "--job", "rocket-unit", "--base-ref", "dev"])
    #expect(run.status == 0)
    #expect(run.errors == "plimsoll: rocket-unit would not run on dev: branches has only ^main$\n")
  }

  @Test
  func triggerSaysThatProwLoadsNothing() throws {
    let run = try Program.run(
      [
        "trigger", "--repo", "acme/rocket", "--branch", "main",
        "--jobs", "examples/broken/config/jobs",
        "--config", "examples/broken/config/prow/config.yaml",
      ]
    )
    #expect(run.status == 0)
    #expect(run.errors.contains("Prow loads no job of this configuration"), "\(run.errors)")
  }

  @Test
  func triggerSaysThatItsPluginIsOff() throws {
    let folder = try TemporaryFolder()
    try folder.write("plugins: {acme/moon: {plugins: [size]}}", to: "plugins.yaml")
    let arguments = ["trigger", "--repo", "acme/rocket", "--branch", "main"]
    let run = try run(arguments + ["--plugins", "\(folder.path)/plugins.yaml"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "nothing starts these jobs: acme/rocket has jobs and plugin trigger is off"
      ),
      "\(run.errors)"
    )
    #expect(try self.run(arguments).errors.isEmpty)
  }

  @Test
  func aChangedFileMayBeNamedAsAShellDoes() throws {
    let arguments = [
      "trigger", "--repo", "acme/rocket", "--branch", "main", "--changed", "./sim/a.go",
    ]
    let run = try run(arguments)
    #expect(run.output.contains("sim/a.go matches run_if_changed"), "\(run.output)")
    #expect(!run.output.contains("./sim"))
  }

  @Test
  func aJobThatProwRefusesIsNotRendered() throws {
    let run = try Program.run(
      [
        "render", "--job", "schedules-cron", "--jobs", "examples/broken/config/jobs",
        "--config", "examples/broken/config/prow/config.yaml",
      ]
    )
    #expect(run.status == 1)
    #expect(run.errors.contains("examples/broken/config/jobs/schedules.yaml:17:"), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
