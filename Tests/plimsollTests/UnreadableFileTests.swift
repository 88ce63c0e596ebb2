import TestSupport
import Testing

/// Runs the built program where files that it needs are there and can't be read.
@Suite("Files that can't be read")
struct UnreadableFileTests {
  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: default\n", to: "prow/config.yaml")
    try folder.write("config_updater: {maps: {prow/*: {name: config}}}\n", to: "prow/plugins.yaml")
    try folder.write(
      "presubmits:\n  o/r:\n  - name: a\n    spec: {containers: [{image: x, command: [a]}]}\n",
      to: "prow/jobs/a.yaml"
    )
    return folder
  }

  private static let commands = [
    ["lint"], ["jobs"], ["render", "prowjob", "--job", "a"], ["generate", "-o", "out"],
    ["trigger", "--repo", "o/r", "--branch", "main"], ["diff", "HEAD"],
    ["plan-partitions", "config", "--count", "2"],
  ]

  @Test(
    arguments: commands,
    [
      ("mkfifo .plimsoll.yaml", "it is a named pipe"), ("mkdir .plimsoll.yaml", "it is a folder"),
      ("ln -s nowhere .plimsoll.yaml", "the symbolic link leads to nothing"),
      ("ln -s .plimsoll.yaml .plimsoll.yaml", "the symbolic link leads in a circle"),
      ("ln -s /dev/zero .plimsoll.yaml", "the symbolic link leads out of the repository"),
    ]
  )
  func settingsAreNotPassedOver(_ command: [String], _ fault: (String, String)) throws {
    let folder = try repository()
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && \(fault.0)")
    let run = try Program.run(command, in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors == "plimsoll: can't read .plimsoll.yaml: \(fault.1)\n")
  }

  @Test(arguments: [
    ["jobs"], ["render", "prowjob", "--job", "a"],
    ["trigger", "--repo", "o/r", "--branch", "main"],
  ])
  func brokenSettingsNameNoFiles(_ command: [String]) throws {
    let folder = try repository()
    try folder.write("prow: {jobs: [\n", to: ".plimsoll.yaml")
    var run = try Program.run(command, in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors == "plimsoll: .plimsoll.yaml:2:1: did not find expected node content\n")
    try folder.write("prow: {jobs: prow/jobs}\n", to: ".plimsoll.yaml")
    run = try Program.run(command, in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors
        == "plimsoll: .plimsoll.yaml:1:14: \"prow/jobs\" is a string, and jobs takes a list\n"
    )
  }

  @Test
  func aListOfJobsSaysWhatIsMissing() throws {
    let folder = try repository()
    try folder.write("presubmits: [\n", to: "prow/jobs/b.yaml")
    try folder.shell("mkfifo '\(folder.path)/prow/jobs/c.yaml'")
    let run = try Program.run(["jobs"], in: folder)
    #expect(run.status == 0 && run.output.contains("prow/jobs/a.yaml:3:11"))
    #expect(
      run.errors == """
        plimsoll: prow/jobs/b.yaml:2:1: did not find expected node content; not all jobs of this \
        file are listed
        plimsoll: prow/jobs/c.yaml:1:1: this file is not read: it is a named pipe; not all jobs of \
        this file are listed

        """
    )
  }

  @Test
  func jobsInJSONSteerNoTerminal() throws {
    let folder = try repository()
    try folder.write(
      "periodics:\n- name: a\n  interval: 1h\n  annotations: {\"k\\x9b\": \"\\u202e\\u00e4\"}\n",
      to: "prow/jobs/a.yaml"
    )
    let run = try Program.run(["jobs", "--format", "json"], in: folder)
    #expect(run.output.contains(#""annotations":{"k\u009b":"\u202eä"}"#), "\(run.output)")
  }

  @Test
  func anEmptyNameIsNoOutputFolder() throws {
    let folder = try repository()
    let run = try Program.run(["generate", "-o", ""], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("Error: --output takes a folder, or - for standard output\n"))
  }

  @Test
  func graftsDoNotChangeHistory() throws {
    let folder = try repository()
    try folder.commit()
    try folder.write("periodics: []\n", to: "prow/jobs/b.yaml")
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && git rev-parse HEAD >.git/info/grafts")
    let run = try Program.run(["diff", "HEAD~1", "HEAD"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }
}
