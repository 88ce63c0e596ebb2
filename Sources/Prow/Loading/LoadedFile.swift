package import Diagnostics
package import Files
internal import Machine
package import Schema
package import YAML

/// One file of a Prow configuration, read and checked against its type.
package struct LoadedFile: Sendable {
  package let kind: FileKind
  /// Keeps every `Node` and `Text` of this file alive.
  package let document: Document
  /// Values that don't have the shape of the file's type.
  ///
  /// Nodes are of `document`.
  package let schemaFindings: Findings
  /// What kept the file from being read at all, before YAML: broken gzip or UTF-16.
  package let readProblems: [Problem]

  /// Findings hold nodes, which are views into the document next to them.
  package struct Findings: @unchecked Sendable {
    package let all: [SchemaFinding]
  }

  package var file: SourceFile { document.file }

  /// Whether all of it has been read.
  package var isReadable: Bool { document.isReadable && readProblems.isEmpty }

  /// The top mapping; `nil` if the file is empty or unreadable.
  package var root: Node? {
    document.root.flatMap { $0.isMapping ? $0 : nil }
  }
}

extension LoadedFile {
  /// Reads a file, unzips it where Prow would, parses and checks it.
  ///
  /// `path`: Where it is.
  /// `name`: How it is shown.
  package static func load(
    _ path: String,
    name: String,
    kind: FileKind,
    schema: ProwSchema
  ) throws(FileError) -> LoadedFile {
    do throws(FileError) {
      let bytes = try FileReader.read(path, most: Document.Limits.bytes)
      return load(bytes, name: name, kind: kind, schema: schema)
    } catch {
      guard let size = error.size else { throw error }
      return tooLarge(size, name: name, kind: kind, schema: schema)
    }
  }

  private static func tooLarge(
    _ size: Int,
    name: String,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    let problem = Problem(
      kind: .limit,
      message: "the file has \(size) bytes; at most \(Document.Limits.bytes) are read",
      range: .fileStart,
      help: "split it into several files"
    )
    return unread(name: name, problem, kind: kind, schema: schema)
  }

  /// A file that is there and not read.
  ///
  /// `name`: How it is shown.
  package static func unread(
    name: String,
    _ fault: FileFault,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    let problem = Problem(
      kind: .file,
      message: "this file is not read: \(fault.reason)",
      range: .fileStart,
      help: fault.help
    )
    return unread(name: name, problem, kind: kind, schema: schema)
  }

  private static func unread(
    name: String,
    _ problem: Problem,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    make(SourceFile(path: name, text: ""), [problem], kind, schema)
  }

  /// Unzips the bytes of a file if Prow would, parses and checks them.
  ///
  /// `bytes`: Memory that the file takes over.
  /// `name`: How it is shown.
  package static func load(
    _ bytes: UnsafeMutableBufferPointer<UInt8>,
    name: String,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    var problems: [Problem] = []
    if Gzip.isZipped(bytes), kind.isUnzipped {
      defer { BulkMemory.free(bytes.baseAddress) }
      let text = unzip(bytes, &problems)
      return make(SourceFile(path: name, bytes: text), problems, kind, schema)
    }
    let (file, problem) = SourceFile.decoding(path: name, adopting: bytes)
    if let problem { problems.append(problem) }
    return make(file, problems, kind, schema)
  }

  /// Does the same with bytes that stay their owner's.
  ///
  /// `name`: How the file is shown.
  package static func load(
    copying bytes: [UInt8],
    name: String,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    if bytes.count > Document.Limits.bytes {
      return tooLarge(bytes.count, name: name, kind: kind, schema: schema)
    }
    let copy = BulkMemory.allocate(bytes.count)
    _ = copy.initialize(from: bytes)
    return load(copy, name: name, kind: kind, schema: schema)
  }

  /// Parses and checks text that is in memory already.
  package static func load(
    _ file: SourceFile,
    kind: FileKind,
    schema: ProwSchema
  ) -> LoadedFile {
    make(file, [], kind, schema)
  }

  private static func make(
    _ file: SourceFile,
    _ problems: [Problem],
    _ kind: FileKind,
    _ schema: ProwSchema
  ) -> LoadedFile {
    let document = document(of: file, as: kind)
    let manifests = kind == .jobs && document.holdsPod ? schema.manifests : nil
    let kind = manifests == nil ? kind : .pod
    let (type, catalog) = schema.type(of: kind)
    let findings = Checker.check(
      document,
      as: type,
      in: catalog,
      syntax: schema.syntax,
      convertsScalars: manifests == nil,
      takesWholeFloats: manifests == nil || !file.isJSON
    )
    if kind.holdsJobs { JobPlace.fillSlots(of: document, isInRepo: kind == .inRepo) }
    return LoadedFile(
      kind: kind,
      document: document,
      schemaFindings: Findings(all: findings),
      readProblems: problems
    )
  }

  /// Parses a file, or the one in it: config.yaml and plugins.yaml may be in a ConfigMap.
  package static func document(of file: SourceFile, as kind: FileKind) -> Document {
    let document = Document.parse(file)
    guard let key = kind.wrappedKey, let wrapped = WrappedFile.content(of: document, named: key)
    else { return document }
    return Document.parse(wrapped)
  }

  private static func unzip(
    _ bytes: UnsafeMutableBufferPointer<UInt8>,
    _ problems: inout [Problem]
  ) -> [UInt8] {
    switch Gzip.unzip(bytes, limit: Document.Limits.bytes) {
    case .text(let text):
      return text
    case .broken:
      problems.append(
        Problem(
          kind: .encoding,
          message: "the file starts like gzip and can't be unzipped",
          range: .fileStart,
          help: "zip it again, or store it as plain text"
        )
      )
    case .tooLarge:
      problems.append(
        Problem(
          kind: .limit,
          message: "unzipped, the file has more than \(Document.Limits.bytes) bytes",
          range: .fileStart,
          help: "split it into several files"
        )
      )
    }
    return []
  }
}

extension SourceFile {
  /// Whether the API server would get the bytes as they are, and not as YAML made JSON.
  fileprivate var isJSON: Bool {
    bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
  }
}

extension Document {
  fileprivate var holdsPod: Bool {
    guard let kind = root?["kind"]?.string, let version = root?["apiVersion"]?.string else {
      return false
    }
    return kind == "Pod" && version == "v1"
  }
}
