internal import Glibc
internal import Machine

/// The files below a folder, whatever git knows of them.
package struct FolderTree: FileTree {
  private let folder: String
  private let shownAs: String
  private let overlay: FileOverlay?

  /// - Parameters:
  ///   - folder: Where the root of the tree is.
  ///   - shownAs: The folder as people see it; empty for the working directory.
  ///   - overlay: What counts in place of the bytes of some files.
  package init(_ folder: String, shownAs: String, overlay: FileOverlay? = nil) {
    self.folder = folder.isEmpty ? "." : folder
    self.overlay = overlay
    self.shownAs = shownAs.isEmpty || shownAs.hasSuffix("/") ? shownAs : shownAs + "/"
  }

  package func displayName(of path: String) -> String { shownAs + path }

  package func entries(at paths: [String]) throws(TreeError) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var known: Set<String> = []
    for path in TreePaths.outermost(paths) {
      guard let entry = try entry(at: path, &known) else { continue }
      if entry.kind == .folder { try walk(path, into: &entries) } else { entries.append(entry) }
    }
    return entries
  }

  package func files(
    named takes: (String) -> Bool,
    skipping skips: (String) -> Bool,
    most: Int
  ) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var folders = [""]
    while let folder = folders.popLast(), entries.count < most {
      // One handle at a time, however deep the folders are.
      guard let handle = opendir(place(folder)) else { continue }
      defer { closedir(handle) }
      while entries.count < most, let item = readdir(handle) {
        let type = Int(item.pointee.d_type)
        let (name, isValid) = FolderTree.name(of: item)
        guard isValid, name != ".", name != "..", name != ".git" else { continue }
        let inside = folder.isEmpty ? name : folder + "/" + name
        let isUnknown = type == Int(DT_UNKNOWN) || type == Int(DT_LNK)
        let known: TreeEntry.Kind? =
          type == Int(DT_DIR) ? .folder : type == Int(DT_REG) ? .file : nil
        guard
          let kind = known ?? (isUnknown ? (try? FolderTree.kind(of: place(inside))) ?? nil : nil)
        else { continue }
        switch kind {
        case .folder: if !skips(inside) { folders.append(inside) }
        case .file, .link: if takes(inside) { entries.append(TreeEntry(path: inside, kind: kind)) }
        case .other: continue
        }
      }
    }
    return entries
  }

  package func entry(at path: String) throws(TreeError) -> TreeEntry? {
    var known: Set<String> = []
    return try entry(at: path, &known)
  }

  /// What is at a path; `known` has the folders of the tree that earlier paths led through, so that
  /// those of many files are looked at once.
  func entry(at path: String, _ known: inout Set<String>) throws(TreeError) -> TreeEntry? {
    if TreePaths.has(path, segment: ".git") { return nil }
    // What is behind a link to a folder is not a path of the tree, and may be outside of it.
    if let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      guard try isFolder(String(path[..<end]), &known) else { return nil }
    }
    return try FolderTree.kind(of: place(path)).map { TreeEntry(path: path, kind: $0) }
  }

  /// Whether no link is on the way to a folder.
  private func isFolder(_ path: String, _ known: inout Set<String>) throws(TreeError) -> Bool {
    // Segments may be empty, as in "a//b".
    if path.isEmpty || known.contains(path) { return true }
    if let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      guard try isFolder(String(path[..<end]), &known) else { return false }
    }
    guard try FolderTree.kind(of: place(path)) == .folder else { return false }
    known.insert(path)
    return true
  }

  private func place(_ path: String) -> String {
    path.isEmpty ? folder : folder == "/" ? "/" + path : folder + "/" + path
  }

  /// Git's own folder is never part of a tree; links to folders are not followed, as in Go's
  /// filepath.Walk.
  private func walk(_ path: String, into entries: inout [TreeEntry]) throws(TreeError) {
    guard let handle = opendir(place(path)) else {
      throw TreeError(FileError(path: place(path), reason: SystemError.text).description)
    }
    defer { closedir(handle) }
    while let item = readdir(handle) {
      let type = Int(item.pointee.d_type)
      let (name, isValid) = FolderTree.name(of: item)
      guard name != ".", name != "..", name != ".git" else { continue }
      let inside = path.isEmpty ? name : path + "/" + name
      if !isValid {
        entries.append(TreeEntry(path: inside, kind: .other(TreeEntry.invalidName)))
      } else if type == Int(DT_DIR) {
        try walk(inside, into: &entries)
      } else if type == Int(DT_REG) {
        entries.append(TreeEntry(path: inside, kind: .file))
      } else if let kind = try FolderTree.kind(of: place(inside)) {
        if kind == .folder { try walk(inside, into: &entries) }
        if kind != .folder { entries.append(TreeEntry(path: inside, kind: kind)) }
      }
    }
  }

  private static func name(of item: UnsafeMutablePointer<dirent>) -> (String, isValid: Bool) {
    withUnsafePointer(to: &item.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { text in
        String(validatingCString: text).map { ($0, true) } ?? (String(cString: text), false)
      }
    }
  }

  private static func kind(of place: String) throws(TreeError) -> TreeEntry.Kind? {
    var info = stat()
    guard lstat(place, &info) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw TreeError(FileError(path: place, reason: SystemError.text).description)
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link(try target(of: place))
    case S_IFIFO: return .other("a named pipe")
    case S_IFSOCK: return .other("a socket")
    default: return .other("a device")
    }
  }

  private static func target(of place: String) throws(TreeError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink(place, &buffer, buffer.count)
    guard count >= 0 else {
      throw TreeError(FileError(path: place, reason: SystemError.text).description)
    }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package func sizes(of files: [TreeEntry]) -> [Int] {
    files.map { file in
      if let bytes = overlay?[place(file.path)] { return bytes.count }
      var info = stat()
      return lstat(place(file.path), &info) == 0 ? Int(info.st_size) : 0
    }
  }

  package func contents(of files: [TreeEntry]) throws(TreeError) -> [FileContent] {
    var contents: [FileContent] = []
    contents.reserveCapacity(files.count)
    let whole = sizes(of: files).reduce(0) { $0 + min($1, FileContent.mostBytes) }
    if whole > FileContent.mostBytesTogether {
      throw FileContent.tooLargeTogether(files.count, whole)
    }
    for file in files {
      if let bytes = overlay?[place(file.path)] {
        contents.append(FileContent(bytes))
        continue
      }
      do {
        let bytes = try FileReader.read(place(file.path), most: FileContent.mostBytes)
        defer { BulkMemory.free(bytes.baseAddress) }
        contents.append(FileContent(Array(bytes)))
      } catch {
        throw TreeError(error.description)
      }
    }
    return contents
  }
}

/// Why the last system call failed.
enum SystemError {
  static var text: String { String(cString: strerror(errno)).lowercased() }
}
