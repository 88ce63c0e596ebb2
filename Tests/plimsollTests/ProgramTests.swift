import Glibc
import TestSupport
import Testing

/// Runs the built program as a user would.
@Suite("The program")
struct ProgramTests {
  @Test
  func acmeIsClean() throws {
    let run = try Program.run(["lint", "examples/acme"])
    #expect(run.output.hasPrefix("clean: "), "\(run.output)")
    #expect(run.status == 0)
  }

  @Test
  func brokenShowsItsTeeth() throws {
    let run = try Program.run(["lint", "examples/broken", "--format", "concise"])
    #expect(run.status == 1)
    let rules = run.output.split(separator: "\n").compactMap { $0.split(separator: "[").last }
    #expect(Set(rules).count >= 25)
  }

  @Test
  func aFindingShowsItsLine() throws {
    let run = try Program.run(
      ["lint", "examples/broken", "--select", "duplicate-env", "--no-color"]
    )
    #expect(
      run.output == """
        examples/broken/config/jobs/pods.yaml:16:18: error: variable GOPROXY is set twice in one container [duplicate-env]
             |
         16  |         - {name: GOPROXY, value: direct}
             |                  ^^^^^^^
             = job: pods-env, field: spec.containers[0].env[1].name
             = first set here: examples/broken/config/jobs/pods.yaml:14:18
             = help: remove one of them

        1 error, 0 warnings: 35 jobs in 16 files

        """
    )
  }

  @Test(arguments: [
    (["lint", "docs"], "can't read docs: no job files are in it"),
    (["lint", "examples/nowhere.yaml"], "can't read examples/nowhere.yaml"),
    (["lint", "--select", "no-such-rule"], "no rule or group is called \"no-such-rule\""),
    (["explain", "duplicate-enf"], "did you mean duplicate-env?"),
    (["lint", "--no-such-flag"], "--no-such-flag"),
  ])
  func usageAndMissingFilesEndWithTwo(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test
  func podManifestsAreTakenWhereOnlyTheirGroupRuns() throws {
    let pod = "Tests/plimsollTests/Fixtures/pod.json"
    let alone = try Program.run(["lint", pod, "--select", "kubernetes", "--format", "concise"])
    #expect(
      alone.output == """
        \(pod):7:69: error: there is no volume "cache" \
        (spec.containers[0].volumeMounts[0].name) [missing-volume]

        """
    )
    #expect(alone.status == 1)
    // Else it is a job file without jobs, as for Prow.
    let withProw = try Program.run(
      ["lint", pod, "--select", "prow,kubernetes", "--format", "concise"]
    )
    #expect(!withProw.output.contains("missing-volume"))
    #expect(
      withProw.output.contains("this is a manifest of kind Pod, and Prow reads nothing of it")
    )
  }

  @Test
  func aMistakeInTheSettingsIsExplained() throws {
    let run = try Program.run(["explain", "settings"])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("settings: a line of the settings has no effect\n"))
  }

  @Test
  func anIdThatARuleHadBeforeIsExplained() throws {
    let run = try Program.run(["explain", "updater-version-key"])
    #expect(run.output.hasPrefix("configmap-version-key: a file is written to the key VERSION\n"))
    #expect(
      run.errors == "plimsoll: the rule updater-version-key is now called configmap-version-key\n"
    )
  }

  @Test
  func theBadExampleOfARuleCanBeRun() throws {
    let run = try Program.run(["explain", "--run", "duplicate-env"])
    #expect(
      run.output == """
        jobs.yaml:10:18: error: variable GOPROXY is set twice in one container [duplicate-env]
             |
         10  |         - {name: GOPROXY, value: "off"}
             |                  ^^^^^^^
             = job: unit, field: spec.containers[0].env[2].name
             = first set here: jobs.yaml:8:18
             = help: remove one of them


        """
    )
  }

  @Test
  func rulesThatDidNotRunAreCounted() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "periodics:\n- {name: a, interval: 1h, spec: {containers: [{image: x}]}}\n",
      to: "jobs/a.yaml"
    )
    func notes(_ arguments: [String]) throws -> [Substring] {
      try Program.run(["lint"] + arguments, in: folder).errors.split(separator: "\n").dropFirst()
        .map(\.self)
    }
    let selected = ["--select", "tide-query-repos,tide-query-labels,unknown-plugin,job-name"]
    #expect(
      try notes(selected) == [
        "plimsoll: no file that looks like config.yaml was found: 2 rules did not run; name it with "
          + "--config"
      ]
    )
    #expect(try notes(["--select", "job-name"]) == [])
    try folder.write("prowjob_namespace: prow\nplank: {}\n", to: "config.yaml")
    #expect(
      try notes(selected) == [
        "plimsoll: no file that looks like plugins.yaml was found: 1 rule did not run; name it with "
          + "--plugins"
      ]
    )
    #expect(try notes(["--select", "job-name"]) == [])
  }

  @Test(arguments: ["1.26", "\"1.26\"", "v1.26"])
  func aVersionInTheSettingsNeedsNoQuotes(_ version: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("kubernetes: \(version)\n", to: ".plimsoll.yaml")
    try folder.write(
      "periodics:\n- name: a\n  interval: 1h\n  spec:\n    containers:\n    - image: x\n"
        + "      resizePolicy: []\n",
      to: "jobs/a.yaml"
    )
    let command = ["lint", "--select", "newer-pod-field", "--format", "concise", "jobs"]
    #expect(
      try Program.run(command, in: folder).output
        == "jobs/a.yaml:7:7: error: field \"resizePolicy\" of a container came with Kubernetes 1.27 "
        + "and is newer than the build clusters (job a, spec.containers[0].resizePolicy) "
        + "[newer-pod-field]\n"
    )
  }

  @Test(arguments: ["", "./", "\(Project.root)/"], ["", "/"])
  func supplementalFilesAreJudgedByTheirFolder(_ start: String, _ end: String) throws {
    let run = try Program.run([
      "lint", "examples/broken", "--select", "validate-supplemental-prow-config-hierarchy",
      "--supplemental-config", start + "examples/broken/config/supplemental" + end, "--format",
      "concise",
    ])
    let name = "examples/broken/config/supplemental/acme/engine/engine_prowconfig.yaml"
    #expect(
      run.output.split(separator: "\n").first ?? "" == """
        \(name):5:5: warning: config for acme/rocket is in the folder of acme/engine \
        (tide.merge_method[acme/rocket]) [validate-supplemental-prow-config-hierarchy]
        """
    )
  }

  @Test
  func strictMakesWarningsFail() throws {
    let arguments = ["lint", "examples/broken", "--select", "long-job-names"]
    #expect(try Program.run(arguments).status == 0)
    #expect(try Program.run(arguments + ["--strict"]).status == 1)
  }

  @Test
  func jobsAreListedWithTheirPlace() throws {
    let run = try Program.run(["jobs", "examples/acme", "--type", "periodic", "--format", "json"])
    #expect(run.status == 0)
    #expect(run.output.contains(#""file":"examples/acme/config/jobs/"#))
  }
}

