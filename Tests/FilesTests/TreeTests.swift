import Files
import TestSupport
import Testing

@Suite("Trees")
struct TreeTests {
  @Test
  func aFolderAndItsCommitAreTheSame() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "sub/jobs/a.yaml")
    try folder.write("b", to: "sub/jobs/x/b.yaml")
    try folder.write("hidden", to: "sub/.z.yaml")
    try folder.write("other", to: "other.yaml")
    try folder.shell("ln -s ../.z.yaml '\(folder.path)/sub/jobs/link.yaml'")
    try folder.shell("ln -s /etc '\(folder.path)/sub/etc'; ln -s jobs '\(folder.path)/sub/more'")
    try folder.commit()
    try folder.shell("mkfifo '\(folder.path)/sub/jobs/pipe.yaml'")
    let repository = try GitRepository(folder.path + "/sub", shownAs: "sub")
    let commit = repository.tree(try repository.commit("HEAD"))
    let files = FolderTree(folder.path + "/sub", shownAs: "sub")
    func paths(_ tree: some FileTree, _ roots: [String]) throws -> [String] {
      try tree.entries(at: roots).map(\.path).sorted()
    }
    #expect(
      try paths(commit, ["jobs", "jobs/x", "missing"])
        == ["jobs/a.yaml", "jobs/link.yaml", "jobs/x/b.yaml"]
    )
    #expect(
      try paths(files, [""])
        == [
          ".z.yaml", "etc", "jobs/a.yaml", "jobs/link.yaml", "jobs/pipe.yaml", "jobs/x/b.yaml",
          "more",
        ]
    )
    #expect(try paths(commit, [".z.yaml"]) == [".z.yaml"])
    for tree in [commit, files] as [any FileTree] {
      #expect(try tree.entry(at: "jobs")?.kind == .folder)
      #expect(try tree.entry(at: "jobs/link.yaml")?.kind == .link("../.z.yaml"))
      #expect(try tree.entry(at: "nowhere") == nil)
      #expect(try tree.entry(at: "etc/passwd") == nil)
      #expect(try tree.file(at: "more/a.yaml") == nil)
      #expect(try tree.entries(at: ["etc/passwd", "more/a.yaml", "more/x"]) == [])
      #expect(try tree.file(at: "jobs/link.yaml")?.bytes == Array("hidden".utf8))
      #expect(tree.displayName(of: "jobs/a.yaml") == "sub/jobs/a.yaml")
    }
    #expect(try files.entry(at: "jobs/pipe.yaml")?.kind == .other("a named pipe"))
    #expect(
      try files.sizes(of: files.entries(at: ["jobs/a.yaml"])) == [1]
    )
  }

  @Test
  func theWorkTreeIsWhatGitWouldTake() throws {
    let folder = try TemporaryFolder()
    try folder.write("*.tmp\n", to: ".gitignore")
    try folder.write("a", to: "a.yaml")
    try folder.write("b", to: "b.yaml")
    try folder.commit()
    try folder.write("c", to: "c.yaml")
    try folder.write("t", to: "t.tmp")
    try folder.shell("rm '\(folder.path)/b.yaml'")
    let repository = try GitRepository(folder.path, shownAs: "")
    let tree = try repository.workTree()
    let entries = try tree.entries(at: [""]).sorted { $0.path < $1.path }
    #expect(entries.map(\.path) == [".gitignore", "a.yaml", "c.yaml"])
    let committed = repository.tree(try repository.commit("HEAD"))
    let after = try tree.contents(of: [entries[1]])
    let before = try committed.contents(of: committed.entries(at: ["a.yaml"]))
    #expect(before[0] === after[0], "equal files are shared, so that they are zipped once")
  }

  /// Git knows three versions of such a file.
  @Test
  func aFileWhoseMergeIsNotDoneIsThereOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "a/f")
    try folder.write("other", to: "a/g")
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && git checkout -qb side")
    try folder.write("side", to: "a/f")
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && git checkout -q -")
    try folder.write("main", to: "a/f")
    try folder.commit()
    try folder.shell(
      "cd '\(folder.path)' && ! git -c user.name=a -c user.email=a@b.c merge -q side"
    )
    try folder.shell("cd '\(folder.path)' && test $(git ls-files | wc -l) = 4")
    let tree = try GitRepository(folder.path, shownAs: "").workTree()
    #expect(try tree.entries(at: [""]).map(\.path) == ["a/f", "a/g"])
  }

  @Test
  func aFileBehindALinkToAFolderIsNotInTheTree() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "real/in/f")
    try folder.shell("cd '\(folder.path)' && ln -s real linked")
    let tree = FolderTree(folder.path, shownAs: "")
    #expect(try tree.entries(at: ["real/in/f", "linked/in/f"]).map(\.path) == ["real/in/f"])
    #expect(try tree.entry(at: "linked/in/f") == nil)
    #expect(try tree.entry(at: "real//in/f")?.path == "real//in/f")
  }

  @Test
  func whatGitDoesNotKnowIsSaid() throws {
    let folder = try TemporaryFolder()
    #expect(throws: TreeError.self) { try GitRepository(folder.path, shownAs: "") }
    try folder.commit()
    let repository = try GitRepository(folder.path, shownAs: "")
    for revision in ["nowhere", "--all", "HEAD:x"] {
      #expect(throws: TreeError.self) { try repository.commit(revision) }
    }
    #expect(try repository.upstreamBase() == repository.commit("main"))
    let other = try TemporaryFolder()
    try folder.shell("git clone -q --bare '\(folder.path)' '\(other.path)/bare'")
    let bare = try GitRepository(other.path + "/bare", shownAs: "")
    #expect(try bare.tree(bare.commit("main")).entries(at: [""]) == [])
    #expect(throws: TreeError.self) { try bare.workTree() }
  }
}
