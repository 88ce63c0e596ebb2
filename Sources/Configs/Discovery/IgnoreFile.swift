/// The patterns of one `.prowignore` file.
///
/// The syntax is that of `.gitignore`, as the library that Prow uses takes it. It differs from git
/// in this: `/*.yaml` reaches into subfolders too; `a/**` matches `a` itself; a line with a bare
/// `#` after its start is skipped.
///
/// Source: Prow, `ReadJobConfig` in pkg/config/config.go; go-gitignore by denormal, lexer.go and
/// pattern.go.
package struct IgnoreFile: Sendable {
  private var patterns: [IgnorePattern] = []

  /// Reads a file's bytes; lines that make no sense match nothing.
  package init(bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    for var line in rest.split(separator: UInt8(ascii: "\n")) {
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      if let pattern = IgnorePattern(line: Array(line)) { patterns.append(pattern) }
    }
  }

  /// As `init(bytes:)` of an array.
  package init(bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { IgnoreFile(bytes: $0) }
  }

  /// What the last pattern that matches the path itself says, without regard to its folders.
  ///
  /// - Parameters:
  ///   - path: Relative to the folder of the file, with slashes.
  ///   - isDirectory: Whether a folder is at the path.
  /// - Returns: `true` for ignored, `false` for taken back by `!`, `nil` for no match.
  package func verdict(path: String, isDirectory: Bool) -> Bool? {
    var path = path
    return path.withUTF8 { verdict(path: $0[...], isDirectory: isDirectory) }
  }

  func verdict(path: Slice<UnsafeBufferPointer<UInt8>>, isDirectory: Bool) -> Bool? {
    patterns.last { $0.matches(path, isDirectory: isDirectory) }.map { !$0.isNegated }
  }
}
