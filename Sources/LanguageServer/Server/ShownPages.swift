internal import Files
internal import Glibc

/// Pages that a client shows as files: in a folder of their own, which goes with the server.
struct ShownPages {
  private var folder: String?
  private var paths: Set<String> = []

  /// Writes a page; one of the same name is replaced.
  ///
  /// `name`: What the file is called; other characters than those of file names become `-`.
  ///
  /// Returns the path, from `/`. Throws `FileError` if it can't be written.
  mutating func write(_ bytes: [UInt8], as name: String) throws(FileError) -> String {
    let folder = try makeFolder()
    let letters = name.utf8.map { byte in
      let isWord = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      return isWord || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        ? byte : UInt8(ascii: "-")
    }
    let file = String(decoding: letters.prefix(200), as: UTF8.self)
    try NewFile(file, in: OutputFolder(folder), bytes).replace()
    paths.insert("\(folder)/\(file)")
    return "\(folder)/\(file)"
  }

  private mutating func makeFolder() throws(FileError) -> String {
    if let folder, FileReader.isFolder(folder) { return folder }
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    // Nobody else may read it.
    var template = Array("\(base)/plimsoll-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw FileError(path: base, reason: "no folder can be made there: \(reason); see TMPDIR")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = path
    return path
  }

  /// Takes away what was written.
  mutating func remove() {
    for path in paths { unlink(path) }
    if let folder { rmdir(folder) }
    (folder, paths) = (nil, [])
  }

  /// Whether a file is one of them.
  func contains(_ path: String) -> Bool { paths.contains(path) }
}
