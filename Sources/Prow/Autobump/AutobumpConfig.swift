internal import GoFormats
package import YAML

/// A configuration of generic-autobumper.
package struct AutobumpConfig {
  package let root: Node

  /// `nil` if the file can't be read.
  package init?(_ file: LoadedFile) {
    guard file.isReadable, let root = file.root else { return nil }
    self.root = root
  }

  /// Images that are moved together.
  package struct Prefix {
    package let node: Node
    package let name: String
    package let pattern: String
    /// The URL of the repository that the images are built from; empty if it is not known.
    package let repo: String
    /// Whether all images must have one version.
    package let isConsistent: Bool
    /// Images, without tags, that may have another one.
    package let exceptions: Set<String>

    fileprivate init(_ node: Node) {
      self.node = node
      name = node.converted(.name) ?? ""
      pattern = node.converted(.prefix) ?? ""
      repo = node.converted(.repo) ?? ""
      isConsistent = node.isTrue(.consistentImages)
      exceptions = Set(node.list(.consistentImageExceptions).map(\.convertedText))
    }

    /// Whether an image is one of these, as the check for one version asks it.
    ///
    /// Source: Prow, `getVersionsAndCheckConsistency` in cmd/generic-autobumper/main.go.
    package func holds(_ image: ImageReference) -> Bool { Prefix.holds(image, pattern) }

    /// The same by the pattern alone, without the document.
    package static func holds(_ image: ImageReference, _ pattern: String) -> Bool {
      !pattern.isEmpty && (image.name + ":" + image.tag).hasPrefix(pattern)
    }
  }

  package var prefixes: [Prefix] { root.list(.prefixes).filter(\.isMapping).map(Prefix.init) }

  package var targetVersion: String { root.converted(.targetVersion) ?? "" }

  package func paths(_ field: Field) -> [String] {
    root.list(field).filter(\.isScalar).map(\.convertedText)
  }

  /// Whether the autobumper changes a file.
  ///
  /// - Parameters:
  ///   - path: From the top of the repository.
  ///   - anyName: Whether files of included folders count that it leaves out for their names.
  /// - Returns: Whether the file is listed, or is in a folder that is.
  ///
  /// Source: Prow, `updateReferences` in cmd/generic-autobumper/main.go.
  package func changes(_ path: String, anyName: Bool = false) -> Bool {
    if paths(.extraFiles).contains(path) { return true }
    guard anyName || path.hasSuffix(".yaml"),
      !paths(.excludedConfigPaths).contains(where: { !$0.isEmpty && path.hasPrefix($0) })
    else { return false }
    return paths(.includedConfigPaths).contains { included in
      let folder = included.hasSuffix("/") ? String(included.dropLast()) : included
      return folder == "." || path == folder || path.hasPrefix(folder + "/")
    }
  }
}

extension Workspace {
  /// The configurations of the autobumper.
  package var autobumpFiles: [LoadedFile] { companions.filter { $0.kind == .autobump } }
}
