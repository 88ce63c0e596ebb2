/// A piece of a pattern.
enum GlobPart: Sendable, Hashable {
  case literal([UInt8])
  /// `*`: any bytes but slashes.
  case star
  /// `**/`: nothing, or anything up to a slash. Line breaks are not crossed.
  case folders
  /// `{a,b}`: one of some literals.
  case alternatives([[UInt8]])

  /// The pieces of a pattern whose path is clean.
  ///
  /// Source: go-zglob, `New` in zglob.go.
  static func parse(_ pattern: [UInt8]) -> [GlobPart] {
    var parts: [GlobPart] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "*"):
        let isDouble = pattern[index...].starts(with: Array("**/".utf8))
        parts.append(isDouble ? .folders : .star)
        index += isDouble ? 3 : 1
      case UInt8(ascii: "{"):
        let close = pattern[index...].firstIndex(of: UInt8(ascii: "}"))
        let inside = pattern[(index + 1)..<(close ?? pattern.count)]
        if inside.isEmpty {
          append(close == nil ? UInt8(ascii: "{") : UInt8(ascii: "}"), to: &parts)
        } else {
          let words = inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
          parts.append(.alternatives(words.map(Array.init)))
        }
        // What follows a brace that is never closed counts twice: as alternatives, and again.
        index = (close ?? index) + 1
      default:
        append(pattern[index], to: &parts)
        index += 1
      }
    }
    if pattern.last == UInt8(ascii: "/") { parts.append(.star) }
    return parts
  }

  private static func append(_ byte: UInt8, to parts: inout [GlobPart]) {
    if case .literal(let bytes) = parts.last {
      parts[parts.count - 1] = .literal(bytes + [byte])
    } else {
      parts.append(.literal([byte]))
    }
  }

  /// The strings that some pieces match; `nil` if they are many, or not all pieces are literals.
  static func texts(of parts: ArraySlice<GlobPart>) -> [[UInt8]]? {
    var texts: [[UInt8]] = [[]]
    for part in parts {
      switch part {
      case .literal(let bytes): texts = texts.map { $0 + bytes }
      case .alternatives(let words): texts = texts.flatMap { text in words.map { text + $0 } }
      case .star, .folders: return nil
      }
      if texts.count > 16 { return nil }
    }
    return texts
  }

  /// Where the piece can end if it starts at one of `starts`; both rise and have no repeats.
  func ends(in path: UnsafeBufferPointer<UInt8>, from starts: [Int]) -> [Int] {
    let slash = UInt8(ascii: "/")
    switch self {
    case .literal(let bytes):
      return starts.filter { path[$0...].starts(with: bytes) }.map { $0 + bytes.count }
    case .star:
      var ends: [Int] = []
      for start in starts where start > ends.last ?? -1 {
        var end = start
        ends.append(end)
        while end < path.count, path[end] != slash {
          end += 1
          ends.append(end)
        }
      }
      return ends
    case .folders:
      var ends = Set(starts)
      for start in starts {
        for index in start..<path.count {
          if path[index] == UInt8(ascii: "\n") { break }
          if path[index] == slash { ends.insert(index + 1) }
        }
      }
      return ends.sorted()
    case .alternatives(let words):
      var ends: Set<Int> = []
      for start in starts {
        for word in words where path[start...].starts(with: word) {
          ends.insert(start + word.count)
        }
      }
      return ends.sorted()
    }
  }
}
