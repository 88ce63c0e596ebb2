internal import CEL
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
  private let listed = Mutex<Result<Listing, TreeError>?>(nil)

  private struct Listing: Sendable {
    let paths: [String]
    /// The same for expressions.
    let list: StringsList
  }

  /// - Parameters:
  ///   - folder: How the shown paths of the files start.
  ///   - tree: Makes the files of the repository.
  init(folder: String, tree: @escaping @Sendable () -> any FileTree) {
    self.folder = folder
    self.tree = tree
  }

  private var listing: Result<Listing, TreeError> {
    if let known = listed.withLock({ $0 }) { return known }
    let listing = Result { () throws(TreeError) in
      let paths = try tree().entries(at: [""]).map(\.path).sorted()
      return Listing(paths: paths, list: StringsList(paths))
    }
    listed.withLock { $0 = listing }
    return listing
  }

  /// Why the files of the repository can't be listed.
  var listingFault: TreeError? {
    if case .failure(let fault) = listing { return fault }
    return nil
  }

  /// The paths of all files of the repository, sorted; none if they can't be listed, which keeps
  /// policies for files from running.
  var paths: [String] { (try? listing.get().paths) ?? [] }

  /// The same for expressions.
  var pathList: Value { .list((try? listing.get().list) ?? StringsList([])) }

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
