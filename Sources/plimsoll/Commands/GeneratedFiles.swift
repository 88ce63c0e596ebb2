import Glibc
import Prow

/// Writes files so that none is ever half-written and a run that fails leaves the old ones: all to
/// temporary names, then all renamed.
enum GeneratedFiles {
  /// `files`: Names, which may have folders, and contents.
  static func write(
    _ files: [(name: String, bytes: [UInt8])],
    to folder: String
  ) throws(FileError) {
    try makeFolder(folder)
    var written: [(temporary: String, path: String)] = []
    do throws(FileError) {
      for (name, bytes) in files {
        let path = folder + "/" + name
        if let slash = name.lastIndex(of: "/") { try makeFolder(folder + "/" + name[..<slash]) }
        if FileReader.isFolder(path) {
          throw FileError(path: path, reason: "a folder is there", isWriting: true)
        }
        written.append((path + ".new", path))
        try write(bytes, toTemporary: path + ".new")
      }
      for (temporary, path) in written where rename(temporary, path) != 0 { throw failure(path) }
    } catch {
      for (temporary, _) in written { unlink(temporary) }
      throw error
    }
  }

  /// `files`: Names without folders, and contents.
  static func write(_ files: [(name: String, text: String)], to folder: String) throws(FileError) {
    try write(files.map { (name: $0.name, bytes: Array($0.text.utf8)) }, to: folder)
  }

  static func write(_ text: String, to path: String) throws(FileError) {
    let temporary = path + ".new"
    do throws(FileError) {
      try write(Array(text.utf8), toTemporary: temporary)
      guard rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], toTemporary path: String) throws(FileError) {
    guard let file = fopen(path, "w") else { throw failure(path) }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else { throw failure(path) }
  }

  private static func makeFolder(_ path: String) throws(FileError) {
    var parent = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      parent += part + "/"
      if !FileReader.isFolder(parent), mkdir(parent, 0o777) != 0 { throw failure(parent) }
    }
  }

  private static func failure(_ path: String) -> FileError {
    FileError(
      path: path,
      reason: String(cString: strerror(errno)).lowercased(),
      isWriting: true
    )
  }
}