/// The built executable, which is next to the tests.
enum Program {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - folder: Where it is started; the project's root by default.
  ///   - place: A folder in that one.
  ///   - variables: Further ones for `env`.
  ///   - limits: What the shell does before.
  /// - Returns: What it said, and how it ended.
  /// - Throws: If there is no program.
  static func run(
    _ arguments: [String],
    in folder: TemporaryFolder? = nil,
    at place: String = ".",
    variables: String = "",
    limits: String = ":"
  ) throws -> Outcome {
    let words = [try executable()] + arguments
    let line = words.map { "'" + $0.split(separator: "'").joined(separator: "'\\''") + "'" }
    return try outcome(
      of: "cd '\(folder?.path ?? Project.root)/\(place)' && \(limits) && "
        + "env \(withoutCI) NO_COLOR=1 \(variables) \(line.joined(separator: " "))"
    )
  }

  /// The tests may run in any CI system.
  private static let withoutCI = [
    "GITHUB_ACTIONS", "GITLAB_CI", "PROW_JOB_ID", "PULL_BASE_SHA", "PULL_REFS", "REPO_OWNER",
    "GITHUB_SERVER_URL", "CI_PROJECT_URL",
  ].map { "-u \($0)" }.joined(separator: " ")

  /// Runs a script of the shell in which `$0` is the program.
  static func shell(_ script: String) throws -> Outcome {
    let quoted = script.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    return try outcome(of: "sh -c '\(quoted)' '\(try executable())'")
  }

  private static func outcome(of command: String) throws -> Outcome {
    let name = "/tmp/plimsoll-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    defer {
      unlink(name + ".out")
      unlink(name + ".err")
    }
    let status = system("{ \(command); } >'\(name).out' 2>'\(name).err'")
    return Outcome(
      status: status >> 8 & 0xFF,
      output: try Project.text(at: name + ".out"),
      errors: try Project.text(at: name + ".err")
    )
  }

  static func executable() throws -> String {
    // The test bundle and the program are built into the same folder.
    let tests = try Project.link("/proc/self/exe")
    let folder = tests.split(separator: "/").dropLast().joined(separator: "/")
    for path in ["/" + folder + "/plimsoll", Project.root + "/.build/debug/plimsoll"]
    where access(path, X_OK) == 0 {
      return path
    }
    throw Project.Missing(path: "plimsoll")
  }
}
