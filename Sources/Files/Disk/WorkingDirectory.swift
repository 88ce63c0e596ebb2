internal import Glibc

/// The folder that the program was started in.
package enum WorkingDirectory {
  package static let path: String = {
    guard let text = getcwd(nil, 0) else { return "/" }
    defer { free(text) }
    return String(cString: text)
  }()

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
