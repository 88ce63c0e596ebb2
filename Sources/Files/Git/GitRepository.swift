internal import Machine
internal import Synchronization

/// A clone, bare or not, whose commits are read as trees; its work tree is never touched.
///
/// Keeps what it has read as long as it lives, so that trees share files.
package final class GitRepository: Sendable {
  private let command: GitCommand
  /// Where the folder is in the repository, with a slash at the end; empty for its root.
  package let prefix: String
  private let shownAs: String
  private let isBare: Bool
  /// Files whose names are being worked out.
  private let shared = Mutex<[Background<[(String, FileContent)]>]>([])
  /// Ids of commits that are there.
  private let commits = Mutex<Set<String>>([])
  /// Those of the revisions that were named at the start.
  private let ids = Mutex<[String: String]>([:])
  private let objects = Mutex<[String: FileContent]>([:])
  private let sizes = Mutex<[String: Int]>([:])
  private let listings = Mutex<[String: TreeListing]>([:])

  /// - Parameters:
  ///   - folder: The root of the trees: the top of a work tree, a folder in it, or a bare clone.
  ///   - shownAs: The folder as people see it; empty for the working directory.
  ///   - revisions: Names of commits that will be asked for: all are looked up at once.
  /// - Throws: `TreeError` if no repository is there.
  package convenience init(
    _ folder: String,
    shownAs: String,
    revisions: [String] = []
  ) throws(TreeError) {
    let folder = folder.isEmpty ? "." : folder
    let command = GitCommand(folder: folder, isBare: GitSafety.isBareClone(folder))
    try self.init(command, shownAs: shownAs, revisions: revisions)
  }

  /// - Parameters:
  ///   - command: Runs git in the root of the trees.
  ///   - shownAs: The folder as people see it; empty for the working directory.
  ///   - revisions: Names of commits that will be asked for: all are looked up at once.
  /// - Throws: `TreeError` if no repository is there.
  package init(
    _ command: GitCommand,
    shownAs: String,
    revisions: [String] = []
  ) throws(TreeError) {
    self.command = command
    self.shownAs = shownAs.isEmpty || shownAs.hasSuffix("/") ? shownAs : shownAs + "/"
    let names = revisions.filter { !$0.hasPrefix("-") }
    let question = ["rev-parse", "--is-bare-repository", "--show-prefix"]
    var outcome = try command.run(question + names.map { $0 + "^{commit}" })
    // One that is not there is told of by who asks for it.
    let isWhole = outcome.status == 0
    if !isWhole, !names.isEmpty { outcome = try command.run(question) }
    let lines = String(decoding: outcome.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard outcome.status == 0, lines.count >= 2 else {
      let reason = outcome.errors.split(separator: "\n").first.map(String.init) ?? "git failed"
      throw TreeError("can't read commits in \(command.folder): \(reason)")
    }
    isBare = lines[0] == "true"
    prefix = lines[1]
    if isWhole, lines.count == names.count + 3 {
      let found = zip(names, lines[2...]).filter { $1.allSatisfy(\.isHexDigit) }
      ids.withLock { ids in for (name, id) in found { ids[name] = id } }
      commits.withLock { $0.formUnion(found.map(\.1)) }
    }
  }

  /// The id of the commit that a name stands for.
  package func commit(_ revision: String) throws(TreeError) -> String {
    guard let commit = try find(revision) else {
      throw TreeError("git knows no commit \"\(revision)\" in \(command.folder)")
    }
    return commit
  }

  private func find(_ revision: String) throws(TreeError) -> String? {
    if revision.hasPrefix("-") { return nil }
    if commits.withLock({ $0.contains(revision) }) { return revision }
    if let id = ids.withLock({ $0[revision] }) { return id }
    let commit = try command.line(["rev-parse", "--verify", "--quiet", revision + "^{commit}"])
    if let commit { commits.withLock { _ = $0.insert(commit) } }
    return commit
  }

  /// The files of a commit, below the folder of this repository.
  package func tree(_ commit: String) -> GitTree {
    GitTree(repository: self, commit: commit)
  }

  /// The files that git would take from the work tree: known ones, and new ones that nothing
  /// ignores.
  ///
  /// - Returns: The files as they are now.
  /// - Throws: `TreeError` if the clone is bare.
  package func workTree() throws(TreeError) -> GitWorkTree {
    if isBare { throw TreeError("\(command.folder) is a bare clone without files; name a commit") }
    return GitWorkTree(
      repository: self,
      folder: FolderTree(command.folder, shownAs: shownAs)
    )
  }

  /// The last commit that HEAD has in common with the branch that it follows.
  ///
  /// - Returns: The commit; `nil` if there is no such branch.
  package func upstreamBase() throws(TreeError) -> String? {
    try base(among: [
      "@{upstream}", "origin/HEAD", "origin/main", "origin/master", "main", "master",
    ])
  }

  /// The commit that HEAD and the first of some revisions that is there have in common; `nil` if
  /// none is there, or a shallow clone has no such commit.
  package func base(among revisions: [String]) throws(TreeError) -> String? {
    for revision in revisions {
      if let commit = try find(revision) {
        return try command.line(["merge-base", "HEAD", commit])
      }
    }
    return nil
  }

  /// The files that changed since two revisions parted, as GitHub shows them for a pull request: a
  /// renamed file counts by its new name.
  ///
  /// - Parameters:
  ///   - from: The branch that a change is for.
  ///   - to: The change.
  /// - Returns: Paths from the root of the repository.
  /// - Throws: `TreeError` if a revision is not known, or they have nothing in common.
  package func changedPaths(from: String, to: String) throws(TreeError) -> [String] {
    let (older, newer) = (try commit(from), try commit(to))
    guard let base = try command.line(["merge-base", older, newer]), !base.isEmpty else {
      throw TreeError("\(from) and \(to) have no commit in common; name others, or use --changed")
    }
    let output = try command.output(
      [
        "diff-tree", "-r", "-z", "--name-only", "--find-renames", "--no-ext-diff", "--no-textconv",
        base, newer, "--",
      ]
    )
    return output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  func displayName(of path: String) -> String { shownAs + path }

  // MARK: What trees ask for

  /// All that a commit has below the folder of this repository.
  func listing(of commit: String) throws(TreeError) -> TreeListing {
    if let known = listings.withLock({ $0[commit] }) { return known }
    let top = prefix.isEmpty ? commit : commit + ":" + String(prefix.dropLast())
    let output = try command.output(["ls-tree", "-z", "-r", "-t", "--full-tree", top])
    let records = output.split(separator: 0).compactMap { GitTreeRecord($0) }
    let links = records.filter { $0.isLink && $0.isNameValid }.map(\.object)
    let targets = Dictionary(
      zip(links, try self.links(links)),
      uniquingKeysWith: { first, _ in first }
    )
    let listing = TreeListing(
      records.map { record in
        let kind = record.kind(target: targets[record.object] ?? nil)
        return TreeEntry(path: record.path, kind: kind, object: record.object)
      }
    )
    listings.withLock { $0[commit] = listing }
    return listing
  }

  /// Where links lead, in their order; `nil` for what is too long to be a path.
  private func links(_ objects: [String]) throws(TreeError) -> [String?] {
    let sizes = try sizes(of: objects)
    let isShort = sizes.map { $0 <= GitTreeRecord.longestTarget }
    let short = zip(objects, isShort).filter(\.1).map(\.0)
    var contents = try contents(of: short).makeIterator()
    return isShort.map { isShort in
      isShort ? contents.next().map { String(decoding: $0.bytes, as: UTF8.self) } : nil
    }
  }

  /// The files of objects.
  ///
  /// - Parameter wanted: Objects; one may be there several times.
  /// - Returns: A file for each object, in their order.
  /// - Throws: `TreeError` if one is not there, or they are too large: `sizes` says so before.
  func contents(of wanted: [String]) throws(TreeError) -> [FileContent] {
    settle()
    let known = objects.withLock { known in Set(wanted.filter { known[$0] != nil }) }
    var missing: [String] = []
    var seen = known
    for object in wanted where seen.insert(object).inserted { missing.append(object) }
    if !missing.isEmpty { try read(missing) }
    return try objects.withLock { known throws(TreeError) in
      var contents: [FileContent] = []
      for object in wanted {
        guard let content = known[object] else { throw TreeError("git has no object \(object)") }
        contents.append(content)
      }
      return contents
    }
  }

  /// Takes files that are in memory for the objects that have the same bytes, which then are not
  /// read again, and are the same files to whoever compares them.
  ///
  /// Their names are worked out while other work goes on.
  package func share(_ files: [FileContent]) {
    let half = files.count / 2
    let work = [files[..<half], files[half...]].filter { !$0.isEmpty }.map { files in
      Background { Array(zip(BlobName.of(files.map(\.bytes)), files)) }
    }
    shared.withLock { $0 += work }
  }

  /// Waits for the names of what is shared.
  private func settle() {
    let work = shared.withLock { shared in
      defer { shared = [] }
      return shared
    }
    let found = work.flatMap { $0.wait() }
    if found.isEmpty { return }
    objects.withLock { known in
      for (name, file) in found where known[name] == nil { known[name] = file }
    }
    sizes.withLock { known in
      for (name, file) in found { known[name] = file.bytes.count }
    }
  }

  /// Git would unpack whatever is asked for, so the sizes are asked first.
  private func read(_ wanted: [String]) throws(TreeError) {
    let sizes = try sizes(of: wanted)
    var whole = 0
    for (object, size) in zip(wanted, sizes) {
      if size > FileContent.mostBytes { throw FileContent.tooLarge("object \(object)") }
      whole += size
    }
    if whole > FileContent.mostBytesTogether {
      throw FileContent.tooLargeTogether(wanted.count, whole)
    }
    // A line and a line break for each.
    let output = try command.output(
      ["cat-file", "--batch", "--buffer"],
      input: GitRepository.lines(wanted),
      mostBytes: whole + 128 * (wanted.count + 1)
    )
    var rest = output[...]
    var found: [(String, FileContent)] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let (object, size) = try GitRepository.blob(rest[..<end])
      guard end + 1 + size < rest.endIndex else { throw TreeError("git has no object \(object)") }
      let bytes = Array(rest[(end + 1)..<(end + 1 + size)])
      found.append((object, FileContent(bytes)))
      rest = rest[(end + 2 + size)...]
    }
    objects.withLock { known in for (object, content) in found { known[object] = content } }
  }

  /// The bytes that objects have, in their order, without reading them.
  func sizes(of objects: [String]) throws(TreeError) -> [Int] {
    settle()
    let known = sizes.withLock { $0 }
    let missing = Array(Set(objects.filter { known[$0] == nil }))
    let asked = try missing.isEmpty ? known : askSizes(of: missing)
    var result: [Int] = []
    result.reserveCapacity(objects.count)
    for object in objects {
      guard let size = asked[object] else { throw TreeError("git has no object \(object)") }
      result.append(size)
    }
    return result
  }

  /// - Returns: All sizes that are known then.
  private func askSizes(of objects: [String]) throws(TreeError) -> [String: Int] {
    let output = try command.output(
      ["cat-file", "--batch-check", "--buffer"],
      input: GitRepository.lines(objects)
    )
    var found: [(String, Int)] = []
    for line in output.split(separator: UInt8(ascii: "\n")) {
      found.append(try GitRepository.blob(line))
    }
    return sizes.withLock { known in
      for (object, size) in found { known[object] = size }
      return known
    }
  }

  private static func lines(_ objects: [String]) -> [UInt8] {
    Array((objects.joined(separator: "\n") + "\n").utf8)
  }

  /// `OBJECT TYPE SIZE`.
  private static func blob(
    _ line: ArraySlice<UInt8>
  ) throws(TreeError) -> (object: String, size: Int) {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard words.count == 3, words[1] == "blob", let size = Int(words[2]) else {
      throw TreeError("git has no object \(words.first ?? "")")
    }
    return (String(words[0]), size)
  }

  /// The bytes of the paths of known and new files, from this repository's folder.
  func workTreePaths(_ paths: [String]) throws(TreeError) -> [ArraySlice<UInt8>] {
    let options = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    let wanted = paths == [""] ? [] : ["--"] + paths
    let names = try command.output(options + wanted).split(separator: 0)
    // A path whose merge is not done is there for each of its versions, one after the other.
    return zip(names.indices, names).filter { $0 == 0 || names[$0 - 1] != $1 }.map(\.1)
  }
}
