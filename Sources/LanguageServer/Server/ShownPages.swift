internal import Files
internal import Glibc

/// Pages that a client shows as files: in a folder of their own, which goes with the server.
struct ShownPages {
  private let base: String
  private var folder: String?
  /// The names of files by the identities of their pages.
  private var files: [String: String] = [:]

  /// `base`: The folder in which that of the pages is made.
  init(base: String = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") {
    self.base = WorkingDirectory.absolute(base)
  }

  struct Page {
    /// What tells it from other pages.
    var identity: String
    /// What its file is called; other characters than those of file names become `-`.
    var name: String
    /// How the name of the file ends.
    var suffix: String
  }

  /// Writes a page; the former one of the same identity is replaced.
  ///
  /// Returns the path, from `/`. Throws `FileError` if it can't be written.
  mutating func write(_ bytes: [UInt8], as page: Page) throws(FileError) -> String {
    let folder = try makeFolder()
    let file = files[page.identity] ?? freeName(for: page)
    try NewFile(file, in: OutputFolder(folder), bytes).replace()
    files[page.identity] = file
    return "\(folder)/\(file)"
  }

  /// The name of a page, with a number if another page has that name.
  private func freeName(for page: Page) -> String {
    let letters = page.name.utf8.map { byte in
      let isWord = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      return isWord || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        ? byte : UInt8(ascii: "-")
    }
    let name = String(decoding: letters.prefix(200), as: UTF8.self)
    var (file, number) = (name + page.suffix, 1)
    while files.values.contains(file) {
      number += 1
      file = "\(name)-\(number)\(page.suffix)"
    }
    return file
  }

  private mutating func makeFolder() throws(FileError) -> String {
    if let folder, FileReader.isFolder(folder) { return folder }
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
    guard let folder else { return }
    for file in files.values { unlink("\(folder)/\(file)") }
    rmdir(folder)
    (self.folder, files) = (nil, [:])
  }

  /// Whether a file is one of them.
  func contains(_ path: String) -> Bool {
    files.values.contains { file in folder.map { "\($0)/\(file)" } == path }
  }
}
