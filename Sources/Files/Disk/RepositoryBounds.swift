internal import Glibc

/// What files that a repository names, or that links in it lead to, may be read: its own.
///
/// Findings show lines of files, so that a link or a line of the settings could else show a file of
/// whoever runs the linter. Git's folder holds credentials, and is not part of the repository.
package struct RepositoryBounds: Sendable {
  /// Without links and without a slash at the end; empty for the root of the file system.
  private let root: String

  /// Finds the repository around a folder.
  ///
  /// - Parameters:
  ///   - folder: A folder of the repository; empty for the working directory.
  ///   - others: Folders that count as the repository where the folder is in no clone; the first that
  ///     the folder is in. Without one it is the folder itself.
  package init(around folder: String, else others: [String] = []) {
    let place = RepositoryBounds.target(folder.isEmpty ? "." : folder) ?? ""
    let candidates = others.compactMap { RepositoryBounds.target($0.isEmpty ? "." : $0) }
    root =
      RepositoryBounds.topOfClone(place)
      ?? candidates.first { place == $0 || place.hasPrefix($0 + "/") }
      ?? place
  }

  /// Why a file must not or can't be read; `nil` for a regular file of the repository.
  package func fault(of path: String) -> FileFault? {
    guard let real = RepositoryBounds.target(path) else {
      return .link(errno == ELOOP ? "leads in a circle" : "leads to nothing")
    }
    guard contains(real) else { return .link("leads out of the repository") }
    var info = stat()
    guard stat(path, &info) == 0 else { return .link("leads to nothing") }
    return FileReader.fault(of: info.st_mode)
  }

  /// Whether a file or folder is of the repository, links followed; also if nothing is there.
  package func admits(_ path: String) -> Bool {
    RepositoryBounds.target(path).map(contains) ?? true
  }

  /// The bytes of a small file of the repository; `nil` if there is none, or it can't be read.
  package func contents(_ path: String) -> [UInt8]? {
    fault(of: path) == nil ? FileReader.contents(path) : nil
  }

  private func contains(_ real: String) -> Bool {
    guard real == root || real.hasPrefix(root + "/") else { return false }
    return !real.droppingFirst(root.utf8.count).split(separator: "/").contains(".git")
  }

  /// Where a path leads, links followed; of a path that is not there its folder is looked at.
  ///
  /// `path`: Empty for the working directory.
  package static func real(_ path: String) -> String {
    if let target = target(path.isEmpty ? "." : path) { return target }
    guard let slash = path.lastIndex(of: "/") else { return (target(".") ?? "") + "/" + path }
    return (slash == path.startIndex ? "" : real(String(path[..<slash]))) + path[slash...]
  }

  /// The folder with `.git` that a folder is in, links followed; `nil` if it is in no clone.
  ///
  /// `folder`: Empty for the working directory.
  package static func topOfClone(around folder: String) -> String? {
    target(folder.isEmpty ? "." : folder).flatMap { topOfClone($0) }
  }

  private static func topOfClone(_ folder: String) -> String? {
    var place = folder
    while !place.isEmpty {
      if access(place + "/.git", F_OK) == 0 { return place }
      place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
    }
    return nil
  }

  /// Where a path leads, links followed; empty for the root of the file system.
  private static func target(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    let real = String(cString: text)
    return real == "/" ? "" : real
  }
}
