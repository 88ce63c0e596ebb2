import TestSupport
import Testing

@Suite("Commands for ConfigMaps")
struct ConfigMapCommandTests {
  /// A clone with a config that publishes itself and its jobs.
  private func clone() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: prow\n", to: "config/prow/config.yaml")
    try folder.write(
      """
      config_updater:
        maps:
          config/prow/*.yaml: {name: config}
          config/jobs/*.yaml: {name: job-config, gzip: true}

      """,
      to: "config/prow/plugins.yaml"
    )
    try folder.write(jobs("golang:1"), to: "config/jobs/rocket.yaml")
    try folder.commit()
    return folder
  }

  private func jobs(_ image: String) -> String {
    "periodics:\n- name: nightly\n  interval: 24h\n  spec:\n    containers: [{image: \(image)}]\n"
  }

  @Test
  func aFileForEachConfigMap() throws {
    let clone = try clone()
    let run = try Program.run(
      ["generate", "-o", "\(clone.path)/out", "--revision", "abc"],
      in: clone
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasPrefix("default/prow/config: 2 keys, "), "\(run.errors)")
    let config = try clone.text("out/default/prow/config.yaml")
    #expect(config.contains("  VERSION: abc\n"))
    #expect(config.contains("  config.yaml: |\n    prowjob_namespace: prow\n"))
    #expect(
      try clone.text("out/default/prow/job-config.yaml").contains("binaryData:\n  rocket.yaml: ")
    )
  }

  @Test
  func aCommitGivesWhatItsFilesGave() throws {
    let clone = try clone()
    let before = try Program.run(["generate", "--revision", "abc"], in: clone)
    try clone.write("broken: [\n", to: "config/prow/plugins.yaml")
    let after = try Program.run(["generate", "--rev", "HEAD", "--revision", "abc"], in: clone)
    #expect(before.status == 0 && before.output == after.output)
    let own = try Program.run(["generate", "--rev", "HEAD"], in: clone)
    #expect(own.output != after.output && own.output.contains("VERSION: "))
    let broken = try Program.run(["generate"], in: clone)
    #expect(broken.status == 2 && broken.output.isEmpty)
  }

  @Test
  func aRunThatFailsLeavesTheOldFiles() throws {
    let clone = try clone()
    let arguments = ["generate", "-o", "\(clone.path)/out"]
    #expect(try Program.run(arguments, in: clone).status == 0)
    let before = try clone.text("out/default/prow/config.yaml")
    try clone.write("prowjob_namespace: prow\nmore: true\n", to: "config/prow/config.yaml")
    try clone.shell(
      "cd '\(clone.path)/out/default' && rm prow/job-config.yaml && mkdir prow/job-config.yaml"
    )
    let failed = try Program.run(arguments, in: clone)
    #expect(failed.status == 2, "\(failed.errors)")
    #expect(try clone.text("out/default/prow/config.yaml") == before)
    try clone.write("x", to: "config/jobs/a+b.yaml")
    let refused = try Program.run(arguments, in: clone)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("[configmap-invalid-key]"))
    #expect(try clone.text("out/default/prow/config.yaml") == before)
    try clone.shell("[ -z \"$(find '\(clone.path)/out' -name '*.new')\" ]")
  }

  @Test(arguments: [
    ("config/prow/config.yaml", "prowjob_namespace: prow\nx\n"),
    ("config/prow/config.yaml", "\u{1F}\u{8B}"), ("config/prow/plugins.yaml", "broken: [\n"),
    ("config/prow/config.yaml", "LINK"), ("config/prow/plugins.yaml", "LINK"),
  ])
  func nothingIsMadeOfWhatCantBeRead(_ file: String, _ text: String) throws {
    let clone = try clone()
    if text == "LINK" {
      try clone.shell("ln -sf ../../../secret '\(clone.path)/\(file)'")
    } else {
      try clone.write(bytes: text == "\u{1F}\u{8B}" ? [0x1F, 0x8B, 0] : Array(text.utf8), to: file)
    }
    for command in [
      ["generate", "-o", "\(clone.path)/out"], ["diff", "HEAD"],
      ["plan-partitions", "config", "--count", "2"],
    ] {
      let run = try Program.run(command, in: clone)
      #expect(run.status == 2 && run.output.isEmpty, "\(command): \(run.output)")
      #expect(run.errors.contains("can't read \(file)"), "\(run.errors)")
      if text != "LINK" { #expect(run.errors.contains("\(file):"), "\(run.errors)") }
    }
    try clone.shell("[ ! -e '\(clone.path)/out' ]")
    try clone.commit()
    let before = try Program.run(["diff", "HEAD", "HEAD~1"], in: clone)
    #expect(before.status == 2 && before.output.isEmpty)
  }

  @Test
  func aNamespaceThatIsNoneKeepsGenerateFromWriting() throws {
    let clone = try clone()
    try clone.write("prowjob_namespace: [prow]\n", to: "config/prow/config.yaml")
    let run = try Program.run(["generate"], in: clone)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("config/prow/config.yaml:1:20: error: "), "\(run.errors)")
  }

  @Test
  func theSettingsMayLetFilesShareAKey() throws {
    let clone = try clone()
    try clone.write(
      "config_updater: {maps: {\"owners/**/*\": {name: owners}}}\n",
      to: "config/prow/plugins.yaml"
    )
    for folder in ["a", "b", "c"] { try clone.write(folder, to: "owners/\(folder)/OWNERS") }
    let refused = try Program.run(["generate"], in: clone)
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(
      refused.errors.contains("error: 2 files of \"owners/**/*\" have the key of another file; "),
      "\(refused.errors)"
    )
    for settings in [
      "ignore: [configmap-key-clash]\n", "severity: {configmap-key-clash: warning}\n",
    ] {
      try clone.write(settings, to: ".plimsoll.yaml")
      let run = try Program.run(["generate"], in: clone)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("OWNERS: c\n"), "the last file stays: \(run.output)")
    }
  }

  @Test
  func diffSaysFirstThatProwWouldRefuse() throws {
    let clone = try clone()
    try clone.write(jobs("golang:1").replacing("24h", with: "soon"), to: "config/jobs/rocket.yaml")
    try clone.write("presubmits: [\n", to: "config/jobs/other.yaml")
    let text = try Program.run(["diff", "HEAD"], in: clone)
    #expect(text.status == 2)
    #expect(
      text.output.hasPrefix("Prow would refuse the work tree: 2 errors\n\nconfig/jobs/other.yaml:"),
      "\(text.output)"
    )
    #expect(text.output.contains("config/jobs/rocket.yaml:3:13: error: interval \"soon\""))
    #expect(
      text.output.contains(
        "config/jobs/other.yaml: can't be read now; its jobs are not compared\nperiodic nightly: changed"
      )
    )
    let markdown = try Program.run(["diff", "HEAD", "--format", "markdown"], in: clone)
    #expect(
      markdown.output.hasPrefix("### Prow would refuse the work tree: 2 errors\n\n- **error**: "),
      "\(markdown.output)"
    )
    let json = try Program.run(["diff", "HEAD", "--format", "json"], in: clone)
    #expect(json.output.contains(#""refused":true"#))
    #expect(
      json.output.contains(
        #""unread":[{"file":"config/jobs/other.yaml","now":true,"before":false}]"#
      ),
      "\(json.output)"
    )
  }

  @Test
  func longValuesAreShownWhereTheyDiffer() throws {
    let clone = try clone()
    let long = String(repeating: "x", count: 300)
    func file(_ end: String) -> String {
      jobs("golang:1").replacing("{image: golang:1}", with: "{image: g, args: [a, \(long)\(end)]}")
    }
    try clone.write(file("1"), to: "config/jobs/rocket.yaml")
    try clone.commit()
    try clone.write(file("2"), to: "config/jobs/rocket.yaml")
    let run = try Program.run(["diff", "HEAD"], in: clone)
    let part = "…" + String(repeating: "x", count: 40)
    #expect(
      run.output.contains("  spec.containers[0].args[1]: \(part)1 → \(part)2\n"),
      "\(run.output)"
    )
  }

  @Test
  func diffSaysSameDiffersAndError() throws {
    let clone = try clone()
    #expect(try Program.run(["diff", "HEAD"], in: clone).status == 0)
    try clone.write(jobs("golang:2"), to: "config/jobs/rocket.yaml")
    let run = try Program.run(["diff", "HEAD"], in: clone)
    #expect(run.status == 1)
    #expect(
      run.output == """
        ConfigMap job-config in default/prow
          141 → 141 bytes (0), 0.0 % of the limit
          rocket.yaml: changed, config/jobs/rocket.yaml
        @@ -2,4 +2,4 @@
         - name: nightly
           interval: 24h
           spec:
        -    containers: [{image: golang:1}]
        +    containers: [{image: golang:2}]

        periodic nightly: changed, config/jobs/rocket.yaml:2
          spec.containers[0].image: golang:1 → golang:2

        1 ConfigMap and 1 job differ

        """
    )
    try clone.commit()
    #expect(try Program.run(["diff"], in: clone).status == 0, "HEAD is what main has")
    #expect(try Program.run(["diff", "HEAD~1", "HEAD"], in: clone).output == run.output)
    try clone.write("x", to: "config/jobs/a+b.yaml")
    #expect(try Program.run(["diff", "HEAD"], in: clone).status == 2)
    #expect(try Program.run(["diff", "nowhere"], in: clone).status == 2)
  }

  @Test
  func markdownFitsIntoAComment() throws {
    let clone = try clone()
    let small = try Program.run(["diff", "HEAD", "--format", "markdown"], in: clone)
    #expect(small.output == "### Nothing differs\n")
    for file in 0..<40 {
      let job = (0..<60).map { "# ``` \(file) \($0) \(String(repeating: "é", count: 40))\n" }
        .joined()
      try clone.write(job, to: "config/jobs/j\(file).yaml")
    }
    let run = try Program.run(["diff", "HEAD", "--format", "markdown"], in: clone)
    #expect(run.status == 1)
    #expect(run.output.utf8.count <= 65_536 && run.output.utf8.count > 60_000)
    #expect(run.output.hasPrefix("### 1 ConfigMap and 0 jobs differ\n\n| ConfigMap |"))
    #expect(run.output.hasSuffix("`plimsoll diff HEAD` shows all\n"), "\(run.output.suffix(200))")
    let opened = run.output.split(separator: "<details>").count
    #expect(opened == run.output.split(separator: "</details>").count)
  }

  @Test
  func aTerminalObeysNoFile() throws {
    let clone = try clone()
    try clone.write("# \u{1B}[2J\u{9B}31m\n", to: "config/jobs/rocket.yaml")
    let run = try Program.run(["diff", "HEAD"], in: clone)
    #expect(run.output.contains("+# \\x1b[2J\\x9b31m\n"))
  }

  @Test
  func jobsThatChangeAlikeAreToldOnce() throws {
    let clone = try clone()
    try clone.write(
      jobs("golang:1").replacing("nightly", with: "weekly"),
      to: "config/jobs/more.yaml"
    )
    try clone.commit()
    let defaults = "plank: {default_decoration_config_entries: [{config: {timeout: 1h}}]}\n"
    try clone.write(
      "prowjob_namespace: prow\ndecorate_all_jobs: true\n\(defaults)",
      to: "config/prow/config.yaml"
    )
    let text = try Program.run(["diff", "HEAD"], in: clone).output
    #expect(
      text.hasSuffix(
        """
        2 jobs change alike:
          periodic weekly, config/jobs/more.yaml:2
          periodic nightly, config/jobs/rocket.yaml:2
          decorate: false → true
          decoration_config.timeout: unset → 1h

        1 ConfigMap and 2 jobs differ

        """
      ),
      "\(text)"
    )
    let markdown = try Program.run(["diff", "HEAD", "--format", "markdown"], in: clone).output
    #expect(markdown.contains("- 2 jobs change alike: `periodic weekly`, `periodic nightly`\n"))
  }

  @Test
  func jsonIsForPrograms() throws {
    let clone = try clone()
    try clone.write(jobs("golang:2"), to: "config/jobs/rocket.yaml")
    let run = try Program.run(["diff", "HEAD", "--format", "json"], in: clone)
    #expect(
      run.output.contains(
        #""configMaps":[{"cluster":"default","namespace":"prow","name":"job-config","change":"changed""#
      )
    )
    #expect(
      run.output.contains(
        #""fields":[{"field":"spec.containers[0].image","old":"golang:1","new":"golang:2"}]"#
      )
    )
  }

  @Test
  func partitionsArePlanned() throws {
    let clone = try clone()
    let run = try Program.run(["plan-partitions", "job-config", "--count", "2"], in: clone)
    #expect(run.status == 0)
    #expect(
      run.output.contains("1 of 1 key moves\n  rocket.yaml  job-config → job-config-"),
      "\(run.output)"
    )
    #expect(try Program.run(["plan-partitions", "nothing", "--count", "2"], in: clone).status == 2)
    #expect(
      try Program.run(["plan-partitions", "config", "--count", "257"], in: clone).status == 2
    )
  }

  @Test(arguments: [
    (
      ["generate", "--map", "nothing"],
      "no map makes a ConfigMap \"nothing\"; there are config, job-config"
    ),
    (["generate", "--repo", "acme"], "--repo takes org/repo"),
    (["generate", "--rev", "nowhere"], "git knows no commit \"nowhere\""),
    (["generate", "--plugins", "nowhere.yaml"], "can't read nowhere.yaml"),
  ])
  func wrongWordsEndWithTwo(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(arguments, in: try clone())
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test
  func lintLooksAtTheFiles() throws {
    let run = try Program.run(["lint", "examples/broken", "--format", "concise"])
    for rule in [
      "configmap-glob-overlap", "configmap-glob-variable", "configmap-key-clash",
      "configmap-invalid-key", "configmap-invalid-name",
    ] {
      #expect(run.output.contains("[\(rule)]"), "\(rule)")
    }
  }
}
