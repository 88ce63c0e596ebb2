package import Diagnostics
package import Files
package import Prow

/// A file of a configuration: on disk, in memory as text or as bytes that may be zipped, read already, or
/// one that is there and not to be read.
package enum InputFile: Sendable {
  case disk(path: String, name: String, kind: FileKind)
  case memory(SourceFile, kind: FileKind)
  case bytes([UInt8], name: String, kind: FileKind)
  case loaded(LoadedFile)
  case unread(FileFault, name: String, kind: FileKind)

  /// How the file is shown.
  package var name: String {
    switch self {
    case .disk(_, let name, _), .bytes(_, let name, _), .unread(_, let name, _): name
    case .memory(let file, _): file.path
    case .loaded(let file): file.file.path
    }
  }

  package var kind: FileKind {
    switch self {
    case .disk(_, _, let kind), .memory(_, let kind), .bytes(_, _, let kind),
      .unread(_, _, let kind):
      kind
    case .loaded(let file): file.kind
    }
  }

  /// The file with the bytes that count in place of those on disk.
  package func replaced(by overlay: FileOverlay?) -> InputFile {
    guard case .disk(let path, let name, let kind) = self, let bytes = overlay?[path] else {
      return self
    }
    return .bytes(bytes, name: name, kind: kind)
  }

  /// Reads, parses and checks it.
  ///
  /// - Throws: `FileError` if it can't be read.
  package func load(_ schema: ProwSchema) throws(FileError) -> LoadedFile {
    switch self {
    case .disk(let path, let name, let kind):
      try LoadedFile.load(path, name: name, kind: kind, schema: schema)
    case .memory(let file, let kind):
      LoadedFile.load(file, kind: kind, schema: schema)
    case .bytes(let bytes, let name, let kind):
      LoadedFile.load(copying: bytes, name: name, kind: kind, schema: schema)
    case .loaded(let file): file
    case .unread(let fault, let name, let kind):
      LoadedFile.unread(name: name, fault, kind: kind, schema: schema)
    }
  }
}
