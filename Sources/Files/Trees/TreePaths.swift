internal import Glibc

/// Paths from the root of a tree.
package enum TreePaths {
  /// Sorted, and without those at or below another one; the empty path is above all.
  static func outermost(_ paths: [String]) -> [String] {
    var result: [String] = []
    // A path and what is below it need not be neighbours: `a`, `a-b`, `a/b`.
    let all = Set(paths)
    if all.contains("") { return [""] }
    for path in all.sorted(by: precedes) {
      let isBelow = path.utf8.indices.contains {
        path.utf8[$0] == UInt8(ascii: "/") && all.contains(String(path[..<$0]))
      }
      if !isBelow { result.append(path) }
    }
    return result
  }

  /// The order in which a walk meets files: in each folder by the bytes of names.
  package static func isWalkedBefore(_ left: String, _ right: String) -> Bool {
    // What ends a name comes before all that may go on with it.
    func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        var index = 0
        let shorter = min(left.count, right.count)
        while index < shorter, left[index] == right[index] { index += 1 }
        if index == shorter { return left.count < right.count }
        return rank(left[index]) < rank(right[index])
      }
    }
  }

  /// Whether a folder or file on a path has a name.
  package static func has(_ path: String, segment name: String) -> Bool {
    hasSegment(path) { $0.elementsEqual(name.utf8) }
  }

  /// Whether a folder or file on a path has a name that starts with some text.
  package static func has(_ path: String, segmentThatStartsWith start: String) -> Bool {
    hasSegment(path) { $0.starts(with: start.utf8) }
  }

  private static func hasSegment(
    _ path: String,
    where isWanted: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool
  ) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      var start = 0
      while true {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        if isWanted(bytes[start..<end]) { return true }
        if end == bytes.count { return false }
        start = end + 1
      }
    }
  }

  /// The order of the bytes, which is the same on every machine.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let first = left.baseAddress, let second = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(first, second, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }
}
