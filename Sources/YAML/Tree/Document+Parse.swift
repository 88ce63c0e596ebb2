package import Diagnostics

extension Document {
  /// Limits that keep hostile input from taking the machine: Prow's own where it has one.
  package enum Limits {
    /// Bytes of text, after unzipping.
    ///
    /// Prow has no such limit; etcd holds 1 MiB in a ConfigMap.
    package static let bytes = 64 << 20
    /// Open lists and mappings, flow and block style counted apart (yaml/v2, `max_flow_level`).
    static let depth = 10_000
    /// libyaml looks at every open flow collection for each token: the sum of those looks.
    static let flowWork = 200_000_000
  }

  /// Reads the first document of a file.
  ///
  /// `file`: UTF-8; `SourceFile.decoding` turns UTF-16 into it.
  package static func parse(_ file: SourceFile) -> Document {
    guard file.bytes.count <= Limits.bytes else {
      return refused(
        file,
        Problem(
          kind: .limit,
          message: "the file has \(file.bytes.count) bytes; at most \(Limits.bytes) are read",
          range: .fileStart,
          help: "split it into several files"
        )
      )
    }
    if let document = BlockScanner.read(file) { return document }
    return PartingText.mayPart(file.bytes) ? StreamParser.read(file) : parseWithLibYAML(file)
  }

  /// Reads the file by libyaml's events, which decide what is YAML and what is a mistake.
  static func parseWithLibYAML(_ file: SourceFile) -> Document {
    // Prow's parser takes blocks of 512 bytes and so looks at bytes after the first document only
    // as far as it has to.
    readEvents(of: file) ?? StreamParser.read(file)
  }

  /// - Returns: `nil` if bytes are bad.
  private static func readEvents(of file: SourceFile) -> Document? {
    var events = EventReader(file)
    defer { events.close() }
    var builder = TreeBuilder(file)
    while builder.isOpen {
      guard events.next() else {
        if events.hasBadBytes {
          builder.discard()
          return nil
        }
        let problem = events.problem(after: builder.lastOpenQuote)
        builder.discard()
        return refused(file, problem)
      }
      builder.take(&events)
    }
    if let fatal = builder.fatal {
      builder.discard()
      return refused(file, fatal)
    }
    return builder.finish()
  }

  /// A document without nodes.
  static func refused(_ file: SourceFile, _ problem: Problem) -> Document {
    Document(
      file: file,
      storage: DocumentStorage(
        nodes: UnsafeMutableBufferPointer(start: nil, count: 0),
        source: UnsafePointer(bitPattern: 1).unsafelyUnwrapped,
        side: UnsafeMutableBufferPointer(start: nil, count: 0),
        effective: UnsafeMutableBufferPointer(start: nil, count: 0),
        entries: UnsafeMutableBufferPointer(start: nil, count: 0),
        owner: nil
      ),
      problems: [problem],
      repeatedKeys: []
    )
  }
}
