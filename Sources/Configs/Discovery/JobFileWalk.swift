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
    var level = [Folder(path: root, relative: "", ignored: IgnoreStack())]
    var levels: [[[Item]]] = []
    while !level.isEmpty {
      let contents = try read(level, bounds)
      level = contents.flatMap(\.folders)
      levels.append(contents.map(\.items))
    }
    var files: [FoundFile] = []
    var positions = Array(repeating: 0, count: levels.count)
    append(levels, 0, &positions, to: &files)
    return files
  }

  /// A folder that is to be read.
  private struct Folder: Sendable {
    var path: String
    /// From the folder where the walk starts.
    var relative: String
    var ignored: IgnoreStack
  }

  private enum Item: Sendable {
    case file(FoundFile)
    /// The next folder of the depth below.
    case folder
  }

  /// What counts in a folder, in the order of the names.
  private struct Contents: Sendable {
    var items: [Item] = []
    var folders: [Folder] = []
  }

  /// Reads all folders of one depth; half of many by another thread.
  private static func read(
    _ folders: [Folder],
    _ bounds: RepositoryBounds
  ) throws(FileError) -> [Contents] {
    let half = folders.count < 8 ? folders.count : folders.count / 2
    let (first, second) = (folders[..<half], folders[half...])
    let others =
      second.isEmpty
      ? nil : Background { Result { () throws(FileError) in try readEach(second, bounds) } }
    let read = Result { () throws(FileError) in try readEach(first, bounds) }
    let rest = others?.wait()
    return try read.get() + (rest?.get() ?? [])
  }

  private static func readEach(
    _ folders: ArraySlice<Folder>,
    _ bounds: RepositoryBounds
  ) throws(FileError) -> [Contents] {
    var contents: [Contents] = []
    for folder in folders { contents.append(try read(folder, bounds)) }
    return contents
  }

  /// Appends the files below the next folder of a depth.
  ///
  /// `positions`: How many folders of each depth are done.
  private static func append(
    _ levels: [[[Item]]],
    _ depth: Int,
    _ positions: inout [Int],
    to files: inout [FoundFile]
  ) {
    let items = levels[depth][positions[depth]]
    positions[depth] += 1
    for item in items {
      switch item {
      case .file(let file): files.append(file)
      case .folder: append(levels, depth + 1, &positions, to: &files)
      }
    }
  }

  /// Links to folders are not followed, as in Go's filepath.Walk.
  private static func read(
    _ folder: Folder,
    _ bounds: RepositoryBounds
  ) throws(FileError) -> Contents {
    var contents = Contents()
    var ignored = folder.ignored
    let entries = try FolderEntry.all(in: folder.path)
    let ignoreFile = entries.first { $0.name == ".prowignore" && $0.kind != .folder }
    if let ignoreFile {
      let path = folder.path + "/" + ignoreFile.name
      if let fault = fault(of: ignoreFile, at: path, bounds) {
        contents.items.append(.file(FoundFile(path: path, fault: fault)))
      } else {
        let bytes = try FileReader.read(path, most: 1 << 26)
        defer { BulkMemory.free(bytes.baseAddress) }
        ignored.add(IgnoreFile(bytes: UnsafeBufferPointer(bytes)), inFolder: folder.relative)
      }
    }
    for entry in entries where !entry.name.hasPrefix("..") {
      let isFolder = entry.kind == .folder
      guard isFolder || entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".yml") else {
        continue
      }
      let path = folder.path == "/" ? "/" + entry.name : folder.path + "/" + entry.name
      let name = folder.relative.isEmpty ? entry.name : folder.relative + "/" + entry.name
      if ignored.ignores(path: name, isDirectory: isFolder) { continue }
      if !isFolder {
        let fault = fault(of: entry, at: path, bounds)
        contents.items.append(.file(FoundFile(path: path, fault: fault)))
      } else if entry.isNameValid {
        let inner = Folder(path: path, relative: name, ignored: ignored)
        if ignoreFile != nil, !folder.relative.isEmpty {
          // At once, so that the patterns of many folders are never in memory together.
          try appendAll(of: inner, bounds, to: &contents.items)
        } else {
          contents.items.append(.folder)
          contents.folders.append(inner)
        }
      } else {
        contents.items.append(.file(FoundFile(path: path, fault: .invalidFolderName)))
      }
    }
    return contents
  }

  /// Appends all files below a folder.
  private static func appendAll(
    of folder: Folder,
    _ bounds: RepositoryBounds,
    to items: inout [Item]
  ) throws(FileError) {
    let contents = try read(folder, bounds)
    var folders = contents.folders.makeIterator()
    for item in contents.items {
      switch item {
      case .file: items.append(item)
      case .folder: if let inner = folders.next() { try appendAll(of: inner, bounds, to: &items) }
      }
    }
  }

  private static func fault(
    of entry: FolderEntry,
    at path: String,
    _ bounds: RepositoryBounds
  ) -> FileFault? {
    if !entry.isNameValid { return .invalidName }
    return entry.kind == .file ? nil : bounds.fault(of: path)
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
