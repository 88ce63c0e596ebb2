/// The `.prowignore` files of a folder tree.
package struct IgnoreStack: Sendable {
  /// By folder relative to the root of the tree, which itself is the empty text.
  private var files: [String: IgnoreFile] = [:]

  package init() {}

  /// Adds the file of one folder, or replaces it.
  ///
  /// - Parameters:
  ///   - file: The file's patterns.
  ///   - folder: Its folder relative to the root of the tree, with slashes but none at the ends;
  ///     empty for the root.
  package mutating func add(_ file: IgnoreFile, inFolder folder: String) {
    files[folder] = file
  }

  /// Whether a path is ignored, or a folder that it is in.
  ///
  /// The file nearest to the path has the first word; of an ignored folder nothing is taken back.
  ///
  /// Source: go-gitignore by denormal, `Relative` in repository.go.
  ///
  /// - Parameters:
  ///   - path: Relative to the root of the tree, with slashes but none at the ends.
  ///   - isDirectory: Whether a folder is at the path.
  /// - Returns: `false` where no pattern matches.
  package func ignores(path: String, isDirectory: Bool) -> Bool {
    guard !files.isEmpty else { return false }
    var path = path
    return path.withUTF8 { bytes in
      for slash in bytes.indices where bytes[slash] == UInt8(ascii: "/") {
        if verdict(bytes[..<slash], isDirectory: true) == true { return true }
      }
      return verdict(bytes[...], isDirectory: isDirectory) == true
    }
  }

  private func verdict(
    _ path: Slice<UnsafeBufferPointer<UInt8>>,
    isDirectory: Bool
  ) -> Bool? {
    var folder = path
    while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      if let file = files[String(decoding: folder, as: UTF8.self)],
        let verdict = file.verdict(path: path[(slash + 1)...], isDirectory: isDirectory)
      {
        return verdict
      }
    }
    return files[""]?.verdict(path: path, isDirectory: isDirectory)
  }
}
