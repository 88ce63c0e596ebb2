import TestSupport
import Testing

/// Commands that compare, in clones of a pull request as CI systems leave them.
///
/// The branch has an old finding, and moves on with another one after the pull request parted from
/// it: neither is brought by the pull request.
@Suite("Clones of CI systems")
struct CloneTests {
  private let origin: TemporaryFolder
  private let work: TemporaryFolder
  /// Where the pull request and the branch part.
  private let start: String
  /// The head of the branch.
  private let branch: String
  private let pull: String

  init() throws {
    let folder = try TemporaryFolder()
    func head() throws -> String {
      try folder.shell("cd '\(folder.path)' && git rev-parse HEAD > .git/head")
      return String(try folder.text(".git/head").prefix(40))
    }
    try folder.write("decorate_all_jobs: false\n", to: "config/prow/config.yaml")
    try folder.write("plugins: {}\n", to: "config/prow/plugins.yaml")
    try folder.write(Self.job("old"), to: "config/jobs/old.yaml")
    try folder.write("select: [schedule]\nnewFindingsOnly: true\n", to: ".plimsoll.yaml")
    try folder.commit()
    start = try head()
    try folder.shell("cd '\(folder.path)' && git checkout -q -b pull")
    try folder.write(Self.job("new"), to: "config/jobs/new.yaml")
    try folder.commit()
    pull = try head()
    try folder.shell("cd '\(folder.path)' && git checkout -q main")
    try folder.write(Self.job("later"), to: "config/jobs/later.yaml")
    try folder.commit()
    branch = try head()
    try folder.shell(
      """
      cd '\(folder.path)' && git checkout -q --detach && \(Self.merge) pull && \
      git update-ref refs/pull/7/merge HEAD && git update-ref refs/pull/7/head pull && \
      git update-ref refs/merge-requests/7/head pull && git checkout -q main && \
      git branch -q -D pull && git config uploadpack.allowAnySHA1InWant true
      """
    )
    origin = folder
    work = try TemporaryFolder()
  }

  private static func job(_ name: String) -> String {
    "periodics:\n- {name: \(name), interval: 24h, cron: '@daily', spec: {containers: [{image: golang}]}}\n"
  }

  private static let merge =
    "git -c user.name=c -c user.email=c@example.com merge -q --no-ff -m merge"

  private var url: String { "'file://\(origin.path)'" }

  private func clone(_ commands: String) throws {
    try work.shell("cd '\(work.path)' && git init -q -b main && \(commands)")
  }

  // MARK: What CI systems do

  /// Source: actions/checkout, `getSource` in src/git-source-provider.ts.
  private func checkOut(isShallow: Bool) throws {
    let merge = "+refs/pull/7/merge:refs/remotes/pull/7/merge"
    let refs = isShallow ? "--depth=1 origin" : "origin '+refs/heads/*:refs/remotes/origin/*'"
    try clone(
      "git remote add origin \(url) && git fetch -q --no-tags --prune \(refs) \(merge) && "
        + "git checkout -q --force refs/remotes/pull/7/merge"
    )
  }

  private let github =
    "GITHUB_ACTIONS=true GITHUB_BASE_REF=main GITHUB_SERVER_URL=https://github.com "
    + "GITHUB_REPOSITORY=acme/infra GITHUB_SHA=abc"

  /// Source: GitLab Runner, `writeRefspecFetchCmd` in shells/abstract.go.
  private func checkOutForGitLab(depth: Int) throws {
    try clone(
      "git remote add origin \(url) && git fetch -q --depth \(depth) origin "
        + "+refs/merge-requests/7/head:refs/pipelines/1 && git checkout -q -f --detach \(pull)"
    )
  }

  private var gitlab: String {
    "GITLAB_CI=true CI_MERGE_REQUEST_DIFF_BASE_SHA=\(start) CI_COMMIT_SHA=\(pull) "
      + "CI_PROJECT_URL=https://gitlab.com/acme/infra CI_PROJECT_PATH=acme/infra"
  }

