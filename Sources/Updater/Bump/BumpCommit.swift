internal import Files

/// What a commit of the bump holds.
package struct BumpCommit: Sendable {
  /// Paths from the top of the repository, and what the files hold now and then.
  package var files: [File]
  /// Its first line is the title.
  package var message: String
  package var author: Author
  /// Seconds since 1970.
  package var time: Int

  package struct File: Sendable {
    package var path: String
    package var before: [UInt8]
    package var after: [UInt8]

    package init(path: String, before: [UInt8], after: [UInt8]) {
      (self.path, self.before, self.after) = (path, before, after)
    }
  }

  package struct Author: Sendable, Hashable {
    package let name: String
    package let email: String

    /// Characters with which git ends a name or an address are left out.
    package init(name: String, email: String) {
      func plain(_ text: String) -> String {
        String(text.filter { !"<>".contains($0) && !$0.isNewline && $0 != "\0" })
      }
      self.name = plain(name)
      self.email = plain(email).filter { $0 != " " }
    }

    /// `NAME <EMAIL>`.
    package var text: String { "\(name) <\(email)>" }
  }

  package init(files: [File], message: String, author: Author, time: Int) {
    (self.files, self.message, self.author, self.time) = (files, message, author, time)
  }

  /// The commit for `git fast-import`.
  ///
  /// - Parameters:
  ///   - ref: What points to the commit afterwards.
  ///   - parent: The commit that it comes after.
  ///   - modes: By path.
  /// - Returns: What git reads.
  ///
  /// Source: git, `git-fast-import(1)`.
  func stream(to ref: String, after parent: String, modes: [String: String]) -> [UInt8] {
    let person = "\(author.text) \(time) +0000"
    var bytes = Array("commit \(ref)\nauthor \(person)\ncommitter \(person)\n".utf8)
    func append(_ data: [UInt8]) {
      bytes += Array("data \(data.count)\n".utf8) + data + [0x0A]
    }
    append(Array(message.utf8))
    bytes += Array("from \(parent)\n".utf8)
    for file in files {
      bytes += Array(
        "M \(modes[file.path] ?? "100644") inline \(BumpCommit.quoted(file.path))\n".utf8
      )
      append(file.after)
    }
    return bytes
  }

  private static func quoted(_ path: String) -> String {
    let text = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(text)\""
  }
}
