import Glibc

/// The folder of recorded behaviour beside the project; checks against it are skipped without it.
package enum Shared {
  package static let root = "\(Project.root)/../shared"

  /// The text of a file, or `nil`, with a line that says why, if the folder is not there.
  package static func text(_ path: String) throws -> String? {
    guard access(root, R_OK) == 0 else {
      print("skipped: \(path), because ../shared is not there")
      return nil
    }
    return try Project.text(at: "\(root)/\(path)")
  }
}
