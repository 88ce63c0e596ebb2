import Glibc
import TestSupport
import Testing

/// What people type, and what a shell completes.
@Suite("In a shell")
struct ShellTests {
  @Test
  func aMisspeltCommandIsSaid() throws {
    let run = try Program.run(["lnt"])
    #expect(run.status == 2)
    #expect(
      run.errors == """
        Error: no command is called "lnt"; did you mean lint?
          See 'plimsoll --help' for the commands.

        """
    )
  }

  @Test(arguments: [
    (
      ["explain", "nope"],
      "Usage: plimsoll explain <rules> ... [--run] [--policies <path> ...] [--no-color]\n  See 'plimsoll explain --help' "
    ),
    (
      ["lint", "--select", "nope"],
      "Usage: plimsoll lint [<options>] [<paths> ...]\n  See 'plimsoll lint --help' "
    ),
    (
      ["render", "pod", "--all", "x"],
      "Usage: plimsoll render pod [<options>] [<name>]\n  See 'plimsoll render pod --help' "
    ),
  ])
  func anErrorShowsTheUsageOfItsCommand(_ arguments: [String], _ usage: String) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains("\n" + usage), "\(run.errors)")
  }

  @Test
  func theVersionNamesProwAndKubernetes() throws {
    let lines = try Program.run(["--version"]).output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      lines[0].wholeMatch(
        of:
          /plimsoll \d+\.\d+\.\d+, (built from changed files|commit [0-9a-f]{40}), (debug|release) build for linux-(x86_64|aarch64)/
      ) != nil,
      "\(lines[0])"
    )
    #expect(
      lines[1...] == [
        "Prow of 2026-02-27, or newer where its images or the settings say so",
        "Kubernetes up to 1.36",
      ]
    )
  }

  /// As people copy them from findings.
  @Test
  func rulesAreExplainedInTurn() throws {
    let run = try Program.run(["explain", "[Cron-At-Run-Time]", "schedule"])
    #expect(
      run.output.hasPrefix("cron-at-run-time: a cron line loads and does not run as written\n")
    )
    let second = try Program.run(["explain", "schedule"]).output
    #expect(run.output.hasSuffix("\n" + second))
  }

  @Test
  func aJobIsRenderedByItsName() throws {
    let place = [
      "--config", "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
    ]
    let name = "launchpad-lint"
    let byOption = try Program.run(
      ["render", "pod", "--job", name, "--build-id", "1", "--name", "x"] + place
    )
    let byArgument = try Program.run(
      ["render", "pod", name, "--build-id", "1", "--name", "x"] + place
    )
    #expect(byArgument.status == 0, "\(byArgument.errors)")
    #expect(byArgument.output == byOption.output)
    let both = try Program.run(["render", "pod", name, "--job", "other"] + place)
    #expect(
      both.errors.hasPrefix("Error: \(name) and --job other name two jobs: leave one of them out\n")
    )
  }

  // MARK: Completion

  private func completions(_ words: String, at place: String = ".") throws -> [String] {
    try completions(words, in: "\(Project.root)/\(place)")
  }

  private func completions(_ words: String, in place: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let program = try Program.executable()
    try folder.shell(
      "cd '\(place)' && PATH=\"$(dirname '\(program)'):$PATH\" bash --norc -c '"
        + "source <(plimsoll completion bash); COMP_WORDS=(\(words)); "
        + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=\"\(words)\"; COMP_POINT=${#COMP_LINE}; "
        + "_plimsoll plimsoll \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; printf \"%s\\n\" \"${COMPREPLY[@]}\"' > '\(folder.path)/out'"
    )
    return try folder.text("out").split(separator: "\n").map(String.init)
  }

  @Test
  func bashCompletesCommandsAndRules() throws {
    #expect(try completions("plimsoll comp") == ["completion"])
    #expect(try completions("plimsoll explain cron-at") == ["cron-at-run-time"])
  }

  @Test
  func bashCompletesPoliciesAndWhatTheyName() throws {
    #expect(try completions("plimsoll policy cov") == ["coverage"])
    #expect(try completions("plimsoll policy reference allCap") == ["allCaptures"])
    let folder = try TemporaryFolder()
    try folder.write("policies: [own.yaml]\n", to: ".plimsoll.yaml")
    try folder.write(try Program.run(["policy", "new", "own-rule"]).output, to: "own.yaml")
    #expect(try completions("plimsoll explain policy/o", in: folder.path) == ["policy/own-rule"])
    #expect(
      try completions("plimsoll lint --select policy/o", in: folder.path) == ["policy/own-rule"]
    )
  }

  @Test(arguments: [
    ("why engine-b", ["engine-build"]), ("why x --repo acme/e", ["acme/engine"]),
    ("repo acme/e", ["acme/engine"]), ("trigger acme/e", ["acme/engine"]),
    ("trigger --repo acme/e", ["acme/engine"]), ("trigger x --job engine-b", ["engine-build"]),
    ("jobs --repo acme/e", ["acme/engine"]), ("jobs --name engine-b", ["engine-build"]),
    ("render pod engine-b", ["engine-build"]),
  ])
  func bashCompletesJobsAndRepositories(_ words: String, _ expected: [String]) throws {
    #expect(try completions("plimsoll \(words)", at: "examples/acme") == expected)
  }

  /// bash expands what it is given to choose from.
  @Test
  func completionRunsNothingThatANameSays() throws {
    let folder = try TemporaryFolder()
    let names = ["$(touch ran)", "`touch ran`", "$HOME", "a b", "a\\nb", "it's", "plain-1.x_y"]
    let jobs = names.map { "- {name: \"x\($0)\", cluster: \"x\($0)\", interval: 1h}\n" }
    try folder.write("periodics:\n" + jobs.joined(), to: "jobs/a.yaml")
    for words in ["why x", "jobs --name x", "jobs --cluster x"] {
      #expect(try completions("plimsoll \(words)", in: folder.path) == ["xplain-1.x_y"])
    }
    try folder.shell("[ ! -e '\(folder.path)/ran' ]")
  }

  @Test
  func bashCompletesClusters() throws {
    let clusters = try completions("plimsoll jobs --cluster d", at: "examples/acme")
    #expect(clusters == ["default"])
  }

  /// The command line was right, so its usage would only hide what is wrong.
  @Test(arguments: [
    (["init"], ".plimsoll.yaml is there already: change it, or remove it to write a new one"),
    (
      ["generate", "--map", "x"],
      "no map makes a ConfigMap \"x\"; there are config, job-config-0, job-config-1, job-config-2, "
        + "plugins, scripts"
    ),
  ])
  func whatIsNotThereGetsNoUsage(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(arguments, at: "examples/acme")
    #expect(run.status == 2)
    #expect(run.errors == "plimsoll: \(words)\n")
  }

  @Test(arguments: [
    ("duplicate-enw", "did you mean duplicate-env?"), ("zzz", "plimsoll rules lists them"),
  ])
  func aRuleThatIsNotThereGetsAdvice(_ name: String, _ advice: String) throws {
    let run = try Program.run(["explain", name])
    #expect(run.errors.hasPrefix("Error: no rule is called \"\(name)\": \(advice)\n"))
  }

  @Test
  func tablesHaveNoSpacesAtTheEndOfLines() throws {
    let run = try Program.run(["info"], at: "examples/acme")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count > 5)
    #expect(lines.filter { $0.hasSuffix(" ") } == [])
  }

  @Test
  func programsGetTheConfigMapsOfARepository() throws {
    let run = try Program.run(["repo", "acme/launchpad", "--format", "json"], at: "examples/acme")
    #expect(
      run.output.contains(
        "\"configMaps\":[{\"names\":[\"config\"],\"files\":\"config/prow/config.yaml\",\"file\":"
      ),
      "\(run.output)"
    )
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyShellHasAScript(_ shell: String) throws {
    let run = try Program.run(["completion", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("plimsoll"))
    #expect(!run.output.contains("\\x"))
  }

  // MARK: The manual

  @Test
  func theManualHasEveryCommandAndOption() throws {
    let run = try Program.run(["man"])
    #expect(
      run.output.contains(#/^\.TH PLIMSOLL 1 "" "plimsoll \d+\.\d+\.\d+" "plimsoll"\n\.SH NAME\n/#)
    )
    #expect(run.output.contains("\n.SH RENDER POD\n.B plimsoll render pod\n[options] [name]\n"))
    #expect(
      run.output.contains(
        "\n.TP\n.B \\-\\-max\\-warnings number\nMore warnings than this fail the run.\n"
      )
    )
    #expect(!run.output.contains("yaml-to-json"))
  }

  @Test(.enabled(if: access("/usr/bin/groff", X_OK) == 0, "groff is not installed"))
  func groffHasNothingToSayOfTheManual() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Program.run(["man"]).output, to: "plimsoll.1")
    try folder.shell(
      "cd '\(folder.path)' && groff -man -Tutf8 -P-cbou -ww plimsoll.1 > page 2> complaints"
    )
    #expect(try folder.text("complaints") == "")
    #expect(try folder.text("page").contains("plimsoll lint"))
  }
}
