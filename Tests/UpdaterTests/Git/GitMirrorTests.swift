import ConfigMaps
import Files
import Glibc
import Synchronization
import TestSupport
import Testing
import Updater

@Suite("Git mirror")
struct GitMirrorTests {
  private let remote: RemoteRepository
  private let folder: TemporaryFolder

  init() throws {
    remote = try RemoteRepository()
    folder = try TemporaryFolder()
  }

  private func mirror(
    _ remote: String? = nil,
    branch: String = "main",
    limit: Duration = .seconds(600)
  ) throws -> GitMirror {
    let source = FollowedBranch(
      repository: try self.remote.source().repository,
      branch: branch,
      remote: remote ?? self.remote.url
    )
    return GitMirror(folder: folder.path + "/m", source: source, limit: limit) { _ in nil }
  }

  @Test
  func theHeadAndItsFilesAreHere() async throws {
    let mirror = try mirror()
    let first = try remote.head
    #expect(try await mirror.head() == first)
    let second = try remote.commit("x", to: "config/jobs/x.yaml")
    #expect(try await mirror.head() == second)
    #expect(try mirror.relation(of: second, to: first) == .descendant)
    #expect(try mirror.relation(of: first, to: second) == .ancestor)
    #expect(try mirror.relation(of: first, to: String(repeating: "a", count: 40)) == .unrelated)
    #expect(try mirror.commits(after: first, to: second, count: 9) == [second])
    #expect(try mirror.changedPaths(of: second) == ["config/jobs/x.yaml"])
    #expect(try mirror.tree(of: second).file(at: "config/jobs/x.yaml")?.bytes == Array("x".utf8))
    #expect(try mirror.time(of: second) > 1_600_000_000)
  }

  @Test
  func otherBranchesAreNotFetched() async throws {
    try remote.folder.shell("git -C '\(remote.folder.path)' checkout -q -b other")
    try remote.commit("secret", to: "secret.yaml")
    try remote.folder.shell("git -C '\(remote.folder.path)' checkout -q main")
    let mirror = try mirror()
    _ = try await mirror.head()
    try remote.folder.shell(
      "test -z \"$(git -C '\(folder.path)/m' log --all --format=%H -- secret.yaml)\""
    )
  }

  @Test
  func aRewrittenBranchIsUnrelatedAndWhatWasKeptStays() async throws {
    let mirror = try mirror()
    let first = try remote.head
    let second = try remote.commit("x", to: "x.yaml")
    _ = try await mirror.head()
    try mirror.keep(second)
    try remote.reset(to: first)
    let third = try remote.commit("y", to: "y.yaml")
    #expect(try await mirror.head() == third)
    #expect(try mirror.relation(of: third, to: second) == .unrelated)
    try remote.folder.shell("git -C '\(folder.path)/m' gc -q --prune=now")
    #expect(try mirror.relation(of: second, to: first) == .descendant)
  }

