/// What changed between two texts, line by line.
///
/// Lines that both texts have once and in the same order are anchors; between them the shortest
/// script is taken (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986), or, where
/// that would take too long, everything counts as replaced.
package struct LineDiff {
  /// Lines with their line breaks.
  let old: [ArraySlice<UInt8>]
  let new: [ArraySlice<UInt8>]
  /// Whether a line of `old` is gone, or a line of `new` came.
  private(set) var isRemoved: [Bool]
  package private(set) var isAdded: [Bool]
  private let oldIDs: [Int]
  private let newIDs: [Int]

  /// The longest script that is looked for between two anchors.
  private static let longestScript = 1000

  init(_ oldText: [UInt8], _ newText: [UInt8]) {
    self.init(elements: LineDiff.lines(oldText), LineDiff.lines(newText))
  }

  /// Compares lists of anything that bytes say.
  package init(elements old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    self.old = old
    self.new = new
    var known: [ArraySlice<UInt8>: Int] = [:]
    func ids(_ lines: [ArraySlice<UInt8>]) -> [Int] {
      lines.map { line in
        if let id = known[line] { return id }
        known[line] = known.count
        return known.count - 1
      }
    }
    oldIDs = ids(old)
    newIDs = ids(new)
    isRemoved = Array(repeating: false, count: old.count)
    isAdded = Array(repeating: false, count: new.count)
    compare(0..<old.count, 0..<new.count)
  }

  package static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }

  /// Removed and added lines, by index; if one place has as many of both, they are pairs.
  package var pairs: [(old: Int?, new: Int?)] {
    var pairs: [(old: Int?, new: Int?)] = []
    var (oldLine, newLine) = (0, 0)
    while oldLine < old.count || newLine < new.count {
      let oldEnd = isRemoved[oldLine...].firstIndex(of: false) ?? old.count
      let newEnd = isAdded[newLine...].firstIndex(of: false) ?? new.count
      for offset in 0..<max(oldEnd - oldLine, newEnd - newLine) {
        pairs.append(
          (
            old: oldLine + offset < oldEnd ? oldLine + offset : nil,
            new: newLine + offset < newEnd ? newLine + offset : nil
          )
        )
      }
      (oldLine, newLine) = (oldEnd + 1, newEnd + 1)
    }
    return pairs
  }

  private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
    var work = [(oldRange, newRange)]
    while let (wholeOld, wholeNew) = work.popLast() {
      let (old, new) = trimmed(wholeOld, wholeNew)
      if old.isEmpty || new.isEmpty {
        replace(old, new)
        continue
      }
      let anchors = anchors(old, new)
      if anchors.isEmpty {
        if !script(old, new) { replace(old, new) }
        continue
      }
      var (oldStart, newStart) = (old.lowerBound, new.lowerBound)
      for (oldLine, newLine) in anchors {
        work.append((oldStart..<oldLine, newStart..<newLine))
        (oldStart, newStart) = (oldLine + 1, newLine + 1)
      }
      work.append((oldStart..<old.upperBound, newStart..<new.upperBound))
    }
  }

  /// Without lines that are the same at both ends.
  private func trimmed(_ old: Range<Int>, _ new: Range<Int>) -> (Range<Int>, Range<Int>) {
    var (oldStart, newStart) = (old.lowerBound, new.lowerBound)
    var (oldEnd, newEnd) = (old.upperBound, new.upperBound)
    while oldStart < oldEnd, newStart < newEnd, oldIDs[oldStart] == newIDs[newStart] {
      (oldStart, newStart) = (oldStart + 1, newStart + 1)
    }
    while oldStart < oldEnd, newStart < newEnd, oldIDs[oldEnd - 1] == newIDs[newEnd - 1] {
      (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
    }
    return (oldStart..<oldEnd, newStart..<newEnd)
  }

  private mutating func replace(_ old: Range<Int>, _ new: Range<Int>) {
    for line in old { isRemoved[line] = true }
    for line in new { isAdded[line] = true }
  }

  // MARK: Anchors

  /// Lines that stand once in either range, as many as keep their order.
  private func anchors(_ old: Range<Int>, _ new: Range<Int>) -> [(old: Int, new: Int)] {
    let oldLines = uniqueLines(oldIDs, old)
    let newLines = uniqueLines(newIDs, new)
    let pairs = oldLines.compactMap { id, line in newLines[id].map { (old: line, new: $0) } }
      .sorted { $0.old < $1.old }
    return LineDiff.longestRise(pairs)
  }

  private func uniqueLines(_ ids: [Int], _ range: Range<Int>) -> [Int: Int] {
    var lines: [Int: Int] = [:]
    var repeated: Set<Int> = []
    for line in range where lines.updateValue(line, forKey: ids[line]) != nil {
      repeated.insert(ids[line])
    }
    return lines.filter { !repeated.contains($0.key) }
  }

  /// The longest subsequence in which `new` rises.
  private static func longestRise(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    // ends[n]: the pair with the least `new` at which a rise of n + 1 pairs can end.
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var rise: [(old: Int, new: Int)] = []
    var next = ends.last
    while let index = next {
      rise.append(pairs[index])
      next = previous[index]
    }
    return rise.reversed()
  }

  // MARK: Scripts

  /// Marks the shortest script.
  ///
  /// - Returns: `false` if it is longer than the limit, and nothing is marked.
  private mutating func script(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    let limit = min(old.count + new.count, LineDiff.longestScript)
    // reach[k]: how far into `old` a path on diagonal k comes, which is old minus new.
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var rounds: [[Int]] = []
    for length in 0...limit {
      rounds.append(Array(reach[(middle - length - 1)...(middle + length + 1)]))
      for diagonal in stride(from: -length, through: length, by: 2) {
        let isDown =
          diagonal == -length
          || diagonal != length && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]
        var x = isDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
        while x < old.count, x - diagonal < new.count, x - diagonal >= 0,
          oldIDs[old.lowerBound + x] == newIDs[new.lowerBound + x - diagonal]
        {
          x += 1
        }
        reach[middle + diagonal] = x
        if diagonal == old.count - new.count, x >= old.count {
          mark(rounds, old, new)
          return true
        }
      }
    }
    return false
  }

  /// Walks back through the rounds of `script`, of which round n has diagonals from -n-1 to n+1.
  private mutating func mark(_ rounds: [[Int]], _ old: Range<Int>, _ new: Range<Int>) {
    var (x, y) = (old.count, new.count)
    for length in stride(from: rounds.count - 1, to: 0, by: -1) {
      let reach = rounds[length]
      let middle = length + 1
      let diagonal = x - y
      let isDown =
        diagonal == -length
        || diagonal != length && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]
      let before = isDown ? diagonal + 1 : diagonal - 1
      let (fromX, fromY) = (reach[middle + before], reach[middle + before] - before)
      if isDown { isAdded[new.lowerBound + fromY] = true }
      if !isDown { isRemoved[old.lowerBound + fromX] = true }
      (x, y) = (fromX, fromY)
    }
  }
}
