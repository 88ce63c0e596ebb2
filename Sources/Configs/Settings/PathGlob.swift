internal import Files

/// A pattern for paths: `*` and `?` stay within a folder, `**` crosses folders.
package struct PathGlob: Sendable {
  private let pattern: [UInt8]

  package init(_ text: String) {
    pattern = Array(text.utf8)
  }

  package func matches(_ path: String) -> Bool {
    // reachable[i]: whether the pattern up to i matches the path read so far.
    var reachable = start()
    for byte in path.utf8 {
      var next = [Bool](repeating: false, count: pattern.count + 1)
      for index in reachable.indices where reachable[index] && index < pattern.count {
        advance(index, byte, &next)
      }
      reachable = closed(next)
    }
    return reachable[pattern.count]
  }

  private func start() -> [Bool] {
    var first = [Bool](repeating: false, count: pattern.count + 1)
    first[0] = true
    return closed(first)
  }

  private func isDouble(_ index: Int) -> Bool {
    index + 1 < pattern.count && pattern[index] == star && pattern[index + 1] == star
  }

  private var star: UInt8 { UInt8(ascii: "*") }
  private var slash: UInt8 { UInt8(ascii: "/") }

  private func advance(_ index: Int, _ byte: UInt8, _ next: inout [Bool]) {
    if isDouble(index) {
      next[index] = true
    } else if pattern[index] == star {
      if byte != slash { next[index] = true }
    } else if pattern[index] == byte || pattern[index] == UInt8(ascii: "?") && byte != slash {
      next[index + 1] = true
    }
  }

  /// Stars match nothing too, and `**/` also no folder at all.
  private func closed(_ states: [Bool]) -> [Bool] {
    var states = states
    for index in states.indices where states[index] && index < pattern.count {
      guard pattern[index] == star else { continue }
      let end = index + (isDouble(index) ? 2 : 1)
      states[end] = true
      if isDouble(index), end < pattern.count, pattern[end] == slash { states[end + 1] = true }
    }
    return states
  }
}

extension PathGlob {
  /// Whether a path has characters that stand for others.
  static func isPattern(_ path: String) -> Bool { path.contains { $0 == "*" || $0 == "?" } }

  /// The folder that all matches of a pattern are in; empty for the top.
  static func folder(of pattern: String) -> String {
    let segments = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let plain = segments.dropLast().prefix { !$0.contains { $0 == "*" || $0 == "?" } }
    return plain.joined(separator: "/")
  }
}

extension FileTree {
  /// Whether there is a file whose shown path is as wanted; true where that can't be known.
  func hasFile(below folder: String, where isWanted: (String) -> Bool) -> Bool {
    do throws(TreeError) {
      return try entries(at: [folder]).contains { isWanted(displayName(of: $0.path)) }
    } catch {
      return true
    }
  }
}
