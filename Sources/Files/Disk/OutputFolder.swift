internal import Glibc

/// A folder that is written to, held open, so that nobody can put a link in its place.
package final class OutputFolder: Sendable {
  /// As people see it.
  let path: String
  let handle: Int32

  private init(path: String, handle: Int32) {
    self.path = path
    self.handle = handle
  }

  deinit { close(handle) }

  /// Opens the folder that a person named, and makes it where it is not there.
  package convenience init(_ path: String) throws(FileError) {
    var parent = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      parent += part + "/"
      if !FileReader.isFolder(parent), mkdir(parent, 0o777) != 0, errno != EEXIST {
        throw .writing(parent)
      }
    }
    let handle = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw .writing(path) }
    self.init(path: path, handle: handle)
  }

  /// Opens a folder in this one, and makes it where it is not there; a link is not a folder.
  package func folder(_ name: String) throws(FileError) -> OutputFolder {
    let path = path(of: name)
    try OutputFolder.check(name, path)
    if mkdirat(handle, name, 0o777) != 0, errno != EEXIST { throw .writing(path) }
    let inner = openat(handle, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else {
      if errno == ENOTDIR || errno == ELOOP {
        throw .writing(path, "it is a link or a file, not a folder; remove it")
      }
      throw .writing(path)
    }
    return OutputFolder(path: path, handle: inner)
  }

  /// Writes a file that is not there yet.
  ///
  /// - Throws: `FileError` if something has the name, or it can't be written.
  package func write(_ name: String, _ bytes: [UInt8]) throws(FileError) {
    let path = path(of: name)
    try OutputFolder.check(name, path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let handle = openat(self.handle, name, flags, 0o666)
    guard handle >= 0 else { throw .writing(path) }
    defer { close(handle) }
    try NewFile.write(bytes, to: handle, path)
  }

  func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  static func check(_ name: String, _ path: String) throws(FileError) {
    if name.isEmpty || name == "." || name == ".." || name.contains("/") {
      throw .writing(path, "\"\(name)\" can't be the name of a file or folder")
    }
  }
}

/// A file that is complete, and waits under a name of its own to take the place of another one.
package struct NewFile {
  private let folder: OutputFolder
  private let name: String
  private let temporary: String

  /// Writes a file under a name that nobody can have guessed.
  ///
  /// - Parameters:
  ///   - name: What it is to be called; a file of that name gives it its mode.
  ///   - folder: Where it goes.
  ///   - bytes: What it holds.
  /// - Throws: `FileError` if it can't be written, or a folder has the name.
  package init(_ name: String, in folder: OutputFolder, _ bytes: [UInt8]) throws(FileError) {
    let path = folder.path(of: name)
    try OutputFolder.check(name, path)
    var old = stat()
    let isThere = fstatat(folder.handle, name, &old, AT_SYMLINK_NOFOLLOW) == 0
    if isThere, old.st_mode & S_IFMT == S_IFDIR { throw .writing(path, "a folder is there") }
    self.folder = folder
    self.name = name
    temporary = ".\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let handle = openat(folder.handle, temporary, flags, 0o666)
    guard handle >= 0 else { throw .writing(path) }
    let isKept = isThere && old.st_mode & S_IFMT == S_IFREG
    do throws(FileError) {
      defer { close(handle) }
      if isKept, fchmod(handle, old.st_mode & 0o777) != 0 { throw .writing(path) }
      try NewFile.write(bytes, to: handle, path)
    } catch {
      remove()
      throw error
    }
  }

  fileprivate static func write(
    _ bytes: [UInt8],
    to handle: Int32,
    _ path: String
  ) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(handle, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .writing(path) }
      done += count
    }
  }

  /// Gives the file its name; a link that has it is replaced, not followed.
  package func replace() throws(FileError) {
    if renameat(folder.handle, temporary, folder.handle, name) != 0 {
      throw .writing(folder.path(of: name))
    }
  }

  /// Takes the file away if it has not got its name yet.
  package func remove() { unlinkat(folder.handle, temporary, 0) }
}

extension FileError {
  /// A file that can't be written; without a reason for what the last system call said.
  fileprivate static func writing(_ path: String, _ reason: String? = nil) -> FileError {
    FileError(
      path: path,
      reason: reason ?? String(cString: strerror(errno)).lowercased(),
      isWriting: true
    )
  }
}
