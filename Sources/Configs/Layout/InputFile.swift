package import Diagnostics
package import Files
package import Prow

/// A file of a configuration: on disk, in memory as text or as bytes that may be zipped, read already, or
/// one that is there and not to be read.
package enum InputFile: Sendable {
  case disk(path: String, name: String, role: LoadedFile.Role)
  case memory(SourceFile, role: LoadedFile.Role)
  case bytes([UInt8], name: String, role: LoadedFile.Role)
  case loaded(LoadedFile)
  case unread(FileFault, name: String, role: LoadedFile.Role)

  /// How the file is shown.
  package var name: String {
    switch self {
    case .disk(_, let name, _), .bytes(_, let name, _), .unread(_, let name, _): name
    case .memory(let file, _): file.path
    case .loaded(let file): file.file.path
    }
  }

  package var role: LoadedFile.Role {
    switch self {
    case .disk(_, _, let role), .memory(_, let role), .bytes(_, _, let role),
      .unread(_, _, let role):
      role
    case .loaded(let file): file.role
    }
  }

  /// Reads, parses and checks it.
  ///
  /// - Throws: `FileError` if it can't be read.
  package func load(_ schema: ProwSchema) throws(FileError) -> LoadedFile {
    switch self {
    case .disk(let path, let name, let role):
      try LoadedFile.load(path, name: name, role: role, schema: schema)
    case .memory(let file, let role):
      LoadedFile.load(file, role: role, schema: schema)
    case .bytes(let bytes, let name, let role):
      LoadedFile.load(copying: bytes, name: name, role: role, schema: schema)
    case .loaded(let file): file
    case .unread(let fault, let name, let role):
      LoadedFile.unread(name: name, fault, role: role, schema: schema)
    }
  }
}