  @Test
  func linksOutOfTheTreeAndOtherProtocolsLeadNowhere() async throws {
    try remote.folder.shell("ln -s /etc/passwd '\(remote.folder.path)/config/jobs/p.yaml'")
    try remote.folder.shell("ln -s ../../../../etc '\(remote.folder.path)/config/jobs/etc'")
    try remote.folder.commit("links")
    let mirror = try mirror()
    let tree = try mirror.tree(of: try await mirror.head())
    #expect(try tree.file(at: "config/jobs/p.yaml") == nil)
    #expect(try tree.file(at: "config/jobs/etc/passwd") == nil)
    for address in ["ext::sh -c true", "--upload-pack=touch /tmp/x", "git://example.com/x", "x"] {
      let error = await #expect(throws: GitError.self) {
        try await self.mirror(address).head()
      }
      #expect(error?.description.contains("is not an address to fetch from") ?? false)
    }
  }

  @Test
  func whatIsWrongIsSaid() async throws {
    let missing = await #expect(throws: GitError.self) {
      try await self.mirror(branch: "nowhere").head()
    }
    #expect(missing?.description.hasPrefix("acme/rocket@nowhere: git ls-remote: ") ?? false)
    let gone = await #expect(throws: GitError.self) {
      try await self.mirror("file:///nowhere/at/all").head()
    }
    #expect(gone?.description.contains("git ls-remote") ?? false)
  }

  @Test
  func overHTTPTheTokenIsShownAndNothingElse() async throws {
    let server = try await GitServer(
      root: remote.folder.path,
      password: "token-1",
      folder: folder
    )
    let source = FollowedBranch(
      repository: try remote.source().repository,
      branch: "main",
      remote: "http://127.0.0.1:\(server.port)/.git"
    )
    func mirror(_ token: String?) -> GitMirror {
      GitMirror(folder: folder.path + "/http", source: source, limit: .seconds(600)) { _ in token }
    }
    #expect(try await mirror("token-1").head() == remote.head)
    let head = try remote.commit("x", to: "x.yaml")
    #expect(try await mirror("token-1").head() == head)
    for token in ["token-2", nil] {
      let error = await #expect(throws: GitError.self) { try await mirror(token).head() }
      #expect(error?.description.contains("git ls-remote: fatal: ") ?? false)
      #expect(error?.description.contains("token-2") == false)
    }
    try remote.folder.shell("! grep -rq token-1 '\(folder.path)/http'")
    // A token that was taken back is asked for anew, once.
    let asked = Mutex<[Bool]>([])
    let renewing = GitMirror(folder: folder.path + "/http", source: source, limit: .seconds(600)) {
      isRefused in
      asked.withLock { $0.append(isRefused) }
      return isRefused ? "token-1" : "taken-back"
    }
    #expect(try await renewing.head() == head)
    #expect(asked.withLock { $0 } == [false, true])
  }

  @Test
  func aServerThatNeverAnswersIsGivenUp() async throws {
    // The first thing that git's helper runs waits for ever.
    let command = GitCommand(
      folder: folder.path,
      environment: GitSafety.variables(protocols: []) { $0 == "PATH" },
      limit: .milliseconds(300)
    )
    let start = ContinuousClock.now
    let error = #expect(throws: TreeError.self) {
      try command.run(["-c", "alias.hang=!sleep 900", "hang"])
    }
    #expect(error?.description == "git hang: no end after 0.3 seconds; it was stopped")
    #expect(ContinuousClock.now - start < .seconds(600))
  }

  @Test
  func whatAKilledGitLeavesBehindIsNoHindrance() async throws {
    let mirror = try mirror()
    _ = try await mirror.head()
    try remote.folder.shell("mkdir -p '\(folder.path)/m/refs/plimsoll'")
    for name in ["refs/plimsoll/head.lock", "packed-refs.lock", "gc.pid"] {
      try folder.write("", to: "m/\(name)")
    }
    let head = try remote.commit("x", to: "x.yaml")
    try folder.shell("mkdir -p '\(folder.path)/m/objects/pack'")
    try folder.write("half", to: "m/objects/pack/tmp_pack_abc")
    #expect(try await mirror.head() == head)
    #expect(access("\(folder.path)/m/objects/pack/tmp_pack_abc", F_OK) != 0)
  }

  @Test
  func aCloneThatWasKilledWhileItWasMadeIsFinished() async throws {
    let mirror = try mirror()
    try folder.write("ref: refs/heads/main\n", to: "m/HEAD")
    #expect(try await mirror.head() == remote.head)
  }

  @Test
  func secretsAreNoArguments() async throws {
    // A program in git's place shows what it is called with.
    try folder.write(
      "#!/bin/sh\necho \"$@\" >> '\(folder.path)/words'\nenv >> '\(folder.path)/env'\nexit 1\n",
      to: "bin/git"
    )
    try folder.shell("chmod +x '\(folder.path)/bin/git'")
    let outcome = try await UpdaterProgram.run(
      [
        "serve", "--once", "--repo", "acme/rocket", "--state", "\(folder.path)/s",
        "--github-token-env", "GH_TOKEN", "--remote", "https://127.0.0.1:1/{repo}.git",
      ],
      in: folder,
      environment: ["GH_TOKEN": "very-secret", "PATH": "\(folder.path)/bin:/usr/bin:/bin"]
    )
    #expect(outcome.status == 2)
    #expect(!outcome.errors.contains("very-secret") && !outcome.output.contains("very-secret"))
    #expect(try !folder.text("words").contains("very-secret"))
    #expect(
      try folder.text("env").contains("Authorization: Basic eC1hY2Nlc3MtdG9rZW46dmVyeS1zZWNyZXQ=")
    )
  }
}
