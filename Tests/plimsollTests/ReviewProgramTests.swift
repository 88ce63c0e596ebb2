import TestSupport
import Testing

/// The command in clones as CI systems leave them.
@Suite("plimsoll review")
struct ReviewProgramTests {
  private static func job(_ name: String) -> String {
    "  - {name: \(name), always_run: true, spec: {containers: [{image: golang, command: [make]}]}}\n"
  }

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("ignore: [non-decorated-jobs]\n", to: ".plimsoll.yaml")
    try folder.write("decorate_all_jobs: false\n", to: "config/prow/config.yaml")
    try folder.write("plugins: {}\n", to: "config/prow/plugins.yaml")
    try folder.write("presubmits:\n  acme/rocket:\n" + Self.job("unit"), to: "config/jobs/a.yaml")
    try folder.commit()
    return folder
  }

  private func head(_ folder: TemporaryFolder) throws -> String {
    try folder.shell("cd '\(folder.path)' && git rev-parse HEAD > .git/head")
    return String(try folder.text(".git/head").prefix(40))
  }

  /// clonerefs leaves a merge commit on `main`, and no remote.
  @Test
  func aPresubmitOfProwIsComparedWithItsBase() throws {
    let folder = try repository()
    let base = try head(folder)
    try folder.shell("cd '\(folder.path)' && git checkout -q -b pull")
    try folder.write(
      "presubmits:\n  acme/rocket:\n" + Self.job("unit") + Self.job("other"),
      to: "config/jobs/a.yaml"
    )
    try folder.commit()
    let pull = try head(folder)
    try folder.shell(
      "cd '\(folder.path)' && git checkout -q main && git -c user.name=c -c user.email=c@example.com "
        + "merge -q --no-ff -m merge pull"
    )
    let variables =
      "PULL_BASE_SHA=\(base) PULL_REFS=main:\(base),7:\(pull) REPO_OWNER=acme REPO_NAME=infra "
      + "PULL_PULL_SHA=\(pull)"
    let run = try Program.run(
      ["review", "--format", "markdown"],
      in: folder,
      variables: variables
    )
    #expect(run.status == 0)
    #expect(
      run.output == """
        ### ✅ loads: 2 jobs

        compared `\(base.prefix(7))…work tree` (1 job more)

        **🚦 Merges**

        - merges wait for `other` in `acme/rocket`, \
        [`config/jobs/a.yaml:4`](https://github.com/acme/infra/blob/\(pull)/config/jobs/a.yaml#L4)

        <details><summary>Jobs: 1 added</summary>

        - `presubmit acme/rocket other` added, \
        [`config/jobs/a.yaml:4`](https://github.com/acme/infra/blob/\(pull)/config/jobs/a.yaml#L4)
          - runs `always`

        </details>

        """
    )
  }

  @Test
  func whatIsAgainstAChangeIsStatusOne() throws {
    let folder = try repository()
    try folder.write("presubmits:\n  acme/rocket: 1\n", to: "config/jobs/a.yaml")
    let run = try Program.run(["review", "HEAD"], in: folder)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("⛔ Prow would refuse this: "))
    #expect(try Program.run(["review", "HEAD", "--exit-zero"], in: folder).status == 0)
  }

  /// A page for others names no folder of the machine.
  @Test
  func pathsOfAPageStartAtTheRoot() throws {
    let folder = try repository()
    try folder.write("presubmits:\n  acme/rocket:\n" + Self.job("e2e"), to: "config/jobs/a.yaml")
    let options = ["--format", "markdown", "--links", "https://example.com/blob/main"]
    let run = try Program.run(["review", "HEAD", "--repo-root", folder.path] + options)
    #expect(
      run.output.contains(
        "[`config/jobs/a.yaml:3`](https://example.com/blob/main/config/jobs/a.yaml#L3)"
      ),
      "\(run.output)"
    )
    #expect(!run.output.contains(folder.path))
  }

  @Test
  func aCommitThatIsNotThereIsAnError() throws {
    let folder = try repository()
    let run = try Program.run(["review", "nowhere"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("plimsoll: git knows no commit \"nowhere\" in "))
  }

  @Test
  func filesWithoutJobsAreAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write("hello\n", to: "README.md")
    try folder.commit()
    let run = try Program.run(["review", "HEAD"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("no job was found in "))
  }

  @Test
  func programsGetAllOfIt() throws {
    let folder = try repository()
    let base = try head(folder)
    try folder.write(
      "presubmits:\n  acme/rocket:\n" + Self.job("unit2"),
      to: "config/jobs/a.yaml"
    )
    let run = try Program.run(["review", "HEAD", "--format", "json"], in: folder)
    #expect(
      run.output.hasPrefix(
        "{\"version\":1,\"base\":\"\(base)\",\"head\":null,\"verdict\":\"fine\",\"refusals\":0,"
          + "\"missing\":[],\"jobs\":1,\"oldJobs\":1,\"findings\":[],\"olderFindings\":"
      ),
      "\(run.output)"
    )
    #expect(
      run.output.contains(
        "\"contexts\":[{\"repo\":\"acme/rocket\",\"context\":\"unit2\",\"change\":\"renamed\","
          + "\"oldContext\":\"unit\",\"branches\":[],\"file\":\"config/jobs/a.yaml\",\"line\":3}]"
      ),
      "\(run.output)"
    )
  }
}
