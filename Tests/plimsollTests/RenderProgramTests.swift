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
      (["render"], "name a job, as in plimsoll render unit"),
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

  // Requests that cannot be used, and the words that say so after the name of the file.
  @Test(
    arguments: [
      (#"{"job": "#, ":1:9: "),
      ("[]", ":1:1: a request is a mapping"),
      (#"{"job": 7}"#, ":1:9: job must be a string"),
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

  // MARK: What can't be rendered

  /// Runs `plimsoll render` on job files in a folder of their own, with the example's config.yaml.
  private func render(
    _ arguments: [String],
    _ jobs: String,
    config: String? = "examples/acme/config/prow/config.yaml"
  ) throws -> (run: Program.Outcome, path: String) {
    let folder = try TemporaryFolder()
    try folder.write(jobs, to: "jobs.yaml")
    let named = config.map { ["--config", $0] } ?? []
    let run = try Program.run(
      ["render"] + arguments + ["--jobs", "\(folder.path)/jobs.yaml"] + named
    )
    return (run, "\(folder.path)/jobs.yaml")
  }

  private static let merged = """
    base: &base
      spec:
        containers:
        - name: test
          image: [golang]
          command: [make]
    periodics:
    - name: merged
      interval: 1h
      <<: *base
    - name: fine
      interval: 1h
      spec:
        containers:
        - {image: golang, command: [make]}
    """

  @Test
  func aMistakeThatComesThroughAMergeKeyIsOneOfTheJob() throws {
    let (one, path) = try render(["pod", "--job", "merged"], RenderProgramTests.merged)
    let fault = "\(path):5:14: this is a list, and image takes a string"
    #expect(one.status == 1)
    #expect(one.output.isEmpty)
    #expect(one.errors.hasPrefix("plimsoll: \(fault)"), "\(one.errors)")
    let (other, _) = try render(["pod", "--job", "fine"], RenderProgramTests.merged)
    #expect(other.status == 0)
    #expect(other.output.hasPrefix("apiVersion: v1\nkind: Pod\n"))
    #expect(other.errors.contains("until all errors are fixed"), "\(other.errors)")
  }

  @Test
  func whatIsLeftOutIsNamed() throws {
    let (run, path) = try render(["pod", "--all"], RenderProgramTests.merged)
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").map { $0.prefix(13) } == [#"{"job":"fine""#])
    #expect(run.errors.contains("1 job is left out, since Prow refuses"), "\(run.errors)")
    #expect(run.errors.contains("\n  merged: \(path):5:14: "), "\(run.errors)")
  }

  @Test
  func anErrorOfNoJobIsNamedToo() throws {
    let folder = try TemporaryFolder()
    let good = try Project.text("examples/acme/config/prow/config.yaml")
    try folder.write(good + "\nlog_level: loud\n", to: "config.yaml")
    let run = try render(["--all"], RenderProgramTests.fine, config: "\(folder.path)/config.yaml")
      .run
    #expect(run.status == 1)
    #expect(run.output.hasPrefix(#"{"job":"fine""#))
    #expect(
      run.errors.hasPrefix(
        "plimsoll: Prow refuses this configuration: \(folder.path)/config.yaml:"
      ),
      "\(run.errors)"
    )
  }

  private static let fine = """
    periodics:
    - name: fine
      interval: 1h
      decorate: true
      spec:
        containers:
        - {image: golang, command: [make]}
    """

  @Test
  func pluginsDoNotMatter() throws {
    let folder = try TemporaryFolder()
    try folder.write("plugins: {acme/rocket: {plugins: [no-such-plugin]}}", to: "plugins.yaml")
    let run = try render(
      ["--all", "--plugins", "\(folder.path)/plugins.yaml"],
      RenderProgramTests.fine
    ).run
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
  }

  @Test
  func withoutConfigADecoratedPodIsRefused() throws {
    let advice =
      "fine is decorated and has no images for the pod utilities; these come from "
      + "Prow's config.yaml, so name it with --config or in .plimsoll.yaml\n"
    for arguments in [["pod", "--job", "fine"], ["pod", "--all"]] {
      let (run, path) = try render(arguments, RenderProgramTests.fine, config: nil)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasSuffix("\(path):2:9: \(advice)"), "\(run.errors)")
    }
    let (run, path) = try render(
      ["prowjob", "--job", "fine"],
      RenderProgramTests.fine,
      config: nil
    )
    #expect(run.status == 0)
    #expect(run.errors == "plimsoll: \(path):2:9: \(advice)")
  }

  @Test
  func aConfigThatCanNotBeReadStopsAll() throws {
    let folder = try TemporaryFolder()
    try folder.write("plank: [", to: "config.yaml")
    let (run, _) = try render(
      ["prowjob", "--job", "fine"],
      RenderProgramTests.fine,
      config: "\(folder.path)/config.yaml"
    )
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("plimsoll: can't read \(folder.path)/config.yaml, which every job"),
      "\(run.errors)"
    )
  }

  // Spellings of a repository, and the line of the job that each means.
  @Test(
    arguments: [
      ("http://host/a/b", "http://host"), ("https://host/a/b", "https://host"),
      ("https://host/a/c", "http://host"), ("host/a/c/", "http://host"),
    ]
  )
  func aJobOfAGerritRepositoryIsFound(_ repo: String, _ org: String) throws {
    let job = "[{name: same, spec: {containers: [{image: golang, command: [make]}]}}]"
    let run = try render(
      ["--job", "same", "--repo", repo],
      """
      presubmits:
        http://host/a/b: \(job)
        https://host/a/b: \(job)
        http://host/a/c: \(job)
      """
    ).run
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("    org: \(org)\n"), "\(run.output)")
  }
}
