import Diagnostics
import Files

/// Files of the user that a command changes.
enum ChangedFiles {
  typealias Change = (before: SourceFile, after: SourceFile)

  /// Whether a file on disk has just these bytes, and is no link to another place.
  static func mayChange(_ file: SourceFile) -> Bool {
    let path = file.path
    let own = path.hasPrefix("/") ? path : RepositoryBounds.real("") + "/" + path
    guard RepositoryBounds.real(path) == own else { return false }
    return FileReader.contents(path).map { file.bytes.elementsEqual($0) } ?? false
  }

  /// Writes all of them, or none.
  ///
  /// - Throws: `FileError` if a file can't be written, or has changed since it was read.
  static func write(_ changes: [Change]) throws(FileError) {
    // Between reading and writing somebody may have changed a file.
    for (before, _) in changes where !mayChange(before) {
      throw FileError(path: before.path, reason: "it changed meanwhile; run plimsoll again")
    }
    let top = RepositoryBounds.real("")
    try GeneratedFiles.write(
      changes.map { before, after in
        let path = before.path.hasPrefix("/") ? before.path : top + "/" + before.path
        return (name: String(path.drop { $0 == "/" }), bytes: Array(after.bytes))
      },
      to: "/"
    )
  }
}
