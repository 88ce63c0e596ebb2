import TestSupport
import Testing

/// Runs in CI systems, as these leave the clone and the variables.
@Suite("In CI")
struct CITests {
  private static func job(_ name: String, _ more: String = "") -> String {
    "- {name: \(name), interval: 24h\(more), spec: {containers: [{image: golang}]}}\n"
  }

  /// A clone as clonerefs leaves it: a merge commit on `main`, no remote.
  private func merged() throws -> (folder: TemporaryFolder, base: String) {
    let folder = try TemporaryFolder()
    try folder.write("decorate_all_jobs: false\n", to: "config/prow/config.yaml")
    try folder.write("plugins: {}\n", to: "config/prow/plugins.yaml")
    try folder.write("periodics:\n" + Self.job("old", ", cron: y"), to: "config/jobs/a.yaml")
    try folder.commit()
    let base = try head(folder)
    try folder.shell("cd '\(folder.path)' && git checkout -q -b pull")
    try folder.write(
      "periodics:\n" + Self.job("new", ", cron: z") + Self.job("old", ", cron: y"),
      to: "config/jobs/a.yaml"
    )
    try folder.commit()
    try folder.shell(
      "cd '\(folder.path)' && git checkout -q main && git -c user.name=c -c user.email=c@example.com "
        + "merge -q --no-ff -m merge pull"
    )
    return (folder, base)
  }

  private func head(_ folder: TemporaryFolder) throws -> String {
    try folder.shell("cd '\(folder.path)' && git rev-parse HEAD > .git/head")
    return String(try folder.text(".git/head").prefix(40))
  }

  private func prow(_ base: String, _ more: String = "") -> String {
    "PULL_BASE_SHA=\(base) PULL_REFS=main:\(base),7:abc REPO_OWNER=acme \(more)"
  }

