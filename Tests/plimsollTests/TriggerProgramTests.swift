import TestSupport
import Testing

@Suite("plimsoll trigger")
struct TriggerProgramTests {
  private static let jobs = """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, branches: [^main$, ^release-]}
      - {name: e2e, run_if_changed: ^e2e/}
      - {name: docs, skip_if_only_changed: \\.go$}
      - {name: bench, optional: true}
      - {name: late, run_before_merge: true}
      - {name: port, always_run: true, branches: [^release-]}
      - {name: site, always_run: true, skip_branches: [^ma]}
      - {name: glob, run_if_changed: '**/*.go'}
      - {name: own, trigger: ^/go$, rerun_command: /go}
      https://git.test/a/b:
      - {name: review, always_run: true}
    postsubmits:
      acme/rocket:
      - {name: push, branches: [^main$, ^v1]}
      - {name: everywhere}
      - {name: most, skip_branches: [^dev$]}
      - {name: never, always_run: false}
    """

  /// The lines of the table with all jobs, without its heading.
  private func lines(_ arguments: String...) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(TriggerProgramTests.jobs, to: "jobs.yaml")
    let run = try Program.run(
      ["trigger", "--all", "--jobs", "\(folder.path)/jobs.yaml", "--repo"] + arguments
        + ["--config", "examples/acme/config/prow/config.yaml"]
    )
    #expect(run.status == 0, "\(run.errors)")
    let table = run.output.prefix(
      upTo: run.output.firstRange(of: "\n\n")?.lowerBound ?? run.output.endIndex
    )
    return table.split(separator: "\n").dropFirst().map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
  }

  @Test
  func everyLineNamesTheStepThatDecided() throws {
    let found = try lines("acme/rocket", "--branch", "main", "--changed", "e2e/a.go")
    #expect(
      found == [
        "presubmit unit yes required always_run; branches has ^main$",
        "presubmit e2e yes if-run e2e/a.go matches run_if_changed ^e2e/",
        "postsubmit push yes - every push; branches has ^main$",
        "postsubmit everywhere yes - every push, as it has no condition",
        "postsubmit most yes - every push; no pattern of skip_branches matches",
        #"presubmit docs no if-run all changed files match skip_if_only_changed \.go$"#,
        "presubmit bench no optional on demand only: /test bench",
        "presubmit late no required on demand only: /test late; run_before_merge: "
          + "Tide runs it before the merge",
        "presubmit port no none branches has only ^release-",
        "presubmit site no none skip_branches has ^ma",
        "presubmit glob no if-run run_if_changed **/*.go is not a regular expression: "
          + "missing argument to repetition operator *",
        "presubmit own no if-run on demand only: /go",
        "postsubmit never no - always_run is false",
      ]
    )
  }

  // A comment, flags after it, a job, and its line after the name.
  @Test(
    arguments: [
      (
        "/retest", "--labels", "unit", "yes required no status yet: always_run; branches has ^main$"
      ),
      (
        "/retest", "--failed", "unit",
        "yes required its context unit has failed; branches has ^main$"
      ),
      ("/retest", "--reported", "unit", "no required its context unit is there and has not failed"),
      (
        "/retest-required", "--labels", "bench",
        "no optional optional, and only required jobs are retested"
      ),
      ("/test all", "--labels", "unit", "yes required /test all: always_run; branches has ^main$"),
      (
        "/ok-to-test", "--labels", "unit",
        "yes required /ok-to-test: always_run; branches has ^main$"
      ),
      (
        "/test bench", "--labels", "bench",
        "yes optional the comment matches its trigger /test bench"
      ),
      ("/test bench", "--labels", "own", "no if-run the comment does not match its trigger ^/go$"),
      ("/go", "--labels", "own", "yes if-run the comment matches its trigger ^/go$"),
      (
        "/test-manual-required", "--labels", "own",
        "yes if-run it must pass and only starts on demand"
      ),
    ]
  )
  func aCommentsWordsAreNamed(
    _ comment: String,
    _ flag: String,
    _ job: String,
    _ expected: String
  ) throws {
    let lines = try lines("acme/rocket", "--branch", "main", "--comment", comment, flag, job)
    #expect(lines.contains("presubmit \(job) \(expected)"), "\(lines)")
  }

  @Test
  func aTagIsNamedWithOrWithoutItsFolder() throws {
    for tag in ["v1.4", "refs/tags/v1.4"] {
      let lines = try lines("acme/rocket", "--branch", tag)
      #expect(
        lines.contains("postsubmit push yes - every push; branches has ^v1"),
        "\(lines)"
      )
    }
  }

  @Test(arguments: ["https://git.test/a/b", "git.test/a/b", "https://git.test/a/b/"])
  func aRepositoryOfGerritIsFoundByItsURL(_ repo: String) throws {
    #expect(try lines(repo, "--branch", "main") == ["presubmit review yes required always_run"])
  }

  @Test
  func inRepoConfigAloneIsThatOfTheRepository() throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits:\n- {name: unit, always_run: true}\n", to: ".prow.yaml")
    let run = try Program.run(["trigger", "--repo", "acme/a", "--branch", "main"], in: folder)
    #expect(run.output.contains("always_run"), "\(run.output)\(run.errors)")
  }

  @Test
  func programsGetTheSame() throws {
    let run = try Program.run(
      [
        "trigger", "--repo", "acme/rocket", "--branch", "main", "--format", "json",
        "--config", "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
      ]
    )
    #expect(run.output.contains(#""merge":"required","optional":false"#), "\(run.output)")
  }

  // MARK: What is shown

  private func acme(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      ["trigger"] + arguments + [
        "--config", "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
      ]
    )
  }

  @Test
  func whatDoesNotRunIsCounted() throws {
    let run = try acme("acme/rocket", "--branch", "main", "--changed", "a.md")
    #expect(
      run.output == """
        TYPE       NAME             RUNS  MERGE     WHY
        presubmit  rocket-unit      yes   required  always_run; branches has ^main$
        presubmit  rocket-lint      yes   required  always_run
        presubmit  rocket-coverage  yes   optional  always_run

        3 of 10 jobs run; --all lists the others

        """
    )
  }

  @Test
  func oneJobCanBeChosen() throws {
    let run = try acme("acme/rocket", "--branch", "dev", "--job", "rocket-unit")
    #expect(
      run.output == """
        TYPE       NAME         RUNS  MERGE  WHY
        presubmit  rocket-unit  no    none   branches has only ^main$
        presubmit  rocket-unit  no    none   branches has only ^release-1$

        0 of 2 jobs run

        """
    )
    let unknown = try acme("acme/rocket", "--branch", "dev", "--job", "rocket-unot")
    #expect(unknown.status == 2)
    #expect(
      unknown.errors
        == "plimsoll: no job of acme/rocket is called \"rocket-unot\"; did you mean rocket-unit?\n"
    )
  }

  @Test
  func theTableFitsTheTerminal() throws {
    let run = try Program.run(
      [
        "trigger", "acme/rocket", "--branch", "main", "--all",
        "--config", "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
      ],
      variables: "COLUMNS=80"
    )
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
  }

  @Test(
    arguments: [
      (["--branch", "main"], "name the repository, such as plimsoll trigger acme/rocket"),
      (["acme/a", "--repo", "acme/b", "--branch", "main"], "the repository is named twice"),
    ]
  )
  func theRepositoryIsNamedOnce(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(["trigger"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
