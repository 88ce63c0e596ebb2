import TestSupport
import Testing

/// One run of the real program over two branches.
@Suite("plimsoll-updater serve --once over several branches", .timeLimit(.minutes(15)))
struct OnceTests {
  /// What becomes of a branch.
  enum Fate: Sendable { case unchanged, waiting, refused, failed }

  private struct Branches {
    let bed: TestBed
    let rocket: RemoteRepository
    let pad: RemoteRepository
    let folder: TemporaryFolder

    /// Both are applied, each to ConfigMaps of its own.
    init() async throws {
      bed = try await TestBed()
      rocket = bed.remote
      pad = try RemoteRepository()
      let plugins = RemoteRepository.plugins.replacing("{name: ", with: "{name: pad-")
      try pad.commit(plugins, to: "config/prow/plugins.yaml")
      folder = bed.state
      try folder.shell(
        "cd '\(folder.path)' && mkdir acme && ln -s '\(rocket.folder.path)' acme/rocket "
          + "&& ln -s '\(pad.folder.path)' acme/pad"
      )
      // A program in git's place rewrites branches before it asks for them.
      try folder.write(
        """
        #!/bin/sh
        for name in rocket pad; do
          case "$*" in *ls-remote*/$name\\ *)
            if [ -e '\(folder.path)/moves-'$name ]; then
              env -u GIT_DIR git -C '\(folder.path)/acme/'$name -c user.name=Test \\
                -c user.email=test@example.com commit -q --amend --allow-empty -m "$(date +%s%N)"
            fi
          esac
        done
        exec git "$@"

        """.replacing("git -C", with: "/usr/bin/git -C").replacing(
          "exec git",
          with: "exec /usr/bin/git"
        ),
        to: "bin/git"
      )
      try folder.shell("chmod +x '\(folder.path)/bin/git'")
    }

    func once(_ names: [String]) async throws -> (status: Int32, output: String, errors: String) {
      try await UpdaterProgram.run(
        [
          "serve", "--once", "--remote", "file://\(folder.path)/{repo}", "--state",
          "\(folder.path)/state", "--kubeconfig", "\(folder.path)/kubeconfig",
          "--rewrite-patience", "1",
        ] + names.flatMap { ["--repo", "acme/\($0)"] },
        in: folder,
        environment: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"]
      )
    }

    func bring(_ name: String, _ fate: Fate) throws {
      let remote = name == "pad" ? pad : rocket
      switch fate {
      case .unchanged: break
      case .waiting: try folder.write("", to: "moves-\(name)")
      case .refused: try remote.commit("presubmits: [", to: "config/jobs/broken.yaml")
      case .failed: try remote.folder.shell("rm -rf '\(remote.folder.path)/.git'")
      }
    }
  }

  @Test(arguments: [
    (Fate.unchanged, Fate.unchanged, 0, "unchanged: "), (.unchanged, .waiting, 1, "waiting: "),
    (.waiting, .unchanged, 1, "waiting: "), (.waiting, .refused, 1, "refused: "),
    (.refused, .waiting, 1, "refused: "), (.failed, .refused, 2, "failed: "),
    (.refused, .failed, 2, "failed: "),
  ])
  func theWorstBranchDecides(
    _ first: Fate,
    _ second: Fate,
    _ status: Int32,
    _ words: String
  ) async throws {
    let branches = try await Branches()
    let before = try await branches.once(["rocket", "pad"])
    #expect(before.status == 0, "\(before.errors)")
    try branches.bring("rocket", first)
    try branches.bring("pad", second)
    let outcome = try await branches.once(["rocket", "pad"])
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.output.hasPrefix(words), "\(outcome)")
    await branches.bed.close()
  }

  @Test
  func statusNamesOnlyBranchesThatAreFollowed() async throws {
    let branches = try await Branches()
    func status() async throws -> [String] {
      let outcome = try await UpdaterProgram.run(
        ["status", "--state", "\(branches.folder.path)/state"],
        in: branches.folder
      )
      // Without a token for GitHub nothing waits to be sent there.
      return outcome.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        .map { String($0.prefix { $0 != ":" }) }
    }
    #expect(try await branches.once(["rocket", "pad"]).status == 0)
    #expect(try await status() == ["acme/pad@main", "acme/rocket@main"])
    #expect(try await branches.once(["pad"]).status == 0)
    #expect(try await status() == ["acme/pad@main"])
    // What was known of it is still there.
    #expect(try await branches.once(["rocket"]).output.hasPrefix("unchanged: "))
    #expect(try await status() == ["acme/rocket@main"])
    await branches.bed.close()
  }

  @Test
  func aBranchThatCouldNeverBeFetchedIsNamed() async throws {
    let branches = try await Branches()
    try branches.bring("pad", .failed)
    #expect(try await branches.once(["pad"]).status == 2)
    let outcome = try await UpdaterProgram.run(
      ["status", "--state", "\(branches.folder.path)/state"],
      in: branches.folder
    )
    #expect(outcome.status == 1)
    #expect(outcome.output == "acme/pad@main: head none, applied none\n")
    await branches.bed.close()
  }
}
