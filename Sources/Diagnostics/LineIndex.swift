internal import Glibc

/// A place as people count it.
package struct Position: Sendable, Hashable {
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Turns byte offsets of one file into lines and columns.
///
/// Built only for files with something to show. CR LF, LF and a lone CR end a line, as in YAML.
package struct LineIndex: Sendable {
  private let file: SourceFile
  private let starts: [Int]
  /// For a file with a long line, the scalars before each multiple of `step`; else empty.
  private let scalarsBefore: [Int]

  /// Bytes of a line that are counted for each position without help.
  private static let step = 1024

  package init(_ file: SourceFile) {
    self.file = file
    let bytes = file.bytes
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    var index = 0
    var longest = 0
    // Nearly every file has no CR, and then memchr finds the line ends many bytes at a time.
    if let base = bytes.baseAddress, memchr(base, 0x0D, bytes.count) == nil {
      while let end = memchr(base + index, 0x0A, bytes.count - index) {
        let start = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end)) + 1
        longest = max(longest, start - index)
        index = start
        starts.append(start)
      }
      longest = max(longest, bytes.count - index)
      index = bytes.count
    }
    var start = index
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
        index += 1
      }
      longest = max(longest, index - start)
      start = index
      starts.append(index)
    }
    longest = max(longest, bytes.count - start)
    self.starts = starts
    let isLong = longest > 4 * LineIndex.step
    scalarsBefore = isLong ? LineIndex.countScalars(in: bytes) : []
  }

  /// Without these, many findings on one long line would each count the line from its start.
  private static func countScalars(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var counts = [0]
    var start = 0
    while start + step <= bytes.count {
      counts.append(counts[counts.count - 1] + count(bytes[start..<start + step]))
      start += step
    }
    return counts
  }

  private static func count(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  package func position(at offset: UInt32) -> Position {
    let offset = min(Int(offset), file.bytes.count)
    let line = lineNumber(at: offset)
    let start = starts[line - 1]
    // A byte order mark takes no column.
    let visible = start == 0 && hasByteOrderMark ? min(3, offset) : start
    return Position(line: line, column: 1 + scalarCount(in: visible..<max(visible, offset)))
  }

  /// From 1; without a column, which takes longer.
  package func line(at offset: UInt32) -> Int { lineNumber(at: min(Int(offset), file.bytes.count)) }

  /// The bytes of a line, from 1, without its line end.
  package func lineBytes(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return 0..<0 }
    let bytes = file.bytes
    var start = starts[line - 1]
    if start == 0, hasByteOrderMark { start = 3 }
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  private var hasByteOrderMark: Bool {
    file.bytes.count >= 3 && file.bytes[0] == 0xEF && file.bytes[1] == 0xBB
      && file.bytes[2] == 0xBF
  }

  private func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func scalarCount(in range: Range<Int>) -> Int {
    guard range.count > LineIndex.step, !scalarsBefore.isEmpty else {
      return LineIndex.count(file.bytes[range])
    }
    return scalars(before: range.upperBound) - scalars(before: range.lowerBound)
  }

  private func scalars(before offset: Int) -> Int {
    let known = min(offset / LineIndex.step, scalarsBefore.count - 1)
    return scalarsBefore[known] + LineIndex.count(file.bytes[known * LineIndex.step..<offset])
  }
}
