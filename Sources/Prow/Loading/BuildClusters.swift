internal import Diagnostics
internal import YAML

/// The build clusters that a running Prow has found, by the names that jobs use.
///
/// Prow's controller writes them to the file that `plank.build_cluster_status_file` names: a JSON
/// object of cluster names and whether each can be reached.
///
/// Source: Prow, `validateCluster` in cmd/checkconfig/main.go.
package struct BuildClusters: Sendable, Equatable {
  /// As config.yaml names the file.
  package let path: String
  /// Sorted.
  package let names: [String]
  private let all: Set<String>

  package func contains(_ name: String) -> Bool { all.contains(name) }

  /// Reads the file that a config.yaml names.
  ///
  /// `read`: Gives the bytes of a file by its path from the working directory.
  ///
  /// `nil` if config.yaml names no file, or one that can't be read, as those in a bucket can't, or
  /// one that holds no object.
  package init?(config: LoadedFile, read: (String) -> [UInt8]?) {
    guard let path = config.root?[.plank]?.text(.buildClusterStatusFile), !path.isEmpty,
      let bytes = read(path.string)
    else { return nil }
    self.path = path.string
    let document = Document.parse(SourceFile(path: path.string, bytes: bytes))
    guard document.isReadable, let root = document.root, root.isMapping else { return nil }
    all = Set(root.entries.map(\.key.text.string))
    names = all.sorted()
  }
}
