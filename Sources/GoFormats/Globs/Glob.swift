/// A key of `config_updater.maps`: a path, or a pattern for paths.
///
/// Sources: go-zglob, `New` and `Match` in zglob.go, as Prow calls them in `FilterChanges` in
/// pkg/plugins/updateconfig/updateconfig.go.
package struct Glob: Sendable, Hashable {
  /// As written.
  package let pattern: String
  /// What a path is matched against; `nil` for a plain path, in which no character is special.
  private let parts: [GlobPart]?
  /// What may follow the last star, which is then not among the parts; `nil` if not just a few
  /// strings can.
  let endings: [[UInt8]]?
  /// The pieces where they are as in most patterns: a folder, and all below it or not.
  private let simple: SimpleParts?
  /// Paths must have more bytes than the text before the first segment with a star.
  private let rootLength: Int
  /// The file, or the folder that all matching files are below; empty for the root of the tree,
  /// `nil` if no path of a tree can match.
  package let root: String?
  /// A segment that Prow replaces by an environment variable or the home directory, so that what
  /// matches depends on the machine.
  package let environmentSegment: String?

  package init(_ pattern: String) {
    self.pattern = pattern
    guard pattern.utf8.contains(UInt8(ascii: "*")) else {
      parts = nil
      endings = nil
      simple = nil
      rootLength = 0
      environmentSegment = nil
      root = Glob.isTreePath(pattern) ? pattern : nil
      return
    }
    let segments = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var path = CleanPath()
    var start: CleanPath?
    for (index, segment) in segments.enumerated() {
      if start == nil, segment.utf8.contains(UInt8(ascii: "*")) { start = path }
      path.append(segment, isFirst: index == 0)
    }
    rootLength = (start ?? path).text.utf8.count
    let parts = GlobPart.parse(Array(path.text.utf8))
    let star = parts.lastIndex(of: .star)
    endings = star.flatMap { GlobPart.texts(of: parts[($0 + 1)...]) }
    let before = endings == nil ? parts : Array(parts[..<(star ?? 0)])
    self.parts = before
    simple = endings == nil ? nil : SimpleParts(before)
    root = path.staticFolder
    environmentSegment =
      segments.enumerated().first {
        $0.offset == 0 && $0.element == "~" || Glob.isVariable($0.element)
      }?.element
  }

  /// Whether the pattern can stand for more than one file.
  package var isPattern: Bool { parts != nil }

  /// Whether a path from the root of the tree, with slashes, is among the files.
  package func matches(_ path: String) -> Bool {
    guard let parts else { return path == pattern }
    var path = path
    return path.withUTF8 { bytes in
      if bytes.count <= rootLength || bytes.count == 1 && bytes[0] == UInt8(ascii: ".") {
        return false
      }
      if let simple, let endings, let matches = simple.match(bytes, endings) { return matches }
      var ends = [0]
      for part in parts {
        ends = part.ends(in: bytes, from: ends)
        if ends.isEmpty { return false }
      }
      guard let endings else { return ends.last == bytes.count }
      // Where the last star ends is known, so that not each byte has to be tried.
      return endings.contains { ending in
        let end = bytes.count - ending.count
        guard end >= 0, bytes[end...].elementsEqual(ending) else { return false }
        return ends.contains { $0 <= end && !bytes[$0..<end].contains(UInt8(ascii: "/")) }
      }
    }
  }

  /// `$NAME` or `$(NAME)` with a name of two letters or more.
  private static func isVariable(_ segment: String) -> Bool {
    guard segment.hasPrefix("$") else { return false }
    var name = segment.dropFirst()
    if name.hasPrefix("("), name.hasSuffix(")") { name = name.dropFirst().dropLast() }
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard name.utf8.count >= 2, let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy {
      isLetter($0) || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  /// Whether a file can have this path: no empty segments, none of dots, not absolute.
  private static func isTreePath(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}

/// A path put together segment by segment, without empty ones, `.` and `..`.
///
/// Source: Go, `Join` and `Clean` in path.
private struct CleanPath {
  private var segments: [String] = []
  private var isAbsolute = false

  mutating func append(_ segment: String, isFirst: Bool) {
    switch segment {
    case "": if isFirst { isAbsolute = true }
    case ".": break
    case "..":
      if let last = segments.last, last != ".." {
        segments.removeLast()
      } else if !isAbsolute {
        segments.append(segment)
      }
    default: segments.append(segment)
    }
  }

  var text: String {
    let joined = segments.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// The segments before the first that is a pattern; `nil` if they lead out of a tree.
  var staticFolder: String? {
    if isAbsolute || segments.first == ".." { return nil }
    let plain = segments.dropLast().prefix { segment in
      !segment.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "{") }
    }
    return plain.joined(separator: "/")
  }
}
