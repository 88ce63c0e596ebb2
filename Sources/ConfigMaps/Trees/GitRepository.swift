internal import Synchronization

/// A clone, bare or not, whose commits are read as trees; its work tree is never touched.
///
/// Keeps what it has read as long as it lives, so that trees share files.
package final class GitRepository: Sendable {
  private let command: GitCommand
  /// Where the folder lies in the repository, with a slash at the end; empty for its root.
  private let prefix: String
  private let shownAs: String
  private let isBare: Bool
  private let pool: ContentPool?
  private let objects = Mutex<[String: FileContent]>([:])
  private let listings = Mutex<[String: TreeListing]>([:])

  /// - Parameters:
  ///   - folder: The root of the trees: the top of a work tree, a folder in it, or a bare clone.
  ///   - shownAs: The folder as people see it; empty for the working directory.
  ///   - pool: Where commits and the work tree find files that they have in common.
  /// - Throws: `TreeError` if no repository is there.
  package convenience init(
    _ folder: String,
    shownAs: String,
    pool: ContentPool? = nil
  ) throws(TreeError) {
    let command = GitCommand(folder: folder.isEmpty ? "." : folder)
    try self.init(command, shownAs: shownAs, pool: pool)
  }

  /// - Parameters:
  ///   - command: Runs git in the root of the trees.
  ///   - shownAs: The folder as people see it; empty for the working directory.
  ///   - pool: Where commits and the work tree find files that they have in common.
  /// - Throws: `TreeError` if no repository is there.
  package init(
    _ command: GitCommand,
    shownAs: String,
    pool: ContentPool? = nil
  ) throws(TreeError) {
    self.pool = pool
    self.command = command
    self.shownAs = shownAs.isEmpty || shownAs.hasSuffix("/") ? shownAs : shownAs + "/"
    let outcome = try command.run(["rev-parse", "--is-bare-repository", "--show-prefix"])
    let lines = String(decoding: outcome.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard outcome.status == 0, lines.count >= 2 else {
      let reason = outcome.errors.split(separator: "\n").first.map(String.init) ?? "git failed"
      throw TreeError("can't read commits in \(command.folder): \(reason)")
    }
    isBare = lines[0] == "true"
    prefix = String(lines[1])
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
    return try command.line(["rev-parse", "--verify", "--quiet", revision + "^{commit}"])
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
      folder: FolderTree(command.folder, shownAs: shownAs, pool: pool)
    )
  }

  /// The last commit that HEAD has in common with the branch that it follows.
  ///
  /// - Returns: The commit; `nil` if there is no such branch.
  package func upstreamBase() throws(TreeError) -> String? {
    for branch in ["@{upstream}", "origin/HEAD", "origin/main", "origin/master", "main", "master"] {
      if let commit = try find(branch) { return try command.line(["merge-base", "HEAD", commit]) }
    }
    return nil
  }

  func displayName(of path: String) -> String { shownAs + path }

  // MARK: What trees ask for

  /// All that a commit has below the folder of this repository.
  func listing(of commit: String) throws(TreeError) -> TreeListing {
    if let known = listings.withLock({ $0[commit] }) { return known }
    let top = prefix.isEmpty ? commit : commit + ":" + String(prefix.dropLast())
    let output = try command.output(["ls-tree", "-z", "-r", "-t", "--full-tree", top])
    var entries: [TreeEntry] = []
    for record in output.split(separator: 0) {
      if let entry = try entry(record) { entries.append(entry) }
    }
    let listing = TreeListing(entries)
    listings.withLock { $0[commit] = listing }
    return listing
  }

  /// `MODE TYPE OBJECT<tab>PATH`.
  private func entry(_ record: ArraySlice<UInt8>) throws(TreeError) -> TreeEntry? {
    guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let words = record[..<tab].split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 3 else { return nil }
    let path = String(decoding: record[(tab + 1)...], as: UTF8.self)
    let isValid = path.utf8.elementsEqual(record[(tab + 1)...])
    let kind: TreeEntry.Kind
    switch (words[1], words[0]) {
    case ("tree", _): kind = .folder
    case _ where !isValid: kind = .other("a file whose name is not UTF-8")
    case ("blob", "120000"):
      kind = .link(String(decoding: try content(of: words[2]).bytes, as: UTF8.self))
    case ("blob", _): kind = .file
    default: kind = .other("a submodule")
    }
    return TreeEntry(path: path, kind: kind, object: words[2])
  }

  private func content(of object: String) throws(TreeError) -> FileContent {
    guard let content = try contents(of: [object]).first else {
      throw TreeError("git has no object \(object)")
    }
    return content
  }

  func contents(of wanted: [String]) throws(TreeError) -> [FileContent] {
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

  private func read(_ wanted: [String]) throws(TreeError) {
    let input = Array((wanted.joined(separator: "\n") + "\n").utf8)
    let output = try command.output(["cat-file", "--batch", "--buffer"], input: input)
    var rest = output[...]
    var found: [(String, FileContent)] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      // `OBJECT TYPE SIZE`, the bytes, and a line break.
      let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard words.count == 3, words[1] == "blob", let size = Int(words[2]),
        end + 1 + size < rest.endIndex
      else { throw TreeError("git has no object \(words.first ?? "")") }
      if size > FileContent.mostBytes { throw FileContent.tooLarge("object \(words[0])") }
      let bytes = Array(rest[(end + 1)..<(end + 1 + size)])
      found.append((String(words[0]), pool?.content(bytes) ?? FileContent(bytes)))
      rest = rest[(end + 2 + size)...]
    }
    objects.withLock { known in for (object, content) in found { known[object] = content } }
  }

  /// Paths of known and new files, from this repository's folder.
  func workTreePaths(_ paths: [String]) throws(TreeError) -> [String] {
    let options = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    let wanted = paths == [""] ? [] : ["--"] + paths
    let output = try command.output(options + wanted)
    return Array(Set(output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }))
  }
}