  /// Source: Prow, `gitCtxForRefs` in pkg/clonerefs and `commandsForBaseRef` in pkg/pod-utils/clone.
  private func cloneRefs() throws {
    try clone(
      "git fetch -q \(url) --prune && git fetch -q \(url) main && git checkout -q FETCH_HEAD && "
        + "git branch -f main FETCH_HEAD && git checkout -q main && "
        + "git fetch -q \(url) pull/7/head && \(Self.merge) FETCH_HEAD"
    )
  }

  private var prow: String {
    "PROW_JOB_ID=x JOB_TYPE=presubmit REPO_OWNER=acme REPO_NAME=infra PULL_BASE_SHA=\(branch) "
      + "PULL_PULL_SHA=\(pull) PULL_NUMBER=7 PULL_REFS=main:\(branch),7:\(pull)"
  }

  // MARK: What must come of it

  private func run(_ arguments: [String], _ variables: String) throws -> Program.Outcome {
    try Program.run(arguments, in: work, variables: variables)
  }

  /// `variables`: Those of the CI system; `since`: what a job gives to `--since`; `base`: the commit
  /// that it stands for.
  private func expectOnlyThePullRequest(_ variables: String, since: String, base: String) throws {
    let finding =
      "config/jobs/new.yaml:2:15: error: the periodic has cron and interval (job new, interval) [schedule]\n"
    for flags in [["--since", since], []] {
      let lint = try run(["lint", "--format", "concise"] + flags, variables)
      #expect(lint.status == 1, "\(lint.errors)")
      #expect(lint.output == finding)
      #expect(lint.errors.contains("plimsoll: since \(base.prefix(7))"), "\(lint.errors)")
    }
    let diff = try run(["diff"], variables)
    #expect(diff.errors.contains("plimsoll: compared \(base.prefix(7))…work tree\n"))
    #expect(
      diff.output.hasSuffix(
        "\n\nperiodic new: added, config/jobs/new.yaml:2\n\n0 ConfigMaps and 1 job differ\n"
      ),
      "\(diff.output)"
    )
    let review = try run(["review"], variables)
    #expect(review.status == 1, "\(review.errors)")
    #expect(
      review.output.contains("\n1 new error, 0 new warnings; "),
      "\(review.output)"
    )
    #expect(review.output.contains("\ncompared \(base.prefix(7))…work tree (1 job more)\n"))
    #expect(!review.output.contains("later"))
    // Each command leaves the clone as it is.
    try work.shell("cd '\(work.path)' && [ -z \"$(git status --porcelain --untracked-files=no)\" ]")
  }

  private func expectNoBase(
    _ variables: String,
    since: String,
    name: String,
    _ advice: String
  ) throws {
    let missing =
      "plimsoll: the commit that this change starts from, \(name), is not in the clone; \(advice)\n"
    for command in [["lint"], ["diff"], ["review"]] {
      let run = try run(command, variables)
      #expect(run.status == 2)
      #expect(run.errors == missing)
      #expect(run.output.isEmpty)
    }
    let since = try run(["lint", "--since", since], variables)
    #expect(since.status == 2)
    #expect(since.errors == "plimsoll: \(name) is not in the clone; \(advice)\n")
  }

  @Test
  func aFullCloneOfGitHub() throws {
    try checkOut(isShallow: false)
    try expectOnlyThePullRequest(github, since: "origin/main", base: branch)
  }

  @Test
  func aCloneOfGitHubWithOneCommit() throws {
    try checkOut(isShallow: true)
    try expectNoBase(
      github,
      since: "origin/main",
      name: "origin/main",
      "the clone is shallow: give actions/checkout fetch-depth: 0"
    )
  }

  @Test
  func aCloneOfGitLab() throws {
    try checkOutForGitLab(depth: 20)
    try expectOnlyThePullRequest(gitlab, since: start, base: start)
  }

  @Test
  func aCloneOfGitLabWithOneCommit() throws {
    try checkOutForGitLab(depth: 1)
    try expectNoBase(
      gitlab,
      since: start,
      name: start,
      "the clone is shallow: set the variable GIT_DEPTH to 0"
    )
  }

  @Test
  func aCloneOfClonerefs() throws {
    try cloneRefs()
    try expectOnlyThePullRequest(prow, since: branch, base: branch)
  }
}
