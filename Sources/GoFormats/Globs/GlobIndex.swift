/// Many globs, of which those that take a path are found without asking each.
///
/// An installation may have hundreds, and tens of thousands of files. Most globs are for other folders,
/// or for files with another end.
package struct GlobIndex: Sendable {
  private let globs: [Glob]
  /// Positions of plain paths; of equal ones the first.
  private let plain: [String: Int]
  /// By the folder that all files of a pattern are below.
  private let folders: [String: Folder]
  /// The lengths of these folders in bytes.
  private let folderLengths: [Int]

  /// Globs whose files are below one folder.
  fileprivate struct Folder {
    /// Positions by a hash of what a path must end with.
    var byEnding: [UInt64: [Int]] = [:]
    /// The lengths of these endings, whether there is any by the number of bytes.
    var hasEnding: [Bool] = []
    /// Positions of those with any ending.
    var others: [Int] = []
  }

  /// - Parameter globs: Those that no path can match, and those whose matches depend on the machine, are
  ///   never found.
  package init(_ globs: [Glob]) {
    self.globs = globs
    plain = Dictionary(
      globs.indices.filter { !globs[$0].isPattern }.map { (globs[$0].pattern, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var folders: [String: Folder] = [:]
    for (position, glob) in globs.enumerated() where glob.isPattern {
      guard let root = glob.root, glob.environmentSegment == nil else { continue }
      folders[root, default: Folder()].add(position, glob.endings)
    }
    self.folders = folders
    folderLengths = Set(folders.keys.map(\.utf8.count)).sorted()
  }

  /// The positions of the globs that take a path: first the one that is the path itself, then
  /// patterns in their order.
  package func matches(_ path: String) -> [Int] {
    var candidates: [Int] = []
    var text = path
    text.withUTF8 { bytes in
      for length in folderLengths where length < bytes.count {
        guard length == 0 || bytes[length] == UInt8(ascii: "/") else { continue }
        let folder = String(
          decoding: UnsafeBufferPointer(rebasing: bytes[..<length]),
          as: UTF8.self
        )
        folders[folder]?.addCandidates(for: bytes, to: &candidates)
      }
    }
    var matches = plain[path].map { [$0] } ?? []
    var last: Int?
    for position in candidates.sorted() where position != last {
      last = position
      if globs[position].matches(path) { matches.append(position) }
    }
    return matches
  }
}

extension GlobIndex.Folder {
  // From the last byte to the first, so that hashes of longer endings go on from shorter ones. Equal
  // hashes of different endings cost only a look at a glob more.
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  fileprivate mutating func add(_ position: Int, _ endings: [[UInt8]]?) {
    guard let endings else {
      others.append(position)
      return
    }
    for ending in endings {
      let hash = ending.reversed().reduce(Self.start, Self.hash)
      if byEnding[hash]?.last != position { byEnding[hash, default: []].append(position) }
      while hasEnding.count <= ending.count { hasEnding.append(false) }
      hasEnding[ending.count] = true
    }
  }

  /// Adds those whose ending a path has; a glob with several may come twice.
  fileprivate func addCandidates(
    for path: UnsafeBufferPointer<UInt8>,
    to candidates: inout [Int]
  ) {
    candidates += others
    var hash = Self.start
    for length in hasEnding.indices where length <= path.count {
      if length > 0 { hash = Self.hash(hash, path[path.count - length]) }
      guard hasEnding[length], let found = byEnding[hash] else { continue }
      candidates += found
    }
  }
}
