import TestSupport
import Testing
import Updater

@Suite("The process that reads what strangers wrote")
struct ReviewProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a script in place of the program.
  private func run(
    _ script: String,
    limit: Duration = .seconds(30)
  ) throws -> ReviewProgram.Comment {
    let path = folder.path + "/program"
    try folder.write("#!/bin/sh\n\(script)\n", to: "program")
    try folder.shell("chmod +x '\(path)'")
    let commit = String(repeating: "a", count: 40)
    return try ReviewProgram(executable: path, limit: limit).run(
      ReviewProgram.Request(
        clone: folder.path,
        repository: try #require(RepositoryName("acme/rocket")),
        commits: PullCommits(old: commit, new: commit, head: commit, settings: commit),
        links: "https://github.com/acme/rocket/blob/\(commit)"
      )
    )
  }

  @Test
  func itGetsNoVariableButThoseOfGit() throws {
    let comment = try run("echo '\(ReviewProgram.marker)'; env")
    let names = comment.text.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "=" } }
    let known = ["PATH", "PWD", "OLDPWD", "SHLVL", "_", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR"]
    #expect(names.filter { !known.contains(String($0)) && !$0.hasPrefix("GIT_") } == [])
  }

  @Test(arguments: [
    (0, ReviewProgram.Verdict.passes), (1, .fails), (3, .unreadable), (4, .isWithoutEffect),
  ])
  func itsExitStatusIsTheVerdict(_ status: Int, _ verdict: ReviewProgram.Verdict) throws {
    let comment = try run("echo '\(ReviewProgram.marker)'; exit \(status)")
    #expect(comment == ReviewProgram.Comment(text: "\(ReviewProgram.marker)\n", verdict: verdict))
  }

  @Test(arguments: [
    ("https://api.github.com", "https://github.com"),
    ("https://git.acme.example/api/v3/", "https://git.acme.example"),
    ("https://api.acme.ghe.com", "https://acme.ghe.com"),
  ])
  func placesAreOnTheServerOfTheAPI(_ api: String, _ web: String) {
    #expect(GitHubWeb.root(api: api) == web)
  }

  @Test(arguments: [
    ("sleep 60", "the review had no end after 0.3 seconds, and was stopped"),
    ("echo '<!-- plimsoll review -->'; kill -SEGV $$", "can't review it: the process broke off"),
    ("echo x; exit 0", "can't review it: the process broke off"),
    ("echo '<!-- plimsoll review -->'; echo why >&2; exit 2", "can't review it: why"),
    (
      "echo '<!-- plimsoll review -->'; head -c 70000 /dev/zero",
      "the review is longer than a comment may be"
    ),
  ])
  func whatEndsOtherwiseIsNoComment(_ script: String, _ words: String) throws {
    let error = #expect(throws: ReviewProgram.Failure.self) {
      try run(script, limit: script.hasPrefix("sleep") ? .milliseconds(300) : .seconds(30))
    }
    #expect(error?.description == words)
  }
}
