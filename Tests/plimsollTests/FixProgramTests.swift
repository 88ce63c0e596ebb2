import TestSupport
import Testing

@Suite("lint --fix")
struct FixProgramTests {
  private static let text =
    "periodics:\n- name: x # a name\n  intervall: 24h\n  spec: {containers: [{image: golang}]}\n"
  private static let fixed = text.replacing("intervall", with: "interval")

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "jobs/a.yaml")
    return folder
  }

  @Test
  func filesAreFixedAndTheRestIsReported() throws {
    let folder = try folder()
    try folder.shell("chmod 640 '\(folder.path)/jobs/a.yaml'")
    let run = try Program.run(["lint", "--fix", "--format", "concise", "jobs"], in: folder)
    #expect(run.errors.hasPrefix("plimsoll: fixed 1 finding in 1 file\n"), "\(run.errors)")
    #expect(!run.output.contains("intervall"))
    #expect(try folder.text("jobs/a.yaml") == Self.fixed)
    try folder.shell("[ \"$(stat -c %a '\(folder.path)/jobs/a.yaml')\" = 640 ]")
    let again = try Program.run(["lint", "--fix", "jobs"], in: folder)
    #expect(again.errors.hasPrefix("plimsoll: fixed 0 findings in 0 files\n"))
  }

  @Test
  func aDiffChangesNoFile() throws {
    let folder = try folder()
    let run = try Program.run(["lint", "--fix", "--diff", "jobs"], in: folder)
    #expect(
      run.output == """
        --- a/jobs/a.yaml
        +++ b/jobs/a.yaml
        @@ -1,4 +1,4 @@
         periodics:
         - name: x # a name
        -  intervall: 24h
        +  interval: 24h
           spec: {containers: [{image: golang}]}

        """
    )
    #expect(run.errors == "plimsoll: --fix would fix 1 finding in 1 file\n")
    #expect(run.status == 1)
    #expect(try folder.text("jobs/a.yaml") == Self.text)
    // git takes it.
    try folder.write(run.output, to: "fix.patch")
    try folder.shell("cd '\(folder.path)' && git init -q && git apply fix.patch")
    #expect(try folder.text("jobs/a.yaml") == Self.fixed)
    #expect(try Program.run(["lint", "--fix", "--diff", "jobs"], in: folder).status == 0)
  }

  @Test
  func aLinkIsNotReplaced() throws {
    let folder = try folder()
    try folder.shell(
      "cd '\(folder.path)' && mv jobs/a.yaml real.yaml && ln -s ../real.yaml jobs/a.yaml"
    )
    let run = try Program.run(["lint", "--fix", "jobs"], in: folder)
    #expect(run.errors.hasPrefix("plimsoll: fixed 0 findings in 0 files\n"), "\(run.errors)")
    #expect(try folder.text("real.yaml") == Self.text)
    try folder.shell("[ -L '\(folder.path)/jobs/a.yaml' ]")
  }

  @Test
  func theFlagsGoTogether() throws {
    let run = try Program.run(["lint", "--diff"])
    #expect(run.status == 2)
    #expect(run.errors.contains("--diff and --unsafe-fixes say how to fix: use them with --fix"))
  }
}
