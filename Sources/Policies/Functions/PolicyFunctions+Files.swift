internal import CEL
internal import Configs
internal import Diagnostics
internal import YAML

extension PolicyFunctions {
  /// Other files of the repository.
  static let files: [Overload] = [
    Overload(
      name: "documents",
      isMember: false,
      arguments: [.string],
      result: .map(.string, .dyn),
      doc:
        "The files that a glob takes, read as YAML or JSON, by path; those that can't be read are left out."
    ) { values, run throws(CELError) in
      let glob = PathPattern(try Arguments(values).text(0).string)
      let world = try run.world
      if let fault = world.listingFault {
        throw CELError(.evaluation, "the files of the repository can't be listed: \(fault)")
      }
      let pattern = try Arguments(values).text(0)
      try run.charge(UInt64(world.paths.count + 1) * UInt64(1 + pattern.byteCount / 10))
      var documents: [(key: Value, value: Value)] = []
      for path in world.paths where glob.matches(path) {
        guard let root = try root(of: path, world, run) else { continue }
        documents.append((.string(path), .written(root)))
      }
      return .map(ValueMap(documents))
    },
    Overload(
      name: "readDocument",
      isMember: false,
      arguments: [.string],
      result: .optional(.dyn),
      doc: "A file of the repository, read as YAML or JSON; none if it can't be read."
    ) { values, run throws(CELError) in
      let path = try Arguments(values).text(0).string
      return try root(of: path, run.world, run).map { .some(.written($0)) } ?? .none
    },
    Overload(
      name: "readText",
      isMember: false,
      arguments: [.string],
      result: .optional(.string),
      doc: "The text of a file of the repository; none if there is no such file."
    ) { values, run throws(CELError) in
      let path = try Arguments(values).text(0).string
      try run.charge(200)
      guard let bytes = try run.world.documents.read(path) else { return .none }
      try run.charge(bytes: bytes.count)
      return .some(.string(String(decoding: bytes, as: UTF8.self)))
    },
  ]

  /// The top value of a file; `nil` if it can't be read.
  private static func root(
    of path: String,
    _ world: PolicyWorld,
    _ run: Run
  ) throws(CELError) -> Node? {
    try run.charge(200)
    guard let document = world.documents.document(at: path) else { return nil }
    try run.charge(bytes: document.file.bytes.count)
    return document.isReadable ? document.root : nil
  }
}
