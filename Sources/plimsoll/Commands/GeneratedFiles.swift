import Files
import Prow

/// Writes files so that none is ever half-written and a run that fails leaves the old ones: all to
/// temporary names, then all renamed.
enum GeneratedFiles {
  /// - Parameters:
  ///   - files: Names, which may have folders, and contents.
  ///   - folder: Where they go; no link in it is followed.
  /// - Throws: `FileError` if one can't be written; then all are as they were, unless one of several
  ///   could not be given its name at the end.
  static func write(
    _ files: [(name: String, bytes: [UInt8])],
    to folder: String
  ) throws(FileError) {
    var folders = ["": try OutputFolder(folder)]
    var written: [NewFile] = []
    do throws(FileError) {
      for (name, bytes) in files {
        let slash = name.lastIndex(of: "/")
        let place = try open(slash.map { String(name[..<$0]) } ?? "", &folders)
        let own = slash.map { String(name[name.index(after: $0)...]) } ?? name
        written.append(try NewFile(own, in: place, bytes))
      }
      for file in written { try file.replace() }
    } catch {
      for file in written { file.remove() }
      throw error
    }
  }

  /// A folder below the first one; each is opened once, since a program can't hold many open.
  private static func open(
    _ path: String,
    _ folders: inout [String: OutputFolder]
  ) throws(FileError) -> OutputFolder {
    if let known = folders[path] { return known }
    let slash = path.lastIndex(of: "/")
    let parent = try open(slash.map { String(path[..<$0]) } ?? "", &folders)
    let folder = try parent.folder(slash.map { String(path[path.index(after: $0)...]) } ?? path)
    folders[path] = folder
    return folder
  }

  /// `files`: Names without folders, and contents.
  static func write(_ files: [(name: String, text: String)], to folder: String) throws(FileError) {
    try write(files.map { (name: $0.name, bytes: Array($0.text.utf8)) }, to: folder)
  }

  /// `path`: A file.
  static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// `path`: A file.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    try write([(name: name, bytes: bytes)], to: folder)
  }
}
