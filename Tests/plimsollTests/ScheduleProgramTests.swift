import TestSupport
import Testing

/// Runs `plimsoll schedule`; `docs/commands/schedule.md` has whole tables.
@Suite("plimsoll schedule")
struct ScheduleProgramTests {
  private static let jobs = """
    periodics:
    - name: first
      cron: "0 3 * * *" # With the second.
    - name: second
      cron: '0 3 * * *'
    - name: third
      cron: &shared 0 3 * * *
    - {name: fourth, cron: *shared}

    """

  private func installation() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "config/jobs/jobs.yaml")
    return folder
  }

  private func schedule(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome
  {
    try Program.run(["schedule", "--jobs", "config/jobs"] + arguments, in: folder)
  }

  @Test("the plan names the lines, the jobs and the clusters")
  func plan() throws {
    let run = try schedule(try installation(), "--spread")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        NOW        BETTER     JOB     DEFINED
        0 3 * * *  1 3 * * *  first   config/jobs/jobs.yaml:3
        0 3 * * *  1 3 * * *  second  config/jobs/jobs.yaml:5

        Most starts in one minute
        CLUSTER  NOW  THEN
        default  4    2
        2 periodics can't move: --keep names them, they share a line with other jobs, or they start at every minute or by six fields

        """
    )
  }

  @Test("a fix changes the lines alone, and leaves nothing to do")
  func fix() throws {
    let folder = try installation()
    let run = try schedule(folder, "--spread", "--fix", "--keep", "sec*")
    #expect(run.errors == "plimsoll: changed 1 cron line\n")
    let text = try folder.text("config/jobs/jobs.yaml")
    #expect(text == Self.jobs.replacing("\"0 3 * * *\"", with: "\"1 3 * * *\""))
    let second = try schedule(folder, "--spread", "--keep", "sec*")
    #expect(second.output.hasPrefix("No other minutes would make fewer periodics start at once.\n"))
  }

  @Test("a patch changes no file, and git takes it")
  func patch() throws {
    let folder = try installation()
    let run = try schedule(folder, "--spread", "--diff")
    try folder.write(run.output, to: "patch")
    #expect(try folder.text("config/jobs/jobs.yaml") == Self.jobs)
    try folder.shell("cd '\(folder.path)' && git init -q && git apply patch")
    #expect(run.errors == "plimsoll: --fix would change 2 cron lines\n")
    #expect(try folder.text("config/jobs/jobs.yaml").contains("cron: '1 3 * * *'"))
  }

  @Test("a file that is a link to another place stays as it is")
  func link() throws {
    let folder = try installation()
    try folder.shell(
      "cd '\(folder.path)' && mv config/jobs/jobs.yaml real.yaml "
        + "&& ln -s ../../real.yaml config/jobs/jobs.yaml"
    )
    let run = try schedule(folder, "--spread", "--fix")
    #expect(try folder.text("real.yaml") == Self.jobs)
    #expect(
      run.errors == """
        plimsoll: config/jobs/jobs.yaml:3:9: the cron line of first can't be changed in place; write 1 3 * * *
        plimsoll: config/jobs/jobs.yaml:5:9: the cron line of second can't be changed in place; write 1 3 * * *
        plimsoll: changed 0 cron lines

        """
    )
  }

  @Test("requests that are more than a number can hold do not stop it")
  func absurdRequests() throws {
    let folder = try TemporaryFolder()
    let jobs = (0..<1_100).map { number in
      "- {name: j\(number), cron: 0 3 * * *, spec: {containers: [{resources: {requests: {cpu: 1e30}}}]}}\n"
    }
    try folder.write("periodics:\n" + jobs.joined(), to: "config/jobs/jobs.yaml")
    let run = try schedule(folder, "--over", "day")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("9000000000000000000"))
  }

  @Test(
    arguments: [
      (["--from", "tomorrow"], "--from takes a day such as 2026-03-31, not \"tomorrow\""),
      (["--run-time", "1"], "--run-time takes a duration such as 45m, not \"1\""),
      (["--fix"], "--keep, --fix and --diff say how to spread: use them with --spread"),
      (["--spread", "--format", "json"], "--spread shows a table: leave out --format"),
      (["frist"], "no job is called \"frist\"; did you mean first?"),
      (
        ["--run-times", "times.yaml"],
        "times.yaml:2:7: the run time of b is \"soon\", and not a duration such as 45m"
      ),
    ]
  )
  func mistakesAreSaid(_ arguments: [String], _ words: String) throws {
    let folder = try installation()
    try folder.write("a: 5m\nb:    soon\n", to: "times.yaml")
    let run = try Program.run(["schedule", "--jobs", "config/jobs"] + arguments, in: folder)
    #expect(run.status != 0)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
