internal import Diagnostics
internal import Synchronization
internal import YAML

/// Files of the repository that policies look into, each read once, when the first one asks.
final class DocumentStore: Sendable {
  private let folder: String
  private let read: @Sendable (String) -> [UInt8]?
  private let known = Mutex<[String: Document]>([:])

  /// - Parameters:
  ///   - folder: How the shown paths of the files start.
  ///   - read: Gives the bytes of a file by its path from the root of the repository.
  init(folder: String, read: @escaping @Sendable (String) -> [UInt8]?) {
    self.folder = folder
    self.read = read
  }

  /// The first YAML document of a file; `nil` if the file can't be read.
  func document(at path: String) -> Document? {
    if let document = known.withLock({ $0[path] }) { return document }
    guard let bytes = read(path) else { return nil }
    let document = Document.parse(SourceFile(path: folder + path, bytes: bytes))
    return known.withLock { known in
      // Another thread may have been quicker: values of one file are values of one document.
      let first = known[path] ?? document
      known[path] = first
      return first
    }
  }

  /// The text of a file, for findings that point at its start; empty if it can't be read.
  func file(at path: String) -> SourceFile {
    document(at: path)?.file ?? SourceFile(path: folder + path, text: "")
  }
}
