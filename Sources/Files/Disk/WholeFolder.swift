internal import CProcess
internal import Glibc

/// A folder that a program writes as a whole: what was there before stays until all is written, and
/// then takes its leave at once.
///
/// A file in it, the marker, lists what the program wrote, so that the next run can replace the folder,
/// and nothing that others put there is ever lost: a folder that has more than the list is refused.
package final class WholeFolder: Sendable {
  /// Without links in it.
  private let path: String
  private let marker: String
  private let former: Former
  /// Next to the folder, so that it can take its place.
  private let temporary: String
  private let folder: OutputFolder

  /// What is in the place of the folder.
  private enum Former {
    case nothing
    case emptyFolder
    /// A folder of an earlier run, with its files.
    case own([String])
  }

  /// Starts to write a folder.
  ///
  /// - Parameters:
  ///   - name: The folder; the folders above it are made where they are not there.
  ///   - marker: The name of the file that lists the others.
  /// - Throws: `FileError` if something is there that an earlier run did not write.
  package init(_ name: String, marker: String) throws(FileError) {
    let path = try WholeFolder.real(name)
    self.path = path
    self.marker = marker
    former = try WholeFolder.former(path, shownAs: name, marker)
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let parent = path[..<slash].isEmpty ? "/" : String(path[..<slash])
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    temporary = ".\(path[path.index(after: slash)...]).\(suffix).new"
    folder = try OutputFolder(parent).folder(temporary)
  }

  /// From `/`, links followed.
  private static func real(_ name: String) throws(FileError) -> String {
    var path = WorkingDirectory.absolute(name)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path == WorkingDirectory.path || path == "/" {
      throw FileError(
        path: name,
        reason: "the working directory can't be replaced; name a folder in it",
        isWriting: true
      )
    }
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func former(
    _ path: String,
    shownAs name: String,
    _ marker: String
  ) throws(FileError) -> Former {
    guard FileReader.isTaken(path) else { return .nothing }
    func refusal(_ reason: String) -> FileError {
      FileError(path: name, reason: reason, isWriting: true)
    }
    guard FileReader.isFolder(path) else { throw refusal("a file is there; name a folder") }
    let found = try files(in: path)
    if found.isEmpty { return .emptyFolder }
    guard let list = FileReader.contents(path + "/" + marker) else {
      throw refusal(
        "the folder is not empty, and an earlier run did not write it; name a new or empty folder"
      )
    }
    let names = String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
    let known = Set(names + [marker])
    if let stray = found.first(where: { !known.contains($0) }) {
      throw refusal(
        "\(stray) in it is not from an earlier run, which wrote the rest; move it elsewhere"
      )
    }
    return .own(found)
  }

  /// All that is in a folder and in those below it, but folders with something in them; sorted.
  private static func files(in folder: String) throws(FileError) -> [String] {
    var found: [String] = []
    var waiting = [""]
    while let next = waiting.popLast() {
      guard let stream = opendir(folder + "/" + next) else {
        throw FileError(path: folder + "/" + next, code: errno)
      }
      defer { closedir(stream) }
      var count = 0
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        count += 1
        let path = next + name
        var info = stat()
        guard lstat(folder + "/" + path, &info) == 0 else {
          throw FileError(path: folder + "/" + path, code: errno)
        }
        if info.st_mode & S_IFMT == S_IFDIR {
          waiting.append(path + "/")
        } else {
          found.append(path)
        }
      }
      if count == 0, !next.isEmpty { found.append(next) }
    }
    return found.sorted()
  }

  /// Opens a folder in this one, and makes it where it is not there.
  package func folder(_ name: String) throws(FileError) -> OutputFolder {
    try folder.folder(name)
  }

  /// The folder itself.
  package var top: OutputFolder { folder }

  /// Puts the folder in its place, and removes what an earlier run wrote.
  ///
  /// `files`: What was written, with folders of one level; the marker is added.
  package func finish(_ files: [String]) throws(FileError) {
    let list = files.sorted().map { $0 + "\n" }.joined()
    try folder.write(marker, Array(list.utf8))
    let new = folder.path
    switch former {
    case .nothing: try check(rename_to_nothing(new, path), new)
    case .emptyFolder: try check(rename(new, path), new)
    case .own(let former):
      try check(rename_exchanging(new, path), new)
      // What was there before has the temporary name now.
      WholeFolder.remove(former, in: new)
    }
  }

  /// - Parameters:
  ///   - status: Of a system call that gave the folder its name.
  ///   - new: Where the folder is if the call failed.
  /// - Throws: `FileError` if it did.
  private func check(_ status: Int32, _ new: String) throws(FileError) {
    if status == 0 { return }
    throw FileError(
      path: path,
      reason: "\(String(cString: strerror(errno)).lowercased()); what was written is in \(new)",
      isWriting: true
    )
  }

  /// Removes what was written, for a run that fails.
  ///
  /// `files`: As for `finish`.
  package func giveUp(_ files: [String]) {
    WholeFolder.remove(files + [marker], in: folder.path)
  }

  /// Removes files, and folders that are then empty.
  private static func remove(_ files: [String], in folder: String) {
    var folders: Set<String> = []
    for file in files {
      unlink(folder + "/" + file)
      var rest = file[...]
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        folders.insert(String(rest))
      }
    }
    for inner in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      rmdir(folder + "/" + inner)
    }
    rmdir(folder)
  }
}
