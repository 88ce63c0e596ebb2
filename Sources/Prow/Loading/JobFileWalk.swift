internal import Glibc
internal import Machine

/// The job files below a path, as Prow finds them.
///
/// A folder is walked in name order. Entries whose name starts with `..` are skipped, as are those
/// that a `.prowignore` excludes; only `.yaml` and `.yml` count (Prow J001).
package enum JobFileWalk {
  /// `path`: A file, which is taken as it is, or a folder.
  package static func files(below path: String) throws(FileError) -> [String] {
    guard FileReader.isFolder(path) else {
      guard FileReader.isFile(path) else {
        throw FileError(path: path, reason: "no such file or folder")
      }
      return [path]
    }
    var files: [String] = []
    let root = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
    try walk(root, relative: "", ignored: IgnoreStack(), into: &files)
    return files
  }

  /// Links to folders are not followed, as in Go's filepath.Walk.
  private static func walk(
    _ folder: String,
    relative: String,
    ignored: IgnoreStack,
    into files: inout [String]
  ) throws(FileError) {
    var ignored = ignored
    let entries = try entries(of: folder)
    if entries.contains(where: { $0.name == ".prowignore" && !$0.isFolder }) {
      let bytes = try FileReader.read(folder + "/.prowignore")
      defer { BulkMemory.free(bytes.baseAddress) }
      ignored.add(IgnoreFile(bytes: UnsafeBufferPointer(bytes)), inFolder: relative)
    }
    for entry in entries where !entry.name.hasPrefix("..") {
      let path = folder == "/" ? "/" + entry.name : folder + "/" + entry.name
      let name = relative.isEmpty ? entry.name : relative + "/" + entry.name
      if ignored.ignores(path: name, isDirectory: entry.isFolder) { continue }
      if entry.isFolder {
        try walk(path, relative: name, ignored: ignored, into: &files)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
        entry.isFile || FileReader.isFile(path)
      {
        files.append(path)
      }
    }
  }

  private struct Entry {
    var name: String
    var isFolder: Bool
    /// Whether it is certain to be a plain file; links have to be followed to know.
    var isFile: Bool
  }

  private static func entries(
    of folder: String
  ) throws(FileError) -> [Entry] {
    guard let handle = opendir(folder) else { throw FileError(path: folder, code: errno) }
    defer { closedir(handle) }
    var entries: [Entry] = []
    while let entry = readdir(handle) {
      let type = Int(entry.pointee.d_type)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let isUnknown = type == Int(DT_UNKNOWN)
      let isFolder =
        type == Int(DT_DIR) || isUnknown && FileReader.isFolder(folder + "/" + name)
      entries.append(Entry(name: name, isFolder: isFolder, isFile: type == Int(DT_REG)))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
