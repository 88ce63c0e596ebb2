/// The files of a repository at one moment: a folder, a commit, or a few files in memory.
package protocol FileTree: Sendable {
  /// The files and links at or below some paths, in any order, each once.
  ///
  /// Paths are from the root of the tree, with slashes; what is absent is left out. The empty path
  /// is the root.
  func entries(at paths: [String]) throws(TreeError) -> [TreeEntry]

  /// The files and links of the tree with some names, at most so many, in any order.
  ///
  /// What can't be read is left out.
  ///
  /// - Parameters:
  ///   - takes: Whether a file is wanted, by its path.
  ///   - skips: Whether a folder, by its path, is left out with all that is below it.
  ///   - most: How many are enough.
  /// - Returns: What was found until then.
  /// - Throws: `TreeError` if the tree as a whole can't be read.
  func files(
    named takes: (String) -> Bool,
    skipping skips: (String) -> Bool,
    most: Int
  ) throws(TreeError) -> [TreeEntry]

  /// The entry at a path, links not followed; `nil` if there is none.
  func entry(at path: String) throws(TreeError) -> TreeEntry?

  /// The bytes of files, in their order.
  func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent]

  /// The bytes that files have, in their order, without reading them where that can be.
  func sizes(of files: [TreeEntry]) throws(TreeError) -> [Int]

  /// A path as people see it in findings.
  func displayName(of path: String) -> String
}

extension FileTree {
  package func files(
    named takes: (String) -> Bool,
    skipping skips: (String) -> Bool,
    most: Int
  ) throws(TreeError) -> [TreeEntry] {
    var verdicts: [String: Bool] = ["": false]
    func isSkipped(_ folder: String) -> Bool {
      if let verdict = verdicts[folder] { return verdict }
      let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
      let verdict = isSkipped(parent) || skips(folder)
      verdicts[folder] = verdict
      return verdict
    }
    let files = try entries(at: [""]).filter { entry in
      takes(entry.path)
        && !isSkipped(entry.path.lastIndex(of: "/").map { String(entry.path[..<$0]) } ?? "")
    }
    return Array(files.prefix(most))
  }

  package func sizes(of files: [TreeEntry]) throws(TreeError) -> [Int] {
    try contents(of: files).map(\.bytes.count)
  }
}

/// Something in a tree.
package struct TreeEntry: Sendable, Hashable {
  /// From the root of the tree, with slashes.
  package var path: String
  package var kind: Kind
  /// The object that git keeps the bytes in, where the tree is a commit.
  package var object: String?

  package enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A symbolic link and what is written in it.
    case link(String)
    /// An entry that can't go into a ConfigMap, in words: `a device`.
    case other(String)
  }

  /// Of an entry whose name is not UTF-8.
  static let invalidName = "a file whose name is not UTF-8"

  package init(path: String, kind: Kind, object: String? = nil) {
    self.path = path
    self.kind = kind
    self.object = object
  }
}

/// A tree that can't be read: the world's fault, not that of its files.
package struct TreeError: Error, CustomStringConvertible {
  /// One line, and what to do about it.
  package var description: String
  /// Whether what somebody has put into the tree is the reason: the words then name nothing of this
  /// machine, and may be shown to those who see the tree.
  package var isOfContents: Bool

  package init(_ description: String, isOfContents: Bool = false) {
    self.description = description
    self.isOfContents = isOfContents
  }
}
