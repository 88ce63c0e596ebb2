import Glibc
import Prow

/// Writes files so that none is ever half-written: to a temporary name, then renamed.
enum GeneratedFiles {
  /// `files`: Names without folders, and contents.
  static func write(_ files: [(name: String, text: String)], to folder: String) throws(FileError) {
    try makeFolder(folder)
    for (name, text) in files {
      try write(text, to: folder + "/" + name)
    }
  }

  static func write(_ text: String, to path: String) throws(FileError) {
    let temporary = path + ".new"
    guard let file = fopen(temporary, "w") else { throw failure(temporary) }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count, rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  private static func makeFolder(_ path: String) throws(FileError) {
    var parent = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      parent += part + "/"
      if !FileReader.isFolder(parent), mkdir(parent, 0o777) != 0 { throw failure(parent) }
    }
  }

  private static func failure(_ path: String) -> FileError {
    FileError(path: path, reason: String(cString: strerror(errno)).lowercased())
  }
}
