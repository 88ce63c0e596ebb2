/// Why a file that belongs to a configuration is not read.
package struct FileFault: Sendable, Hashable {
  /// Words that go after "this file is not read: ".
  package var reason: String
  package var help: String

  package init(reason: String, help: String) {
    self.reason = reason
    self.help = help
  }

  package static let invalidName = FileFault(
    reason: "its name is not UTF-8",
    help: "rename it"
  )

  package static let invalidFolderName = FileFault(
    reason: "this is a folder whose name is not UTF-8, and nothing in it is read either",
    help: "rename it"
  )

  /// A link that is not followed; `words` go after "the symbolic link": `leads out of the repository`.
  package static func link(_ words: String) -> FileFault {
    FileFault(
      reason: "the symbolic link \(words)",
      help: "put a file in its place, or name the file on the command line"
    )
  }

  /// Something that is not a file, by its `kind`: `a named pipe`.
  package static func irregular(_ kind: String) -> FileFault {
    FileFault(reason: "it is \(kind)", help: "put a file in its place, or remove it")
  }
}

/// A file of a configuration, and why it is not read if it is not.
package struct FoundFile: Sendable, Hashable {
  /// Where it is, with U+FFFD for what is not UTF-8.
  package var path: String
  package var fault: FileFault?

  package init(path: String, fault: FileFault? = nil) {
    self.path = path
    self.fault = fault
  }
}
