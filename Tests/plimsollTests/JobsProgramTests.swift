import TestSupport
import Testing

/// Runs `plimsoll jobs`; `docs/commands/jobs.md` has whole tables and cards.
@Suite("plimsoll jobs")
struct JobsProgramTests {
  private func names(_ arguments: String...) throws -> [String] {
    let run = try Program.run(["jobs", "examples/acme", "--columns", "name"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test(
    arguments: [
      (["--cluster", "build-*"], ["rocket-static-fire"]),
      (["--repo", "acme/eng*"], ["engine-build", "post-engine-release", "ci-rocket-monte-carlo"]),
      (
        ["--repo", "acme/engine"], ["engine-build", "post-engine-release", "ci-rocket-monte-carlo"]
      ),
      (["--repo", "ac??", "--name", "*-lint"], ["launchpad-lint", "rocket-lint"]),
      (["--repo", "acme", "--name", "post-*-sign"], ["post-rocket-sign"]),
      (["--type", "periodic", "--name", "*-soak"], ["ci-rocket-soak"]),
    ]
  )
  func areChosenByGlobs(_ arguments: [String], _ expected: [String]) throws {
    let run = try Program.run(["jobs", "examples/acme", "--columns", "name"] + arguments)
    #expect(run.output.split(separator: "\n").dropFirst().map(String.init) == expected)
  }

  // Arguments, and what standard error says.
  @Test(
    arguments: [
      (
        ["--repo", "acme/rockte"],
        "no repository is called \"acme/rockte\"; did you mean acme/rocket?"
      ),
      (["--cluster", "defualt"], "no cluster is called \"defualt\"; did you mean default?"),
      (["--cluster", "x"], "no cluster is called \"x\"; there are build-hardware, default"),
      (["--name", "rocket-unot"], "no job is called \"rocket-unot\"; did you mean rocket-unit?"),
    ]
  )
  func aNameThatNothingHasIsAnError(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(["jobs", "examples/acme"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors == "plimsoll: \(words)\n")
  }

  @Test
  func aGlobThatNothingMatchesIsSaid() throws {
    let run = try Program.run(["jobs", "examples/acme", "--cluster", "moon-*", "--format", "json"])
    #expect(run.status == 0)
    #expect(run.output == "[]\n")
    #expect(run.errors == "plimsoll: no cluster matches moon-*\n")
  }

  @Test
  func areSortedByAColumn() throws {
    #expect(
      try names("--repo", "acme/launchpad", "--sort", "name")
        == ["launchpad-countdown", "launchpad-lint", "post-launchpad-deploy"]
    )
    let run = try Program.run(["jobs", "examples/acme", "--sort", "colour"])
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no column \"colour\"; the columns are type, repo, name,"))
  }

  @Test(arguments: [60, 80, 120])
  func theTableFitsTheTerminal(_ width: Int) throws {
    let run = try Program.run(["jobs", "examples/acme"], variables: "COLUMNS=\(width)")
    let longest = run.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(longest <= max(width, 72), "\(run.output)")
    #expect(run.output.contains("CLUSTER") == (width >= 100))
  }

  @Test
  func aNameShowsACardUnlessAFileHasIt() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics: [{name: nightly, interval: 1h}]\n", to: "jobs.yaml")
    let jobs = ["--jobs", "jobs.yaml"]
    let card = "nightly, a periodic\n  defined"
    #expect(try Program.run(["jobs", "nightly"] + jobs, in: folder).output.hasPrefix(card))
    let unknown = try Program.run(["jobs", "nightley"] + jobs, in: folder)
    #expect(unknown.status == 2)
    #expect(unknown.errors == "plimsoll: no job is called \"nightley\"; did you mean nightly?\n")
    #expect(
      try Program.run(["jobs", "./nightly"] + jobs, in: folder).errors
        == "plimsoll: can't read ./nightly: no such file or folder\n"
    )
    try folder.write("periodics: [{name: other, interval: 1h}]\n", to: "nightly")
    #expect(!(try Program.run(["jobs", "nightly"] + jobs, in: folder).output.hasPrefix(card)))
    let forced = try Program.run(["jobs", "--name", "nightly", "--card"] + jobs, in: folder)
    #expect(forced.output.hasPrefix(card), "\(forced.output)\(forced.errors)")
  }

  @Test
  func programsGetMoreOfACard() throws {
    let run = try Program.run(
      [
        "jobs", "post-rocket-image", "--format", "json", "--config",
        "examples/acme/config/prow/config.yaml", "--jobs", "examples/acme/config/jobs",
      ]
    )
    #expect(
      run.output.contains(
        #""secrets":["log-uploader","registry-push"],"serviceAccount":"image-builder","nearNames":["#
      ),
      "\(run.output)\(run.errors)"
    )
  }

  @Test
  func secretsAreFoundWhereverThePodNamesThem() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      periodics:
      - name: nightly
        interval: 1h
        spec:
          imagePullSecrets: [{name: pull}]
          containers:
          - image: x
            env: [{name: A, valueFrom: {secretKeyRef: {name: key, key: k}}}, {name: B, value: secret}]
            envFrom: [{secretRef: {name: all}}, {configMapRef: {name: map}}]
          volumes:
          - {name: a, secret: {secretName: volume}}
          - {name: b, projected: {sources: [{secret: {name: projected}}]}}
          - {name: c, configMap: {name: other}}
      """,
      to: "jobs.yaml"
    )
    let run = try Program.run(["jobs", "nightly", "--jobs", "jobs.yaml"], in: folder)
    let start = try #require(run.output.firstRange(of: "  secrets  "))
    let lines = run.output[start.lowerBound...].split(separator: "\n").prefix(5)
    #expect(
      lines.joined(separator: "\n") == """
          secrets  all (line 9)
                   key (line 8)
                   projected (line 12)
                   pull (line 5)
                   volume (line 11)
        """
    )
  }
}

/// Runs `plimsoll repo`; `docs/commands/repo.md` has whole pages.
@Suite("plimsoll repo")
struct RepoProgramTests {
  private func repo(
    _ arguments: String...,
    config: String,
    plugins: String,
    jobs: String
  ) throws
    -> Program.Outcome
  {
    let folder = try TemporaryFolder()
    try folder.write(config, to: "config.yaml")
    try folder.write(plugins, to: "plugins.yaml")
    try folder.write(jobs, to: "jobs.yaml")
    return try Program.run(
      ["repo"] + arguments
        + ["--jobs", "jobs.yaml", "--config", "config.yaml", "--plugins", "plugins.yaml"],
      in: folder
    )
  }

  @Test
  func branchesForWhichAllIsTheSameShareASection() throws {
    let run = try repo(
      "acme/rocket",
      config: """
        tide: {queries: [{repos: [acme/rocket], labels: [lgtm]}], merge_method: {acme/rocket: squash}}
        branch-protection:
          orgs: {acme: {repos: {rocket: {branches: {main: {protect: true}, dev: {protect: false}}}}}}
        """,
      plugins: "plugins: {acme: [size]}\n",
      jobs: """
        presubmits:
          acme/rocket:
          - {name: unit, always_run: true, branches: [^main$, ^v1$, ^v2$]}
        """
    )
    #expect(
      run.output == """
        acme/rocket
          config.yaml   config.yaml
          plugins.yaml  plugins.yaml

        Jobs on branches like ^main$, ^v1$, ^v2$
          TYPE       NAME  STARTS  COMMENT
          presubmit  unit  always  /test unit

        Merges into main
          wait for   unit
          merged by  Tide, with the method squash (config.yaml:1)
          protected  yes (config.yaml:3)

        Merges into dev
          wait for   no context
          merged by  Tide, with the method squash (config.yaml:1)
          protected  no (config.yaml:3)

        Merges into v1, v2
          wait for   unit
          merged by  Tide, with the method squash (config.yaml:1)
          protected  as it is

        Tide's queries
          query 1  labels lgtm
                   config.yaml:1

        Plugins
          no commands  size
          Plugin trigger is off, so that nothing starts the jobs.

        Who may test and approve
          test  members of acme, and collaborators of acme/rocket
                others once one of them comments /ok-to-test

        """
    )
  }

  // Arguments, the exit status, and what standard error says.
  @Test(
    arguments: [
      ("acme", 2, "\"acme\" is not org/repo, such as acme/rocket"),
      (
        "acme/rockte", 2,
        "the configuration says nothing about acme/rockte; did you mean acme/rocket?"
      ),
      ("moon/x", 0, "no job is for moon/x"),
    ] as [(String, Int32, String)]
  )
  func whatIsNotKnownIsSaid(_ name: String, _ status: Int32, _ words: String) throws {
    let run = try repo(
      name,
      config: "prowjob_namespace: prow\n",
      plugins: "plugins: {moon: [size]}\n",
      jobs: "presubmits: {acme/rocket: [{name: unit}]}\n"
    )
    #expect(run.status == status)
    #expect(run.errors.hasSuffix("plimsoll: \(words)\n"), "\(run.errors)")
  }

  @Test
  func aHostileNameStaysText() throws {
    let run = try repo(
      "acme/rocket",
      "--format",
      "markdown",
      config: "prowjob_namespace: prow\n",
      plugins: "plugins: {acme: ['<b>@all']}\n",
      jobs: "presubmits: {acme/rocket: [{name: \"a`|b\\e[31m\"}]}\n"
    )
    #expect(run.output.contains("| `presubmit` | ``a`\\|b\\x1b[31m`` |"), "\(run.output)")
    #expect(run.output.contains("- no commands: `<b>@all`\n"), "\(run.output)")
  }
}