  @Test
  func aPresubmitOfProwUploadsTestCases() throws {
    let (folder, base) = try merged()
    let artifacts = folder.path + "/artifacts"
    let run = try Program.run(
      ["lint", "--select", "schedule"],
      in: folder,
      variables: prow(base, "ARTIFACTS=\(artifacts)")
    )
    #expect(run.status == 1)
    #expect(run.output.contains("2 errors, 0 warnings"))
    let report = try folder.text("artifacts/junit_plimsoll.xml")
    #expect(
      report.contains("<testcase classname=\"config/jobs/a.yaml\" name=\"schedule\"><failure")
    )
  }

  @Test
  func aPresubmitOfProwUploadsAPage() throws {
    let (folder, base) = try merged()
    let artifacts = "ARTIFACTS=\(folder.path)/artifacts REPO_NAME=infra PULL_PULL_SHA=abc"
    _ = try Program.run(
      ["lint", "--select", "schedule"],
      in: folder,
      variables: prow(base, artifacts)
    )
    let page = try folder.text("artifacts/plimsoll.html")
    #expect(page.contains("<title>plimsoll: 2 errors</title>"))
    #expect(
      page.contains(
        "<a href=\"https://github.com/acme/infra/blob/abc/config/jobs/a.yaml#L2\" target=\"_blank\""
      ),
      "\(page)"
    )
  }

  /// The snippet of the documentation is what Prow takes.
  @Test
  func theLensOfTheDocumentationIsClean() throws {
    let lines = try Project.text(at: Project.root + "/docs/ci.md").split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "deck:"))
    let end = try #require(lines[start...].firstIndex(of: "```"))
    let folder = try TemporaryFolder()
    let snippet = lines[start..<end].joined(separator: "\n") + "\n"
    try folder.write("decorate_all_jobs: false\n" + snippet, to: "config/prow/config.yaml")
    try folder.write("periodics:\n" + Self.job("x"), to: "config/jobs/a.yaml")
    let run = try Program.run(
      ["lint", "config/prow/config.yaml", "--format", "concise"],
      in: folder
    )
    #expect(run.status == 0)
    #expect(run.output.isEmpty, "\(run.output)")
    let broken = snippet.replacing("lens:", with: "lense:")
    try folder.write(broken, to: "config/prow/config.yaml")
    let found = try Program.run(["lint", "config/prow/config.yaml"], in: folder)
    #expect(!found.output.hasPrefix("clean"))
  }

  @Test
  func aPresubmitOfProwIsComparedWithItsBase() throws {
    let (folder, base) = try merged()
    let run = try Program.run(["diff"], in: folder, variables: prow(base))
    #expect(
      run.errors.contains("plimsoll: compared \(base.prefix(7))…work tree\n"),
      "\(run.errors)"
    )
    #expect(run.output.contains("new"), "\(run.output)")
    // Without the variables there is nothing to compare with but main, which is HEAD.
    #expect(try Program.run(["diff"], in: folder).output.hasSuffix("\nnothing differs\n"))
  }

  @Test
  func aCommitIsNotComparedWithItself() throws {
    let (folder, _) = try merged()
    let head = try head(folder)
    let run = try Program.run(["diff"], in: folder, variables: prow(head))
    #expect(run.status == 2)
    #expect(
      run.errors == """
        plimsoll: \(head.prefix(7)) would be compared with itself: the clone has no commit of the \
        change, or no branch that it starts from; name two commits, such as HEAD~1 HEAD

        """
    )
  }

  @Test(arguments: [
    ("GITHUB_ACTIONS=true GITHUB_BASE_REF=main", "fetch-depth: 0"),
    ("GITLAB_CI=true CI_MERGE_REQUEST_DIFF_BASE_SHA=COMMIT", "set the variable GIT_DEPTH to 0"),
    ("PULL_BASE_SHA=COMMIT PULL_REFS=main:COMMIT,7:abc", "clone_depth"),
  ])
  func aShallowCloneSaysWhatToDo(_ variables: String, _ words: String) throws {
    let (folder, base) = try merged()
    let clone = try TemporaryFolder()
    try clone.shell(
      "git clone -q --depth 1 --branch pull 'file://\(folder.path)' '\(clone.path)/clone'"
    )
    let run = try Program.run(
      ["diff"],
      in: clone,
      at: "clone",
      variables: variables.replacing("COMMIT", with: base)
    )
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test
  func githubGetsAnnotationsAndASummary() throws {
    let (folder, _) = try merged()
    try folder.write("# before\n", to: "summary.md")
    let run = try Program.run(
      ["lint", "--select", "schedule"],
      in: folder,
      variables: "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY='\(folder.path)/summary.md'"
    )
    #expect(run.output.contains("::error file=config/jobs/a.yaml,line=2,"))
    #expect(try folder.text("summary.md").hasPrefix("# before\n### ⛔ plimsoll: 2 errors in "))
    // What the command line says counts.
    let concise = try Program.run(
      ["lint", "--select", "schedule", "--format", "concise"],
      in: folder,
      variables: "GITHUB_ACTIONS=true"
    )
    #expect(!concise.output.contains("::error"))
  }

  /// The change brings the last job of a file, and one of a file in a folder that is judged from there.
  @Test(arguments: [".", "config"])
  func githubGetsChangedLinesFirst(_ place: String) throws {
    let folder = try TemporaryFolder()
    let old = (1...20).map { Self.job("old\($0)", ", cron: y") }.joined()
    try folder.write("decorate_all_jobs: false\n", to: "config/prow/config.yaml")
    try folder.write("periodics:\n" + old, to: "config/jobs/a.yaml")
    try folder.write("periodics:\n" + Self.job("b", ", cron: y"), to: "config/jobs/b.yaml")
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && git branch base")
    try folder.write("periodics:\n" + old + Self.job("new", ", cron: y"), to: "config/jobs/a.yaml")
    try folder.commit()
    let run = try Program.run(
      ["lint", "--select", "schedule", "--format", "github"],
      in: folder,
      at: place,
      variables: "GITHUB_ACTIONS=true GITHUB_BASE_REF=base"
    )
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 10)
    #expect(
      lines.first?.hasPrefix("::error file=config/jobs/a.yaml,line=22,") == true,
      "\(run.output)"
    )
    #expect(lines[1].hasPrefix("::error file=config/jobs/a.yaml,line=2,"))
  }

  /// The change brings 31 files, of which only the last one by its path has errors.
  @Test
  func githubGetsChangedFilesFirstHoweverManyChange() throws {
    let folder = try TemporaryFolder()
    let old = (1...20).map { Self.job("old\($0)", ", cron: y") }.joined()
    try folder.write("decorate_all_jobs: false\n", to: "config/prow/config.yaml")
    try folder.write("periodics:\n" + old, to: "config/jobs/a.yaml")
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && git branch base")
    for number in 10..<40 {
      let job = Self.job("x\(number)", ", cronn: y")
      try folder.write("periodics:\n" + job, to: "config/jobs/b\(number).yaml")
    }
    try folder.write("periodics:\n" + Self.job("new", ", cron: y"), to: "config/jobs/c.yaml")
    try folder.commit()
    let run = try Program.run(
      ["lint", "--select", "schedule,unknown-fields-all", "--format", "github"],
      in: folder,
      variables: "GITHUB_ACTIONS=true GITHUB_BASE_REF=base"
    )
    #expect(run.output.hasPrefix("::error file=config/jobs/c.yaml,line=2,"), "\(run.output)")
    #expect(run.output.contains("::warning file=config/jobs/b10.yaml,line=2,"), "\(run.output)")
  }

  @Test
  func gitlabGetsItsReport() throws {
    let (folder, _) = try merged()
    _ = try Program.run(["lint", "--select", "schedule"], in: folder, variables: "GITLAB_CI=true")
    #expect(try folder.text("gl-code-quality-report.json").contains("\"check_name\":\"schedule\""))
  }

  // MARK: Only what is new

  @Test
  func onlyWhatAChangeBringsCounts() throws {
    let (folder, base) = try merged()
    let run = try Program.run(
      ["lint", "--select", "schedule", "--format", "concise", "--since", base],
      in: folder
    )
    #expect(run.status == 1)
    #expect(
      run.output == """
        config/jobs/a.yaml:2:15: error: the periodic has cron and interval (job new, interval) \
        [schedule]

        """
    )
    #expect(
      run.errors.contains(
        "plimsoll: since \(base.prefix(7)): 1 new error, 0 new warnings; 1 older one not shown\n"
      )
    )
    let none = try Program.run(
      ["lint", "--select", "schedule", "--format", "concise", "--since", "HEAD"],
      in: folder
    )
    #expect(none.status == 0)
    #expect(none.output.isEmpty)
    let text = try Program.run(["lint", "--select", "schedule", "--since", "HEAD"], in: folder)
    #expect(text.output == "0 errors, 0 warnings: 2 jobs in 3 files; 2 older ones not shown\n")
  }

  /// The settings of a run in CI for a change.
  private func lintOfNew(
    _ folder: TemporaryFolder,
    _ variables: String,
    _ more: String...
  ) throws -> Program.Outcome {
    try folder.write("newFindingsOnly: true\nselect: [schedule]\n", to: ".plimsoll.yaml")
    return try Program.run(
      ["lint", "--format", "concise"] + more,
      in: folder,
      variables: variables
    )
  }

  @Test(arguments: [
    "PULL_BASE_SHA=COMMIT PULL_REFS=main:COMMIT,7:abc",
    "GITHUB_ACTIONS=true GITHUB_BASE_REF=base",
    "GITLAB_CI=true CI_MERGE_REQUEST_DIFF_BASE_SHA=COMMIT",
  ])
  func settingsCanAskForWhatAChangeBrings(_ variables: String) throws {
    let (folder, base) = try merged()
    try folder.shell("cd '\(folder.path)' && git branch base \(base)")
    let run = try lintOfNew(folder, variables.replacing("COMMIT", with: base))
    #expect(run.status == 1)
    #expect(
      run.output == """
        config/jobs/a.yaml:2:15: error: the periodic has cron and interval (job new, interval) \
        [schedule]

        """
    )
    #expect(
      run.errors.contains(
        "plimsoll: since \(base.prefix(7)) (newFindingsOnly in .plimsoll.yaml): 1 new error, "
          + "0 new warnings; 1 older one not shown\n"
      ),
      "\(run.errors)"
    )
  }

  /// Nobody says what a periodic, a postsubmit or a run at a desk starts from.
  @Test(arguments: [
    "", "PROW_JOB_ID=x PULL_BASE_SHA=COMMIT PULL_REFS=main:COMMIT", "GITLAB_CI=true",
  ])
  func settingsAskForNothingWithoutAChange(_ variables: String) throws {
    let (folder, base) = try merged()
    let run = try lintOfNew(folder, variables.replacing("COMMIT", with: base))
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").count == 2, "\(run.output)")
    #expect(!run.errors.contains("since"))
  }

  @Test
  func theCommandLineWinsOverSettingsThatAskForNewFindings() throws {
    let (folder, base) = try merged()
    let since = try lintOfNew(folder, prow("nowhere"), "--since", base)
    #expect(since.errors.contains("plimsoll: since \(base.prefix(7)): 1 new error, "))
    try folder.write("{\"version\": 1, \"findings\": []}", to: "old.json")
    let baseline = try lintOfNew(folder, prow(base), "--baseline", "old.json")
    #expect(baseline.output.split(separator: "\n").count == 2, "\(baseline.errors)")
    #expect(baseline.errors.contains("plimsoll: not in old.json: 2 new errors, "))
  }

  @Test
  func settingsThatAskForNewFindingsNeedTheCommit() throws {
    let (folder, _) = try merged()
    let missing = try lintOfNew(folder, prow("0123456789012345678901234567890123456789"))
    #expect(missing.status == 2)
    #expect(
      missing.errors == """
        plimsoll: the commit that this change starts from, \
        0123456789012345678901234567890123456789, is not in the clone; the clone is shallow: take \
        clone_depth out of the job, or set it to 0, and leave skip_cloning unset

        """
    )
    let head = try head(folder)
    let same = try lintOfNew(folder, prow(head))
    #expect(same.status == 2)
    #expect(
      same.errors == """
        plimsoll: \(head.prefix(7)) would be compared with itself: the clone has no commit of the \
        change, or no branch that it starts from; name the commit that it starts from with --since

        """
    )
  }

  @Test
  func aSummarySaysWhatWasCompared() throws {
    let (folder, base) = try merged()
    let run = try Program.run(
      ["lint", "--select", "schedule", "--format", "markdown", "--since", base],
      in: folder
    )
    #expect(
      run.output.hasPrefix(
        """
        ### ⛔ plimsoll: 1 error in 3 files with 2 jobs; 1 older one not shown

        findings `since \(base.prefix(7))`

        """
      ),
      "\(run.output)"
    )
  }

  /// The job of one name is wrong on main, and then in another file, too.
  @Test
  func anOldFindingDoesNotHideANewOneElsewhere() throws {
    let folder = try TemporaryFolder()
    func job(_ branch: String, _ trigger: String) -> String {
      "presubmits:\n  acme/rocket:\n  - {name: unit, branches: [\(branch)], \(trigger)rerun_command: /test x}\n"
    }
    try folder.write("plank: {}\n", to: "config/prow/config.yaml")
    try folder.write(job("release-1", "trigger: 'x(', "), to: "config/jobs/a.yaml")
    try folder.write(job("release-2", "trigger: x, "), to: "config/jobs/b.yaml")
    try folder.commit()
    try folder.write(job("release-2", "trigger: 'x(', "), to: "config/jobs/b.yaml")
    for paths in [[], ["config/jobs/b.yaml"]] {
      let run = try Program.run(
        ["lint", "--select", "prow", "--format", "concise", "--since", "HEAD"] + paths,
        in: folder
      )
      #expect(run.status == 1, "\(run.errors)")
      let lines = run.output.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(lines.count == 1)
      #expect(lines.first?.hasPrefix("config/jobs/b.yaml:3:") == true, "\(run.output)")
    }
  }

  @Test(arguments: ["", "config", "config/jobs"])
  func nothingIsNewWithoutAChangeInAnyFolder(_ place: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("plank: {nonsense: 1}\n", to: "config/prow/config.yaml")
    try folder.write("typo: 1\nperiodics: [{name: a b}]\n", to: "config/jobs/a.yaml")
    try folder.write("presubmits: [{name: a b}]\n", to: ".prow.yaml")
    try folder.write("ignore: [nosuch]\n", to: ".plimsoll.yaml")
    try folder.commit()
    let run = try Program.run(["lint", "--since", "HEAD"], in: folder, at: "./\(place)")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.errors.contains("0 new errors, 0 new warnings; "), "\(run.errors)")
  }

  @Test
  func aPresubmitMustNameTheCommitBeforeTheChange() throws {
    let (folder, base) = try merged()
    let run = try Program.run(["lint", "--since", "main"], in: folder, variables: prow(base))
    #expect(run.status == 2)
    #expect(
      run.errors == """
        plimsoll: main already has every commit of HEAD, so nothing would be new; name the commit \
        that the change starts from, such as "$PULL_BASE_SHA"

        """
    )
  }

  @Test
  func aPipeIsWrittenToAndNotReplaced() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics:\n" + Self.job("x"), to: "jobs/a.yaml")
    try folder.shell("cd '\(folder.path)' && mkfifo pipe && (cat pipe > copy &)")
    _ = try Program.run(["lint", "jobs", "--output", "junit=pipe"], in: folder)
    try folder.shell(
      "cd '\(folder.path)' && [ -p pipe ] && for i in 1 2 3 4 5 6 7 8 9; do grep -q testsuites copy && exit 0; sleep 1; done; exit 1"
    )
  }

  @Test
  func aSummaryThatCannotBeWrittenFailsNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics:\n" + Self.job("x"), to: "jobs/a.yaml")
    let run = try Program.run(
      ["lint", "jobs"],
      in: folder,
      variables: "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=/nowhere/summary"
    )
    #expect(run.status == 0)
    #expect(
      run.errors.contains("plimsoll: can't write /nowhere/summary: no such file or directory")
    )
  }

  @Test
  func aFolderMayHaveAnyLetters() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics: [{name: a b}]\n", to: "jöbs/ü/a.yaml")
    let run = try Program.run(
      ["lint", "ü", "--select", "prow", "--format", "concise"],
      in: folder,
      at: "jöbs"
    )
    #expect(run.output.contains("ü/a.yaml:1:"), "\(run.output) \(run.errors)")
    #expect(run.status == 1)
  }

  @Test
  func aBaselineOnlyShrinks() throws {
    let (folder, _) = try merged()
    try folder.write("select: [schedule]\n", to: ".plimsoll.yaml")
    func lint(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(
        ["lint", "--format", "concise", "--baseline", "old.json"]
          + arguments,
        in: folder
      )
    }
    let first = try lint("--write-baseline")
    #expect(first.status == 0)
    #expect(first.errors.contains("plimsoll: wrote 2 findings to old.json\n"))
    #expect(try lint().status == 0)
    try folder.write(
      "periodics:\n" + Self.job("old", ", cron: y") + Self.job("newer", ", cron: y"),
      to: "config/jobs/a.yaml"
    )
    let second = try lint()
    #expect(second.status == 1)
    #expect(second.output.contains("(job newer, interval)"))
    #expect(!second.output.contains("(job old, interval)"))
    #expect(
      second.errors.contains(
        "1 finding of old.json is not found any more: --write-baseline takes it out"
      )
    )
    #expect(try lint("--write-baseline").errors.contains("old.json had 2, and now has 1 finding\n"))
    #expect(try folder.text("old.json").contains("\"about\":\"old\""))
    #expect(try !folder.text("old.json").contains("newer"))
    try folder.write("periodics: [\n", to: "config/jobs/b.yaml")
    let unreadable = try lint("--write-baseline")
    #expect(unreadable.status == 2)
    #expect(unreadable.errors.contains("config/jobs/b.yaml can't be read, so that its findings"))
    try folder.write("[]", to: "old.json")
    let broken = try lint()
    #expect(broken.status == 2)
    #expect(broken.errors.contains("old.json: it is not a baseline of version 1"))
  }

  /// GitHub's code scanning would open an alert for each.
  @Test
  func sarifHasWhatABaselineHidesButOnGitHub() throws {
    let (folder, _) = try merged()
    _ = try Program.run(
      ["lint", "--baseline", "old.json", "--write-baseline"],
      in: folder
    )
    func sarif(_ variables: String) throws -> String {
      try Program.run(
        ["lint", "--baseline", "old.json", "--format", "sarif"],
        in: folder,
        variables: variables
      ).output
    }
    let output = try sarif("")
    let suppression =
      "\"suppressions\":[{\"kind\":\"external\",\"justification\":\"it is in the baseline old.json\"}]"
    #expect(output.contains(suppression), "\(output)")
    #expect(try !sarif("GITHUB_ACTIONS=true").contains("\"ruleId\""))
  }

  // MARK: Exit status

  @Test
  func whatFailsARunIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics:\n" + Self.job("x", ", extra: 1"), to: "jobs/a.yaml")
    func lint(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(["lint", "--select", "unknown-fields-all", "jobs"] + arguments, in: folder)
    }
    #expect(try lint().status == 0)
    let strict = try lint("--strict")
    #expect(strict.status == 1)
    #expect(strict.errors.contains("plimsoll: the run fails for 1 warning, since it is strict\n"))
    #expect(try lint("--strict", "--exit-zero").status == 0)
    #expect(try lint("--max-warnings", "1").status == 0)
    let most = try lint("--max-warnings", "0")
    #expect(most.status == 1)
    #expect(most.errors.contains("plimsoll: the run fails for 1 warning: at most 0 may be\n"))
    let quiet = try lint("--quiet")
    #expect(quiet.output == "0 errors, 0 warnings: 1 job in 1 file; 1 warning not shown\n")
    #expect(quiet.errors.isEmpty, "\(quiet.errors)")
  }

  @Test
  func severalFormatsAreWrittenAtOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics:\n" + Self.job("x", ", extra: 1"), to: "jobs/a.yaml")
    let run = try Program.run(
      [
        "lint", "jobs", "--output", "sarif=out.sarif", "--output", "junit=reports/out.xml",
        "--output", "concise",
      ],
      in: folder
    )
    #expect(run.output.hasPrefix("jobs/a.yaml:2:28: warning: "), "\(run.output)")
    #expect(try folder.text("out.sarif").contains("\"version\":\"2.1.0\""))
    #expect(try folder.text("reports/out.xml").contains("<testsuites"))
    let twice = try Program.run(["lint", "--output", "text", "--output", "json"], in: folder)
    #expect(twice.status == 2)
    #expect(twice.errors.contains("only one format can go to standard output"))
  }
}
