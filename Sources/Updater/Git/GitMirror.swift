package import Files
internal import Glibc
internal import Synchronization

/// A bare clone of one branch, without files, in a folder of this program's own.
package final class GitMirror: Upstream {
  private let folder: String
  let source: FollowedBranch
  private let limit: Duration
  private let token: @Sendable (_ isRefused: Bool) async throws -> String?
  /// The repository object of the last tree, with the files it has read.
  private let last = Mutex<(commit: String, repository: GitRepository)?>(nil)

  /// - Parameters:
  ///   - folder: Made where it is not there; nobody else may use it.
  ///   - source: What is fetched.
  ///   - limit: How long a fetch may take.
  ///   - token: Gives the password for https, `nil` where none is needed; another one if the last
  ///     was refused.
  package init(
    folder: String,
    source: FollowedBranch,
    limit: Duration,
    token: @escaping @Sendable (_ isRefused: Bool) async throws -> String?
  ) {
    self.folder = folder
    self.source = source
    self.limit = limit
    self.token = token
  }

  static let branchRef = "refs/plimsoll/head"
  static let keptRef = "refs/plimsoll/applied"
  /// A pull request as its author pushed it, and as GitHub merged it to try.
  static let pushedRef = "refs/plimsoll/pushed"
  static let mergedRef = "refs/plimsoll/merged"

  // MARK: The remote

  package func head() async throws(GitError) -> String {
    try await withRemote { command throws(GitError) in try self.head(command) }
  }

  /// Does something with the remote, again if it has refused the token: that of an installation may
  /// have been taken back before its end.
  func withRemote<T>(_ body: (GitCommand) throws(GitError) -> T) async throws(GitError) -> T {
    do throws(GitError) {
      return try body(try await open())
    } catch {
      guard error.isOfCredentials else { throw error }
      return try body(try await open(isRefused: true))
    }
  }

  private func head(_ command: GitCommand) throws(GitError) -> String {
    let commit = try remoteHead(command)
    if try !has(commit) {
      try fetch(["refs/heads/\(source.branch):\(GitMirror.branchRef)"], command)
      // The branch may have moved on since it was asked for, or been rewritten.
      guard try has(commit) else {
        throw GitError("\(source): the branch was rewritten while it was fetched; trying again")
      }
    }
    return commit
  }

  private func remoteHead(_ command: GitCommand) throws(GitError) -> String {
    let ref = "refs/heads/\(source.branch)"
    if let head = try remoteCommits([ref], command)[ref] { return head }
    throw GitError("\(source.remote) has no branch \"\(source.branch)\"; check --branch")
  }

  /// The commits of those refs that are there.
  func remoteCommits(
    _ refs: [String],
    _ command: GitCommand
  ) throws(GitError) -> [String: String] {
    let output = try run(command, ["ls-remote", "--exit-code", source.remote] + refs)
    var commits: [String: String] = [:]
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: "\t").map(String.init)
      guard words.count == 2, refs.contains(words[1]), GitMirror.isCommit(words[0][...])
      else { continue }
      commits[words[1]] = words[0]
    }
    return commits
  }

  /// `refs`: What of the remote goes where: `refs/heads/main:refs/plimsoll/head`.
  func fetch(_ refs: [String], _ command: GitCommand) throws(GitError) {
    _ = try run(
      command,
      [
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
        "--force", source.remote,
      ] + refs
    )
    last.withLock { $0 = nil }
    _ = try run(command, ["-c", "gc.auto=200", "-c", "gc.autoDetach=false", "gc", "--auto", "-q"])
  }

  /// Makes the clone, or frees it of what a killed git has left behind.
  private func open(isRefused: Bool = false) async throws(GitError) -> GitCommand {
    let password: String?
    do { password = try await token(isRefused) } catch {
      throw GitError("no token for git: \(error)")
    }
    let variables = try GitEnvironment(remote: source.remote).variables(token: password)
    try GitMirror.makeFolder(folder)
    removeLeftovers()
    let command = GitCommand(
      folder: folder,
      isBare: true,
      environment: variables,
      limit: limit
    )
    // Changes nothing where all is there, and repairs what was killed while it was made.
    _ = try run(command, ["init", "--bare", "--quiet", "--template="])
    return command
  }

  /// Removes locks and half a pack of a git that was killed; nobody else uses the folder.
  private func removeLeftovers() {
    let names = [
      "HEAD", "config", "packed-refs", "shallow", GitMirror.branchRef, GitMirror.keptRef,
      GitMirror.pushedRef, GitMirror.mergedRef,
    ]
    for name in names { unlink("\(folder)/\(name).lock") }
    unlink("\(folder)/gc.pid")
    let packs = "\(folder)/objects/pack"
    guard let stream = opendir(packs) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("tmp_") { unlink("\(packs)/\(name)") }
    }
  }

  static func makeFolder(_ path: String) throws(GitError) {
    var made = ""
    for segment in path.split(separator: "/") {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + segment
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
        let reason = String(cString: strerror(errno)).lowercased()
        throw GitError("can't make the folder \(made): \(reason); see --state")
      }
    }
  }

  // MARK: Commits

  var reader: GitCommand {
    get throws(GitError) {
      let variables = try GitEnvironment(remote: source.remote).variables(token: nil)
      return GitCommand(folder: folder, isBare: true, environment: variables, limit: limit)
    }
  }

  func has(_ commit: String) throws(GitError) -> Bool {
    guard GitMirror.isCommit(commit[...]) else { return false }
    return try status(["cat-file", "-e", commit + "^{commit}"]) == 0
  }

  package func tree(of commit: String) throws(GitError) -> any FileTree {
    if let known = last.withLock({ $0 }), known.commit == commit {
      return known.repository.tree(commit)
    }
    do {
      let repository = try GitRepository(reader, shownAs: "")
      last.withLock { $0 = (commit, repository) }
      return repository.tree(commit)
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(GitMirror.words(error))
    }
  }

  // MARK: Running git

  func run(_ command: GitCommand, _ arguments: [String]) throws(GitError) -> [UInt8] {
    do {
      return try command.output(arguments)
    } catch {
      throw GitError("\(source): \(GitMirror.words(error))")
    }
  }

  func status(_ arguments: [String]) throws(GitError) -> Int32 {
    let command = try reader
    do { return try command.run(arguments).status } catch { throw GitError(error.description) }
  }

  private static func words(_ error: any Error) -> String {
    (error as? TreeError)?.description ?? "\(error)"
  }

  /// The id of an object, in SHA-1 or SHA-256.
  package static func isCommit(_ text: Substring) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
