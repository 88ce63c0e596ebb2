internal import Diagnostics
internal import Files
internal import Synchronization
internal import YAML

/// Files of the repository that policies look into, each read once, when the first one asks.
final class DocumentStore: Sendable {
  private let folder: String
  private let tree: @Sendable () -> any FileTree
  private let known = Mutex<[String: Document]>([:])
  /// Listed when something asks: most policies look at no files.
  private let listed = Mutex<Result<[String], TreeError>?>(nil)

  /// - Parameters:
  ///   - folder: How the shown paths of the files start.
  ///   - tree: Makes the files of the repository.
  init(folder: String, tree: @escaping @Sendable () -> any FileTree) {
    self.folder = folder
    self.tree = tree
  }

  /// The paths of all files of the repository, sorted, or why they can't be listed.
  var listing: Result<[String], TreeError> {
    if let known = listed.withLock({ $0 }) { return known }
    let listing = Result { () throws(TreeError) in
      try tree().entries(at: [""]).map(\.path).sorted()
    }
    listed.withLock { $0 = listing }
    return listing
  }

  /// The paths of all files; none if they can't be listed, which keeps policies for files from running.
  var paths: [String] {
    if case .success(let paths) = listing { return paths }
    return []
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

  /// The bytes of a file; links are not followed.
  func read(_ path: String) -> [UInt8]? {
    let tree = tree()
    guard let entry = try? tree.entry(at: path), entry.kind == .file else { return nil }
    return try? tree.contents(of: [entry]).first.map { Array($0.bytes) }
  }

  /// The text of a file, for findings that point at its start; empty if it can't be read.
  func file(at path: String) -> SourceFile {
    document(at: path)?.file ?? SourceFile(path: folder + path, text: "")
  }
}
