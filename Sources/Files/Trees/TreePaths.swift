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
    return left.utf8.lexicographicallyPrecedes(right.utf8) { rank($0) < rank($1) }
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
