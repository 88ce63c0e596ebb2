/// A line of `git ls-tree -z`: `MODE TYPE OBJECT<tab>PATH`.
package struct GitTreeRecord {
  package let mode: String
  package let type: String
  package let object: String
  /// With U+FFFD for what is not UTF-8.
  package let path: String
  let isNameValid: Bool

  /// Bytes of the longest path that the system takes.
  static let longestTarget = 4096

  /// - Returns: `nil` if this is no such line.
  package init?(_ record: ArraySlice<UInt8>) {
    guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let words = record[..<tab].split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 3 else { return nil }
    (mode, type, object) = (words[0], words[1], words[2])
    path = String(decoding: record[(tab + 1)...], as: UTF8.self)
    isNameValid = path.utf8.elementsEqual(record[(tab + 1)...])
  }

  package var isLink: Bool { type == "blob" && mode == "120000" }

  /// - Parameter target: Where a link leads; `nil` if that is too long.
  /// - Returns: What the tree has here.
  func kind(target: String?) -> TreeEntry.Kind {
    if type == "tree" { return .folder }
    if !isNameValid { return .other(TreeEntry.invalidName) }
    if isLink { return target.map { .link($0) } ?? .other("a link to a name that is too long") }
    return type == "blob" ? .file : .other("a submodule")
  }
}
