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
      ("branches: ['release-.*']", "main"),
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
      (["render", "--job", "no-such-job"], "no job is called \"no-such-job\""),
      (["render"], "name a job with --job"),
      (["render", "--job", "x", "--pull", "7"], "--pull"),
      (["render", "--request", "examples/nowhere.json"], "can't read examples/nowhere.json"),
      (["render", "--all", "--explain"], "use -o yaml"),
      (["trigger", "--repo", "acme/nothing", "--branch", "main"], "acme/nothing has no"),
      (
        ["trigger", "--repo", "acme/rocket", "--branch", "main", "--from", "no-such"], "git diff: "
      ),
    ]
  )
  func whatIsWrongIsSaidInOneMessage(_ arguments: [String], _ words: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
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
