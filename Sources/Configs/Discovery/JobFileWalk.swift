package import Files
internal import Glibc
internal import Machine

/// The job files below a path, as Prow finds them.
///
/// A folder is walked in name order. Entries whose name starts with `..` are skipped, as are those
/// that a `.prowignore` excludes; only `.yaml` and `.yml` count.
///
/// Source: Prow, `ReadJobConfig` in pkg/config/config.go.
package enum JobFileWalk {
  /// - Parameters:
  ///   - path: A file, which is taken as it is, or a folder.
  ///   - bounds: What links in the folder may lead to.
  /// - Returns: The files in their order, and the entries that should be files and can't be read.
  /// - Throws: `FileError` if the path or a folder can't be read.
  package static func files(
    below path: String,
    in bounds: RepositoryBounds
  ) throws(FileError) -> [FoundFile] {
    guard FileReader.isFolder(path) else {
      guard FileReader.isFile(path) else {
        let fault = FileReader.exists(path) ? "not a regular file" : "no such file or folder"
        throw FileError(path: path, reason: fault)
      }
      return [FoundFile(path: path)]
    }
    let root = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
    var walk = Walk(bounds: bounds)
    try walk.walk(root, relative: "", ignored: IgnoreStack())
    return walk.files
  }

  private struct Walk {
    let bounds: RepositoryBounds
    var files: [FoundFile] = []

    /// Links to folders are not followed, as in Go's filepath.Walk.
    mutating func walk(
      _ folder: String,
      relative: String,
      ignored: IgnoreStack
    ) throws(FileError) {
      var ignored = ignored
      let entries = try FolderEntry.all(in: folder)
      if let entry = entries.first(where: { $0.name == ".prowignore" && $0.kind != .folder }) {
        try read(entry, in: folder, relative, &ignored)
      }
      for entry in entries where !entry.name.hasPrefix("..") {
        let isFolder = entry.kind == .folder
        guard isFolder || entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".yml") else {
          continue
        }
        let path = folder == "/" ? "/" + entry.name : folder + "/" + entry.name
        let name = relative.isEmpty ? entry.name : relative + "/" + entry.name
        if ignored.ignores(path: name, isDirectory: isFolder) { continue }
        if !isFolder {
          files.append(FoundFile(path: path, fault: fault(of: entry, at: path)))
        } else if entry.isNameValid {
          try walk(path, relative: name, ignored: ignored)
        } else {
          files.append(FoundFile(path: path, fault: .invalidFolderName))
        }
      }
    }

    private func fault(of entry: FolderEntry, at path: String) -> FileFault? {
      if !entry.isNameValid { return .invalidName }
      return entry.kind == .file ? nil : bounds.fault(of: path)
    }

    private mutating func read(
      _ entry: FolderEntry,
      in folder: String,
      _ relative: String,
      _ ignored: inout IgnoreStack
    ) throws(FileError) {
      let path = folder + "/" + entry.name
      if let fault = fault(of: entry, at: path) {
        return files.append(FoundFile(path: path, fault: fault))
      }
      let bytes = try FileReader.read(path, most: 1 << 26)
      defer { BulkMemory.free(bytes.baseAddress) }
      ignored.add(IgnoreFile(bytes: UnsafeBufferPointer(bytes)), inFolder: relative)
    }
  }
}

/// What a folder has under a name.
private struct FolderEntry {
  /// With U+FFFD for what is not UTF-8.
  var name: String
  var isNameValid: Bool
  var kind: Kind

  enum Kind { case file, folder, other }

  /// By the bytes of the names; strings would be compared as people read them.
  private func precedes(_ other: FolderEntry) -> Bool {
    var (left, right) = (name, other.name)
    return left.withUTF8 { left in right.withUTF8 { left.lexicographicallyPrecedes($0) } }
  }

  /// - Returns: In the order of the names' bytes.
  static func all(in folder: String) throws(FileError) -> [FolderEntry] {
    guard let handle = opendir(folder) else { throw FileError(path: folder, code: errno) }
    defer { closedir(handle) }
    var entries: [FolderEntry] = []
    while let item = readdir(handle) {
      let type = Int(item.pointee.d_type)
      let (name, isValid) = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          String(validatingCString: text).map { ($0, true) } ?? (String(cString: text), false)
        }
      }
      guard name != ".", name != ".." else { continue }
      let kind: Kind =
        switch type {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_UNKNOWN) where FileReader.isFolder(folder + "/" + name): .folder
        default: .other
        }
      entries.append(FolderEntry(name: name, isNameValid: isValid, kind: kind))
    }
    return entries.sorted { $0.precedes($1) }
  }
}
