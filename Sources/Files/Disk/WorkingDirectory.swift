internal import Glibc
internal import Synchronization

/// The folder that the program was started in, or that it has entered before anybody asked.
package enum WorkingDirectory {
  package static let path: String = {
    let entered = start.withLock { start in
      start.isKnown = true
      return start.entered
    }
    if let entered { return entered }
    guard let text = getcwd(nil, 0) else { return "/" }
    defer { free(text) }
    return String(cString: text)
  }()

  private static let start = Mutex(Start())

  private struct Start {
    var isKnown = false
    var entered: String?
  }

  /// Makes a folder the working directory, so that names of files below it are short; too late once
  /// somebody has asked for the path.
  ///
  /// `folder`: From `/`. One that is not there is not entered.
  package static func enter(_ folder: String) {
    start.withLock { start in
      if !start.isKnown, folder.hasPrefix("/"), chdir(folder) == 0 { start.entered = folder }
    }
  }

  /// Enters the same path again: a folder that was deleted and made anew is another one.
  package static func enterAgain() { _ = chdir(path) }

  /// A path from `/`, without `.` and `..`; the links in it are not followed.
  package static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : self.path + "/" + path
    if isPlain(whole) { return whole }
    var segments: [Substring] = []
    for segment in whole.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return "/" + segments.joined(separator: "/")
  }

  /// Whether every slash of a path from `/` has a name after it that is not `.` or `..`; names that
  /// start with a dot need a closer look.
  private static func isPlain(_ path: String) -> Bool {
    var isAfterSlash = false
    for byte in path.utf8 {
      if isAfterSlash, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
      isAfterSlash = byte == UInt8(ascii: "/")
    }
    return !isAfterSlash
  }

  /// The folders that a path from `/` is in, the nearest first.
  package static func foldersAbove(_ path: String) -> [String] {
    var folders: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
      rest = rest[..<slash]
      folders.append(String(rest))
    }
    return folders
  }

  /// A path as people see it: relative to the working directory where the file is under it.
  package static func shortName(_ path: String) -> String {
    var name = path
    if name.hasPrefix(self.path + "/") { name = name.droppingFirst(self.path.utf8.count + 1) }
    while name.hasPrefix("./") { name = String(name.dropFirst(2)) }
    return name
  }
}
