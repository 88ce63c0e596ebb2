import TestSupport
import Testing
import Updater

/// The real program against git itself and GitHub's API over HTTP.
@Suite("plimsoll-updater review")
struct ReviewCommandTests {
  private let remote: RemoteRepository
  private let folder: TemporaryFolder
  private let gitHub = GitHubDouble()

  init() throws {
    remote = try RemoteRepository()
    folder = try TemporaryFolder()
    try folder.write("token-1\n", to: "token")
  }

  private func open(
    _ number: Int = 7,
    isMerged: Bool = true,
    _ change: (TemporaryFolder) throws -> Void
  ) throws {
    let base = try remote.head
    gitHub.open(
      number,
      at: try remote.pull(number, isMerged: isMerged, change),
      from: base
    )
  }

  private func review(
    _ options: [String] = [],
    pull number: Int = 7
  ) async throws -> (status: Int32, output: String, errors: String) {
    try await gitHub.withServer { port in try await review(options, pull: number, at: port) }
  }

  /// `port`: Where GitHub is; comments link to it.
  private func review(
    _ options: [String] = [],
    pull number: Int = 7,
    at port: Int
  ) async throws -> (status: Int32, output: String, errors: String) {
    try await UpdaterProgram.run(
      [
        "review", "--pull", "\(number)", "--repo", "acme/rocket", "--remote", remote.url,
        "--github-token-file", "\(folder.path)/token",
        "--github-api", "http://127.0.0.1:\(port)",
      ] + options,
      in: folder
    )
  }

  private func ownComments(on number: Int = 7) -> [String] {
    gitHub.comments(on: number).filter { $0.login == GitHubDouble.login }.map(\.body)
  }

  // MARK: The comment

