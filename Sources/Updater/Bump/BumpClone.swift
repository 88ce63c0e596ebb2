internal import Files
internal import Glibc

/// The clone whose files are bumped.
///
/// Its work tree, its index and the branch that is checked out stay as they are.
package struct BumpClone: Sendable {
  private let command: GitCommand
  /// The commit that the bump comes after.
  package let head: String
  /// The branch that is checked out; `nil` for none.
  package let branch: String?

  /// - Parameter folder: In the work tree.
  /// - Throws: `GitError` if there is no repository with a commit.
  package init(_ folder: String) throws(GitError) {
    let top = RepositoryBounds.topOfClone(around: folder)
    let command = GitCommand(folder: top ?? (folder.isEmpty ? "." : folder))
    let found = try BumpClone.words { () throws(TreeError) in
      (
        try command.line(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]),
        try command.line(["symbolic-ref", "--short", "--quiet", "HEAD"])
      )
    }
    guard top != nil, let head = found.0, GitMirror.isCommit(head[...]) else {
      throw GitError("this is not a clone of a repository with a commit; run it in one")
    }
    self.command = command
    self.head = head
    branch = found.1
  }

  /// Makes the commit under a branch of the clone itself; what the branch had is in its reflog.
  ///
  /// - Returns: The commit.
  /// - Throws: `GitError`, also if the branch is checked out.
  package func commit(_ bump: BumpCommit, to branch: String) throws(GitError) -> String {
    if branch == self.branch {
      throw GitError("the branch \"\(branch)\" is checked out; name another one with --branch")
    }
    return try BumpClone.commit(
      bump,
      to: "refs/heads/\(branch)",
      after: head,
      modes: modes(bump.files),
      command
    )
  }

  /// Modes of files that are as in the commit.
  ///
  /// - Throws: `GitError` for a file that is not in the commit, or not as there.
  package func modes(_ files: [BumpCommit.File]) throws(GitError) -> [String: String] {
    let output = try BumpClone.words { () throws(TreeError) in
      try command.output(["ls-tree", "-r", "-z", "--full-tree", head])
    }
    let records = output.split(separator: 0).compactMap { GitTreeRecord($0) }
    let known = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var modes: [String: String] = [:]
    // A repository may have names of another kind.
    let names = head.utf8.count == 40 ? BlobName.of(files.map(\.before)) : []
    for (index, file) in files.enumerated() {
      guard let record = known[file.path], record.type == "blob", !record.isLink else {
        throw GitError("\(file.path) is not in git: commit it first, or leave it out")
      }
      let isSame: Bool
      if names.isEmpty {
        let bytes = try BumpClone.words { () throws(TreeError) in
          try command.output(["cat-file", "blob", record.object])
        }
        isSame = bytes == file.before
      } else {
        isSame = names[index] == record.object
      }
      guard isSame else {
        throw GitError(
          "\(file.path) has changes that are not committed: commit them, or take them away with git stash"
        )
      }
      modes[file.path] = record.mode
    }
    return modes
  }

  /// Makes a repository of its own that sees the objects of the clone, so that what is pushed from there
  /// goes by none of the clone's settings.
  func makeScratch(in folder: String, _ environment: [String]) throws(GitError) -> GitCommand {
    let places = try BumpClone.words { () throws(TreeError) in
      let output = try command.output([
        "rev-parse", "--path-format=absolute", "--git-path", "objects", "--git-path", "shallow",
      ])
      return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    guard places.count == 2 else {
      throw GitError("git does not say where the clone's objects are")
    }
    let scratch = GitCommand(
      folder: folder,
      isBare: true,
      environment: environment,
      limit: BumpClone.limit
    )
    let format = head.utf8.count == 40 ? "sha1" : "sha256"
    _ = try BumpClone.words { () throws(TreeError) in
      try scratch.output([
        "init", "--bare", "--quiet", "--template=", "--object-format=\(format)",
      ])
    }
    do {
      let output = try OutputFolder(folder)
      let info = try output.folder("objects").folder("info")
      try info.write("alternates", Array("\(places[0])\n".utf8))
      // A clone without its whole history says where that ends.
      if let shallow = FileReader.contents(places[1]) { try output.write("shallow", shallow) }
    } catch {
      throw GitError("\(error)")
    }
    return scratch
  }

  /// How long git may take.
  static let limit = Duration.seconds(600)

  /// - Returns: The commit.
  static func commit(
    _ bump: BumpCommit,
    to ref: String,
    after parent: String,
    modes: [String: String],
    _ command: GitCommand
  ) throws(GitError) -> String {
    let stream = bump.stream(to: ref, after: parent, modes: modes)
    let commit = try words { () throws(TreeError) in
      _ = try command.output(["fast-import", "--quiet", "--force"], input: stream)
      return try command.line(["rev-parse", "--verify", "--quiet", ref])
    }
    guard let commit else { throw GitError("git has made no commit") }
    return commit
  }

  static func words<T>(_ body: () throws(TreeError) -> T) throws(GitError) -> T {
    do throws(TreeError) { return try body() } catch { throw GitError(error.description) }
  }
}
