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
        diff --git a/jobs/a.yaml b/jobs/a.yaml
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
    #expect(
      run.errors.hasPrefix(
        "plimsoll: fixed 0 findings in 0 files; 1 more finding can't be fixed in place: the file is a link, "
          + "is zipped, or is in a ConfigMap\n"
      ),
      "\(run.errors)"
    )
    #expect(try folder.text("real.yaml") == Self.text)
    try folder.shell("[ -L '\(folder.path)/jobs/a.yaml' ]")
  }

  @Test
  func theFlagsGoTogether() throws {
    let run = try Program.run(["lint", "--diff"])
    #expect(run.status == 2)
    #expect(
      run.errors.contains("--diff shows what would change: use it with --fix or --add-ignores")
    )
    for flags in [
      ["--fix", "-", "--stdin-filename", "a.yaml"], ["--fix", "--since", "HEAD"],
      ["--fix", "--diff", "--format", "json"], ["--baseline", "b", "--write-baseline", "jobs"],
      ["--baseline", "b", "--write-baseline", "--select", "prow"],
    ] { #expect(try Program.run(["lint"] + flags).status == 2, "\(flags)") }
  }

  /// git must take the patch, whatever bytes the file and its name have.
  @Test
  func aPatchHasEveryByte() throws {
    let folder = try TemporaryFolder()
    let text = Self.text.replacing("\n", with: "\r\n").replacing("# a name", with: "#\ta ü")
    try folder.write(text, to: "jöbs/a \"b.yaml")
    try folder.shell("git init -q '\(folder.path)'")
    let run = try Program.run(["lint", "--fix", "--diff", "."], in: folder, at: "jöbs")
    try folder.write(run.output, to: "fix.patch")
    try folder.shell("cd '\(folder.path)' && git apply fix.patch")
    #expect(try folder.text("jöbs/a \"b.yaml") == text.replacing("intervall", with: "interval"))
  }

  @Test
  func allFilesChangeOrNone() throws {
    let folder = try folder()
    try folder.write(Self.text.replacing("name: x", with: "name: y"), to: "jobs/b/b.yaml")
    try folder.shell("chmod 555 '\(folder.path)/jobs/b'")
    let run = try Program.run(["lint", "--fix", "jobs"], in: folder)
    try folder.shell("chmod 755 '\(folder.path)/jobs/b'")
    // The administrator may write anywhere.
    let isFixed = try folder.text("jobs/a.yaml") == Self.fixed
    #expect(isFixed == (run.status != 2))
  }
}