  @Test
  func oneCommentIsWrittenAndThenChangedInPlace() async throws {
    gitHub.write("\(ReviewProgram.marker)\n### ✅ forged", by: "mallory", on: 7)
    try open { try $0.write(RemoteRepository.job("second"), to: "config/jobs/second.yaml") }
    try await gitHub.withServer { port in
      let first = try await review(at: port)
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == "wrote the comment on acme/rocket#7\n")
      let text = try #require(ownComments().first)
      #expect(text.hasPrefix("<!-- plimsoll review -->\n### ⚠️ loads: 2 jobs, 1 new warning\n"))
      #expect(text.contains("- `second` is new: runs `every 1h`\n"))

      let same = try await review(at: port)
      #expect(same.output == "the comment on acme/rocket#7 says so already\n")
      #expect(!gitHub.log.contains { $0.method == "PATCH" })

      try open { try $0.write(RemoteRepository.job("third"), to: "config/jobs/third.yaml") }
      let changed = try await review(at: port)
      #expect(changed.output == "wrote the comment on acme/rocket#7\n")
    }
    #expect(ownComments().count == 1)
    #expect(ownComments().first?.contains("- `third` is new: runs `every 1h`\n") == true)
    #expect(gitHub.comments(on: 7).first?.body.hasSuffix("forged") == true)
  }

  @Test
  func placesAreLinksToWhatTheAuthorPushed() async throws {
    let base = try remote.head
    let head = try remote.pull(7) {
      try $0.write(RemoteRepository.job("second"), to: "config/jobs/second.yaml")
    }
    gitHub.open(7, at: head, from: base)
    let text = try await review(["--dry-run"]).output
    #expect(text.contains("[`config/jobs/second.yaml:2`](http://127.0.0.1:"))
    #expect(text.contains("/acme/rocket/blob/\(head)/config/jobs/second.yaml#L2)"))
    #expect(text.contains("\ncompared `\(base.prefix(7))…\(head.prefix(7))` (1 job more)\n"))
    #expect(gitHub.comments(on: 7).isEmpty, "it was not to be written")
  }

  @Test
  func whatProwRefusesFailsTheRun() async throws {
    try open { try $0.write("presubmits: [", to: "config/jobs/broken.yaml") }
    #expect(try await review().status == 1)
    #expect(
      ownComments().first?.hasPrefix(
        "<!-- plimsoll review -->\n### ⛔ Prow would refuse this: 1 error\n"
      ) == true
    )
    #expect(try await review(["--exit-zero"]).status == 0)
  }

  @Test
  func whatIsNotThePullRequestsFaultGetsNoComment() async throws {
    gitHub.open(8, at: try remote.head, from: try remote.head)
    let missing = try await review(pull: 8)
    #expect(missing.status == 2)
    #expect(
      missing.errors
        == "plimsoll-updater: \(remote.url) has no pull request 8; check --pull\n"
    )
    let unknown = try await review(pull: 9)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("GET /repos/acme/rocket/pulls/9: GitHub answers 404"))
    try remote.folder.shell("cd '\(remote.folder.path)' && git rm -q -r config")
    try remote.folder.commit("nothing is left")
    try remote.pull(8) { try $0.write("hello", to: "README.md") }
    let empty = try await review(pull: 8)
    #expect(empty.status == 2)
    #expect(empty.errors.contains("no job was found in "))
    #expect(gitHub.comments(on: 8).isEmpty)
  }

  @Test
  func aWrongCommandLineIsSaid() async throws {
    for (options, words) in [
      (["--repo", "acme/launchpad"], "give --repo once: the repository of the pull request"),
      (["--git-timeout", "0"], "--git-timeout takes seconds from 1 to 86400, not 0"),
    ] {
      let outcome = try await review(options)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    let outcome = try await UpdaterProgram.run(
      ["review", "--pull", "0", "--repo", "acme/rocket"],
      in: folder
    )
    #expect(outcome.errors.contains("--pull takes a number from 1, not 0"))
    let anonymous = try await UpdaterProgram.run(
      ["review", "--pull", "7", "--repo", "acme/rocket"],
      in: folder
    )
    #expect(anonymous.status == 2)
    #expect(anonymous.errors.contains("for the comment, or --dry-run"))
  }

  // MARK: What is compared

  @Test
  func withoutAMergeThatFitsOnlyThePullRequestsOwnChangesCount() async throws {
    try open { try $0.write(RemoteRepository.job("second"), to: "config/jobs/second.yaml") }
    try remote.commit(RemoteRepository.job("later"), to: "config/jobs/later.yaml")
    // GitHub leaves the old merge where the new head can't be merged.
    try open(isMerged: false) {
      try $0.write(RemoteRepository.job("third"), to: "config/jobs/third.yaml")
    }
    let outcome = try await review(["--dry-run"])
    #expect(outcome.output.contains("`third` is new"), "\(outcome.errors)")
    #expect(outcome.output.contains("(2 jobs more)"))
    #expect(!outcome.output.contains("later"))
  }

  @Test
  func aMergeIsComparedWithTheBranchThatItIsInto() async throws {
    try remote.commit(RemoteRepository.job("later"), to: "config/jobs/later.yaml")
    let base = try remote.head
    try open { try $0.write(RemoteRepository.job("second"), to: "config/jobs/second.yaml") }
    for _ in 1...2 {
      let outcome = try await review(["--dry-run", "--state", "\(folder.path)/state"])
      #expect(outcome.output.contains("compared `\(base.prefix(7))…"))
      #expect(outcome.output.contains("loads: 3 jobs"))
    }
  }

  @Test
  func settingsAreThoseOfTheBranchAndNotOfThePullRequest() async throws {
    try open {
      try $0.write("ignore: [non-decorated-jobs]\n", to: ".plimsoll.yaml")
      try $0.write(RemoteRepository.job("second"), to: "config/jobs/second.yaml")
    }
    let merged = try await review(["--dry-run"])
    #expect(merged.output.contains("`non-decorated-jobs`"))
    try remote.folder.shell("git -C '\(remote.folder.path)' update-ref -d refs/pull/7/merge")
    #expect(try await review(["--dry-run"]).output.contains("`non-decorated-jobs`"))

    try remote.commit("ignore: [non-decorated-jobs]\n", to: ".plimsoll.yaml")
    #expect(try await !review(["--dry-run"]).output.contains("`non-decorated-jobs`"))
  }

  // MARK: Hostile trees

  private static let hostile: [(change: @Sendable (TemporaryFolder) throws -> Void, text: String)] =
    [
      (
        { try $0.shell("ln -sf /etc/passwd '\($0.path)/config/prow/config.yaml'") },
        "`can't read config/prow/config.yaml: the symbolic link leads out of the tree, to "
          + "/etc/passwd`"
      ),
      (
        {
          try $0.shell(
            "cd '\($0.path)' && mkdir -p x/jobs y/jobs && cp config/prow/* x && cp config/prow/* y"
              + " && git rm -q -r config"
          )
          try $0.write(RemoteRepository.job("a"), to: "x/jobs/a.yaml")
          try $0.write(RemoteRepository.job("b"), to: "y/jobs/b.yaml")
        },
        "Several Prow installations are found: `x/config.yaml`, `y/config.yaml`. Name one in "
          + "`.plimsoll.yaml` of the branch that this is for."
      ),
      (
        { try $0.shell("head -c 140000000 /dev/zero > '\($0.path)/config/prow/config.yaml'") },
        "`can't read config/prow/config.yaml: it has more than 134217728 bytes; narrow the glob "
          + "that matches it`"
      ),
    ]

  @Test(arguments: hostile.indices)
  func aTreeThatCanNotBeJudgedIsSaidInItsOwnWords(index: Int) async throws {
    let (change, text) = Self.hostile[index]
    let base = try remote.head
    let head = try remote.pull(7, isMerged: false, change)
    gitHub.open(7, at: head, from: base)
    let outcome = try await review()
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(
      ownComments() == [
        """
        <!-- plimsoll review -->
        ### ⛔ This can't be reviewed

        compared `\(base.prefix(7))…\(head.prefix(7))`

        \(text)

        """
      ]
    )
  }

  @Test
  func nothingOfThisMachineGetsIntoAComment() async throws {
    try open {
      try $0.shell("ln -s '\(folder.path)/token' '\($0.path)/config/jobs/token.yaml'")
      try $0.shell("ln -s /proc/self/environ '\($0.path)/config/jobs/environ.yaml'")
      try $0.write("<!-- --> @all <script>", to: "config/jobs/<b>`.yaml")
      try $0.write("prow: {jobs: [/, ../..]}\n", to: ".plimsoll.yaml")
    }
    let outcome = try await review()
    #expect(outcome.status == 1, "\(outcome.errors)")
    let comment = try #require(ownComments().first)
    for secret in ["token-1", remote.folder.path, "PATH=", "/plimsoll-review-"] {
      #expect(!comment.contains(secret), "\(secret)")
    }
    #expect(comment.contains("``config/jobs/<b>`.yaml"), "names are code: \(comment)")
  }
}
