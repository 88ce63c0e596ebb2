internal import Diagnostics
internal import Files
package import Prow
internal import YAML

/// Finds files of other programs next to Prow's, by what they hold.
///
/// The settings may name others.
package enum CompanionFiles {
  /// A file that was found or named.
  package struct Found: Sendable, Hashable {
    package let path: String
    package let kind: FileKind
  }

  /// More bytes than any such file has.
  private static let mostBytes = 4 << 20

  /// What a file holds, if it can be nothing else.
  package static func kind(of path: String, _ bytes: [UInt8]) -> FileKind? {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml"), bytes.count <= mostBytes,
      mayHold(bytes)
    else { return nil }
    let file = SourceFile(path: path, bytes: bytes)
    return FileKind.companions.first { kind in
      let document = LoadedFile.document(of: file, as: kind)
      let isNamed = kinds(named: name(of: path)).contains(kind)
      // A broken file is what its name says.
      if !document.isReadable { return isNamed }
      return document.root.map { kind.isHeld(by: $0, isNamed: isNamed) } ?? false
    }
  }

  /// Whether a line starts with a key that such files have, so that few files are parsed.
  private static func mayHold(_ bytes: [UInt8]) -> Bool {
    let keys = ["resources:", "kind:", "prefixes:", "includedConfigPaths:"].map { Array($0.utf8) }
    return bytes.split(separator: 0x0A).contains { line in keys.contains { line.starts(with: $0) } }
  }

  /// Those in the folder of config.yaml, and in folders there, whose name or folder says what they
  /// are, in order.
  ///
  /// `config`: From the root of the tree.
  static func near(_ config: String, in tree: some FileTree) throws(TreeError) -> [Found] {
    let folder = JobFolders.parent(of: config)
    let entries = try tree.files(
      named: { path in
        (path.hasSuffix(".yaml") || path.hasSuffix(".yml")) && word(path, below: folder) != nil
      },
      skipping: { path in
        let isAbove = folder == path || folder.hasPrefix(path + "/")
        return !isAbove
          && (JobFolders.parent(of: path) != folder || kinds(named: name(of: path)).isEmpty)
      },
      most: 1000
    )
    let files = entries.filter { $0.kind == .file }.sorted { $0.path < $1.path }
    var found: [Found] = []
    for file in files {
      guard try tree.sizes(of: [file])[0] <= mostBytes,
        let content = try tree.contents(of: [file]).first,
        let kind = kind(of: file.path, content.bytes),
        word(file.path, below: folder).map({ kinds(named: $0).contains(kind) }) ?? false
      else { continue }
      found.append(Found(path: file.path, kind: kind))
    }
    return found
  }

  /// The path of a file from a folder, if a name in it is that of a program.
  private static func word(_ path: String, below folder: String) -> String? {
    let start = folder.isEmpty ? "" : folder + "/"
    guard path.hasPrefix(start) else { return nil }
    let inside = String(path.dropFirst(start.count))
    return inside.split(separator: "/").count <= 2 && !kinds(named: inside).isEmpty ? inside : nil
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The kinds whose program a path names.
  private static func kinds(named path: String) -> [FileKind] {
    let path = path.lowercased()
    return FileKind.companions.filter { path.contains($0.program) }
  }

  /// The files of a tree that a pattern matches, in order; a pattern without wildcards names one.
  static func matches(
    of pattern: String,
    in tree: some FileTree
  ) throws(TreeError) -> [String] {
    guard PathGlob.isPattern(pattern) else { return [pattern] }
    let glob = PathGlob(pattern)
    return try tree.entries(at: [PathGlob.folder(of: pattern)]).map(\.path)
      .filter(glob.matches).sorted()
  }
}

extension FileKind {
  /// What the names of such files have in them, in lower case.
  fileprivate var program: String { self == .boskos ? "boskos" : "autobump" }

  /// Whether the top of a document is that of such a file and of no other.
  ///
  /// `isNamed`: Whether the name of the file says so, too: then more may be missing.
  fileprivate func isHeld(by root: Node, isNamed: Bool) -> Bool {
    if self == .autobump {
      let namesImages = root["prefixes"]?.isSequence ?? false
      let namesPaths = root["includedConfigPaths"] != nil
      return isNamed ? namesImages || namesPaths : namesImages && namesPaths
    }
    guard root.isMapping, let resources = root["resources"], resources.isSequence else {
      return false
    }
    // A kustomization has a list of that name, too.
    guard resources.items.allSatisfy(\.isMapping) else { return false }
    if isNamed { return root["kind"] == nil }
    return resources.items.contains { item in
      item["type"]?.isScalar ?? false
        && (item["names"]?.isSequence ?? false || item["max-count"] != nil)
    }
  }
}
