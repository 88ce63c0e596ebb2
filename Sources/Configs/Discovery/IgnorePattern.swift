/// One line of an ignore file.
struct IgnorePattern: Sendable {
  let isNegated: Bool
  private let isForDirectories: Bool
  private let kind: Kind

  private enum Kind {
    /// Matches the last part of a path.
    case name(IgnoreGlob)
    /// Matches a whole path, slashes like any other byte.
    case anchoredName(IgnoreGlob)
    /// Matches a path part by part.
    case path([Part])
  }

  enum Part {
    /// `**`: any number of parts, and none.
    case any
    case glob(IgnoreGlob)
  }

  /// Reads a line, given without its end, if it holds a pattern.
  init?(line: [UInt8]) {
    var rest = IgnorePattern.trimmed(line[...])
    guard IgnorePattern.isPattern(rest) else { return nil }
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest = rest.dropFirst() }
    let isAnchored = rest.first == UInt8(ascii: "/")
    if isAnchored { rest = rest.dropFirst() }
    isForDirectories = rest.last == UInt8(ascii: "/")
    if isForDirectories { rest = rest.dropLast() }
    guard !rest.isEmpty else { return nil }

    let parts = IgnorePattern.parts(of: rest)
    switch parts.first {
    case .glob(let glob) where !rest.contains(UInt8(ascii: "/")):
      kind = isAnchored ? .anchoredName(glob) : .name(glob)
    default:
      kind = .path(parts)
    }
  }

  func matches(_ path: Slice<UnsafeBufferPointer<UInt8>>, isDirectory: Bool) -> Bool {
    if isForDirectories, !isDirectory { return false }
    switch kind {
    case .name(let glob):
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      return glob.matches(slash.map { path[($0 + 1)...] } ?? path)
    case .anchoredName(let glob):
      return glob.matches(path)
    case .path(let parts):
      return IgnorePattern.match(parts, path)
    }
  }
}

extension IgnorePattern {
  /// Without white space at the end, unless escaped.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index = min(index + 2, line.endIndex)
        end = index
      } else {
        let isSpace = line[index] == UInt8(ascii: " ") || line[index] == UInt8(ascii: "\t")
        index += 1
        if !isSpace { end = index }
      }
    }
    return line[..<end]
  }

  /// Whether there is no unescaped `#`, and no backslash at the end.
  private static func isPattern(_ line: ArraySlice<UInt8>) -> Bool {
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "#") { return false }
      index += line[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index == line.endIndex
  }

  /// Splits at slashes, but those in brackets.
  private static func parts(of pattern: ArraySlice<UInt8>) -> [Part] {
    var parts: [Part] = []
    var start = pattern.startIndex
    var index = start
    // A missing end is not searched for twice.
    var lacksClassEnd = false
    while index < pattern.endIndex {
      switch pattern[index] {
      case UInt8(ascii: "/"):
        parts.append(part(pattern[start..<index]))
        index += 1
        start = index
      case UInt8(ascii: "[") where !lacksClassEnd:
        let end = GlobClass.end(in: pattern, from: index)
        lacksClassEnd = end == nil
        index = end ?? index + 1
      case UInt8(ascii: "\\"):
        index = min(index + 2, pattern.endIndex)
      default:
        index += 1
      }
    }
    parts.append(part(pattern[start...]))
    return parts
  }

  private static func part(_ text: ArraySlice<UInt8>) -> Part {
    text.elementsEqual("**".utf8) ? .any : .glob(IgnoreGlob(text))
  }

  /// Matches greedily and, where that fails, lets only the last `**` take one part more: an
  /// earlier one could gain nothing.
  private static func match(_ parts: [Part], _ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let names = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var part = 0
    var name = 0
    var retry: (part: Int, name: Int)?
    while name < names.count {
      if part < parts.count, case .any = parts[part] {
        part += 1
        retry = (part, name)
      } else if part < parts.count, case .glob(let glob) = parts[part], glob.matches(names[name]) {
        part += 1
        name += 1
      } else if let last = retry {
        retry = (last.part, last.name + 1)
        (part, name) = (last.part, last.name + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .any = $0 { true } else { false } }
  }
}
