import TestSupport
import Testing

/// Runs `plimsoll why`; `docs/commands/why.md` has whole answers.
@Suite("plimsoll why")
struct WhyProgramTests {
  private static let jobs = """
    presubmits:
      acme/rocket:
      - {name: unit, always_run: true, branches: [^main$]}
      - {name: unit, always_run: true, branches: [^release-1$]}
      - {name: glob, run_if_changed: '**/*.go'}
      - {name: own, trigger: ^/go$, rerun_command: /run}
      acme/engine:
      - {name: unit, always_run: true}
      https://git.test/a/b:
      - {name: review, always_run: true}
    postsubmits:
      acme/rocket:
      - {name: never, always_run: false}
    periodics:
    - {name: zone, cron: 'TZ=Europe/Berlin 0 2 * * *'}
    - {name: every, cron: '@every 90m'}
    - {name: february, cron: '0 0 30 2 *'}
    """

  private func why(_ arguments: String..., plugins: String? = nil) throws -> Program.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(WhyProgramTests.jobs, to: "jobs.yaml")
    try folder.write("prowjob_namespace: prow\n", to: "config.yaml")
    try folder.write(plugins ?? "plugins: {acme: [trigger]}\n", to: "plugins.yaml")
    return try Program.run(
      ["why"] + arguments
        + ["--jobs", "jobs.yaml", "--config", "config.yaml", "--plugins", "plugins.yaml"],
      in: folder
    )
  }

  // The name of a job, and a line of the answer.
  @Test(
    arguments: [
      (
        "glob",
        "  runs         no: run_if_changed **/*.go is not a regular expression: missing\n"
          + "               argument to repetition operator * (line 5)\n"
          + "  would start  a regular expression in run_if_changed\n"
      ),
      ("own", "  would start  a comment that matches ^/go$\n"),
      ("never", "  would start  nothing: always_run is false, and it has no other condition\n"),
      ("review", "  plugin      none: Gerrit has no plugins\n"),
      (
        "zone",
        "  runs     never: TZ=Europe/Berlin 0 2 * * * (line 15): Prow puts TZ=UTC before\n"
      ),
      ("every", "  runs     every 1h30m, from when Prow reads the line (line 16), and at once\n"),
      (
        "february",
        "  runs     by the clock, in UTC: cron 0 0 30 2 * (line 17), and no such day\n"
          + "           comes within five years\n  plugin"
      ),
    ]
  )
  func saysWhatDecides(_ job: String, _ line: String) throws {
    let run = try why(job)
    #expect(run.output.contains(line), "\(run.output)\(run.errors)")
  }

  @Test
  func jobsOfOneNameAllGetAnAnswer() throws {
    func titles(_ arguments: String...) throws -> [Substring] {
      let run = try Program.run(
        ["why", "rocket-unit"] + arguments + [
          "--jobs", "examples/acme/config/jobs",
          "--config", "examples/acme/config/prow/config.yaml",
        ]
      )
      return run.output.split(separator: "\n").filter { $0.hasPrefix("  asked for") }
    }
    #expect(
      try titles() == [
        "  asked for   a pull request against main (no --branch says another)",
        "  asked for   a pull request against release-1 (no --branch says another)",
      ]
    )
    #expect(
      try titles("--branch", "release-1") == ["  asked for   a pull request against release-1"]
    )
    #expect(
      try titles("--branch", "dev") == [
        "  asked for    a pull request against dev", "  asked for    a pull request against dev",
      ]
    )
  }

  @Test
  func aRepositoryChoosesAmongThem() throws {
    let run = try why("unit", "--repo", "acme/engine")
    #expect(run.output.hasPrefix("unit, a presubmit of acme/engine\n"))
    #expect(run.output.count { $0 == "\n" } == 11, "\(run.output)")
  }

  @Test
  func aPluginThatIsOffIsSaid() throws {
    let run = try why("unit", "--repo", "acme/engine", plugins: "plugins: {moon: [trigger]}\n")
    #expect(
      run.output.contains(
        "  plugin      trigger is off for acme/engine, so that nothing starts this job;\n"
          + "              add it to plugins.yaml, for acme/engine or acme\n"
      ),
      "\(run.output)"
    )
  }

  // Arguments, and what standard error says.
  @Test(
    arguments: [
      (["unitt"], "plimsoll: no job is called \"unitt\"; did you mean unit?\n"),
      (["elsewhere"], "plimsoll: no job is called \"elsewhere\"; plimsoll jobs lists them all\n"),
      (
        ["unit", "--repo", "acme/pad"],
        "plimsoll: acme/pad has no job called \"unit\"; it is a job of acme/engine, acme/rocket\n"
      ),
      (
        ["every", "--repo", "acme/pad"],
        "plimsoll: every is a periodic, which has no repository\n"
      ),
      (
        ["every", "--at", "noon"],
        "Error: --at takes a time such as 2026-03-02T08:00:00Z, not \"noon\"\n"
      ),
    ]
  )
  func whatIsNotThereIsSaid(_ arguments: [String], _ words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(WhyProgramTests.jobs, to: "jobs.yaml")
    let run = try Program.run(["why"] + arguments + ["--jobs", "jobs.yaml"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test
  func changedFilesMayBeNamedFromTheRootOfTheDisk() throws {
    let folder = try TemporaryFolder()
    try folder.write("presubmits: {a/b: [{name: x, run_if_changed: ^pkg/}]}\n", to: "jobs.yaml")
    try folder.write("package a\n", to: "clone/pkg/a.go")
    try folder.shell("mkdir '\(folder.path)/clone/.git'")
    for path in ["pkg/a.go", "./pkg/a.go", "\(folder.path)/clone/pkg/a.go"] {
      let run = try Program.run(
        ["why", "x", "--changed", path, "--jobs", "jobs.yaml"],
        in: folder
      )
      #expect(run.output.contains("yes: pkg/a.go matches run_if_changed ^pkg/"), "\(run.output)")
    }
    let run = try Program.run(
      ["why", "x", "--changed", "../elsewhere/a.go", "--jobs", "jobs.yaml"],
      in: folder
    )
    #expect(run.status == 2)
    #expect(
      run.errors.contains("plimsoll: ../elsewhere/a.go is in no clone; name changed files by")
    )
  }
}
