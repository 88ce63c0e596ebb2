import TestSupport
import Testing

@Suite("lint --add-ignores")
struct AddIgnoresTests {
  private static let text = """
    # Jobs.
    periodics:
    - name: x # a name
      intervall: 24h
      labels: {a: "b", awlays: 1}
      spec:
        containers:
        - image: golang # plimsoll:ignore no-command
          command: [make]

    """

  private func folder(_ text: String = text) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "jobs/a.yaml")
    return folder
  }

  private func run(_ folder: TemporaryFolder, _ flags: String...) throws -> Program.Outcome {
    try Program.run(
      ["lint", "--add-ignores", "--format", "concise"] + flags + ["jobs"],
      in: folder
    )
  }

  @Test
  func eachFindingThatIsLeftGetsAComment() throws {
    let folder = try folder()
    let run = try run(folder, "--reason", "the  old service reads it ")
    #expect(
      try folder.text("jobs/a.yaml") == """
        # Jobs.
        periodics:
        # plimsoll:ignore schedule -- the old service reads it
        - name: x # a name
          # plimsoll:ignore unknown-fields-all -- the old service reads it
          intervall: 24h
          # plimsoll:ignore wrong-type -- the old service reads it
          labels: {a: "b", awlays: 1}
          spec:
            containers:
            - image: golang # plimsoll:ignore no-command
              command: [make]

        """
    )
    #expect(run.errors.hasPrefix("plimsoll: suppressed 3 findings in 1 file\n"), "\(run.errors)")
    #expect(run.output == "")
    #expect(run.status == 0)
    let once = try folder.text("jobs/a.yaml")
    #expect(
      try self.run(folder, "--reason", "again").errors.contains("suppressed 0 findings in 0 files")
    )
    #expect(try folder.text("jobs/a.yaml") == once)
  }

  @Test
  func aCommentThatIsThereNamesOneRuleMore() throws {
    let text = """
      periodics:
      # plimsoll:ignore schedule -- not yet
      - name: x y
        spec: {containers: [{image: golang, command: [make]}]}
      - name: z # plimsoll:ignore schedule
        interval: 24h
        spec: {containers: [{image: golang, command: [make]}]}

      """
    let folder = try folder(text)
    let run = try run(folder, "--reason", "soon")
    #expect(
      try folder.text("jobs/a.yaml")
        == text.replacing("schedule -- not yet", with: "schedule, job-name -- not yet; soon")
    )
    #expect(run.errors.contains("suppressed 1 finding in 1 file"), "\(run.errors)")
  }

  @Test
  func afterFixesAndAsAPatch() throws {
    let folder = try folder()
    let run = try Program.run(
      ["lint", "--fix", "--add-ignores", "--reason", "why", "--diff", "jobs"],
      in: folder
    )
    #expect(
      run.output == """
        diff --git a/jobs/a.yaml b/jobs/a.yaml
        --- a/jobs/a.yaml
        +++ b/jobs/a.yaml
        @@ -1,8 +1,8 @@
         # Jobs.
         periodics:
         - name: x # a name
        -  intervall: 24h
        -  labels: {a: "b", awlays: 1}
        +  interval: 24h
        +  labels: {a: "b", awlays: "1"}
           spec:
             containers:
             - image: golang # plimsoll:ignore no-command

        """
    )
    #expect(run.status == 1)
    #expect(try folder.text("jobs/a.yaml") == Self.text)
    try folder.write(run.output, to: "fix.patch")
    try folder.shell("cd '\(folder.path)' && git init -q && git apply fix.patch")
  }

  @Test
  func whatNoCommentCanSuppressIsNamed() throws {
    let folder = try folder()
    try folder.write("periodics: [\n", to: "jobs/b.yaml")
    let run = try run(folder, "--reason", "why")
    #expect(
      run.errors.contains(
        "plimsoll: jobs/b.yaml:2: yaml-syntax can't be suppressed: a file that can't be read must be fixed\n"
      ),
      "\(run.errors)"
    )
    #expect(try folder.text("jobs/b.yaml") == "periodics: [\n")
    #expect(run.status == 1)
  }

  @Test(arguments: [
    ([], "--add-ignores needs --reason TEXT: why these findings are right to stay"),
    (["--reason", " "], "--add-ignores needs --reason TEXT: why these findings are right to stay"),
    (["--reason", "a\nb"], "--reason goes into a comment: write it on one line"),
    (["--reason", "a", "--since", "HEAD"], "--add-ignores is for all findings"),
  ])
  func aReasonIsNeeded(_ flags: [String], _ message: String) throws {
    let run = try Program.run(["lint", "--add-ignores"] + flags)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}
