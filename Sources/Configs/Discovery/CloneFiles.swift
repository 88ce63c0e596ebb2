package import Files
internal import Glibc
internal import Synchronization

/// The clones around folders, with the files that git knows of each.
///
/// The list of a clone is kept until git writes another one.
package final class CloneFiles: Sendable {
  /// By the top of the clone.
  private let lists = Mutex<[String: (stamp: Stamp, index: GitIndex?)]>([:])

  package init() {}

  /// A clone on this machine.
  package struct Clone: Sendable {
    /// From `/`, links followed.
    package let top: String
    /// `org/repo`, by its remotes; `nil` if none says so.
    package let repository: String?
  }

  /// The clone that a folder is in; `nil` if it is in none.
  ///
  /// `folder`: From `/`.
  package func clone(around folder: String) -> Clone? {
    RepositoryBounds.topOfClone(around: folder).map {
      Clone(top: $0, repository: RemoteRepository.name(of: $0))
    }
  }

  /// The files that git knows; `nil` if its list can't be read.
  package func files(of clone: Clone) -> GitIndex? {
    guard let path = GitFolder(of: clone.top).map({ "\($0.own)/index" }) else { return nil }
    // Git writes a new file, and gives it the name of the former one.
    guard let stamp = Stamp(of: path) else { return nil }
    if let known = lists.withLock({ $0[clone.top] }), known.stamp == stamp { return known.index }
    let bytes = try? FileReader.bytes(of: path, most: GitIndex.mostBytes)
    let index = bytes.flatMap { GitIndex($0) }
    lists.withLock { $0[clone.top] = (stamp, index) }
    return index
  }

  /// What tells one version of a file from another.
  private struct Stamp: Equatable {
    let identity: [Int]

    init?(of path: String) {
      var info = stat()
      guard stat(path, &info) == 0 else { return nil }
      identity = [
        Int(info.st_dev), Int(info.st_ino), Int(info.st_size), info.st_mtim.tv_sec,
        info.st_mtim.tv_nsec,
      ]
    }
  }
}
