package import Diagnostics
internal import Glibc

/// What is in a file after its first YAML document, which is all that Prow reads.
package struct LaterDocuments: Sendable {
  /// Where the first of them starts that holds anything: its `---`, or what it starts with.
  package let start: SourceRange
  /// How many hold anything.
  package let count: Int

  /// `nil` if nothing follows the first document but empty ones and comments.
  ///
  /// `bytes`: A file whose first document can be parsed, so that a line with `---` in front is
  /// nothing but the start of a document.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard LaterDocuments.mayExist(bytes) else { return nil }
    var (start, count) = (0..<0, 0)
    var reader = DocumentReader()
    for line in LaterDocuments.lines(bytes) {
      guard reader.read(UnsafeBufferPointer(rebasing: bytes[line]), at: line.lowerBound) else {
        continue
      }
      if count == 0 { start = reader.marker }
      count += 1
    }
    if count == 0 { return nil }
    self.start = SourceRange(start: UInt32(start.lowerBound), end: UInt32(start.upperBound))
    self.count = count
  }

  /// A quick look for a marker after the first line.
  private static func mayExist(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    // Where a lone CR ends lines, the lines tell.
    if memchr(base, 0x0D, bytes.count) != nil { return true }
    var index = 0
    while index + 3 < bytes.count, let end = memchr(base + index, 0x0A, bytes.count - 3 - index) {
      index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end)) + 1
      let byte = bytes[index]
      guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { continue }
      if bytes[index + 1] == byte, bytes[index + 2] == byte { return true }
    }
    return false
  }

  /// Ranges of the lines without their ends.
  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
      if index >= start { lines.append(start..<index) }
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }
}

/// Goes over the lines of a file, from document to document.
private struct DocumentReader {
  /// Where the current document starts: its `---`, or as much of its first line without one.
  private(set) var marker = 0..<0
  /// Documents begun, from 1 for the first.
  private var number = 0
  private var isEmpty = true
  private var needsMarker = true

  /// - Returns: Whether this line is the first of a later document that holds anything.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    if isMarker(line, UInt8(ascii: "-")) {
      begin(at: offset..<offset + 3)
      return take(line.dropFirst(3))
    }
    if isMarker(line, UInt8(ascii: ".")) {
      // The document before ends here, even if it was empty.
      if number == 0 { number = 1 }
      needsMarker = true
      return false
    }
    guard isContent(line[...]) else { return false }
    if needsMarker {
      if number == 0, line.first == UInt8(ascii: "%") { return false }
      begin(at: offset..<offset + min(3, line.count))
    }
    return take(line[...])
  }

  private mutating func begin(at range: Range<Int>) {
    number += 1
    marker = range
    isEmpty = true
    needsMarker = false
  }

  private mutating func take(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard isEmpty, isContent(text) else { return false }
    isEmpty = false
    return number > 1
  }

  private func isMarker(_ line: UnsafeBufferPointer<UInt8>, _ byte: UInt8) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == byte }
      && (line.count == 3 || line[3] == 0x20 || line[3] == 0x09)
  }

  private func isContent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.first { $0 != 0x20 && $0 != 0x09 }.map { $0 != UInt8(ascii: "#") } ?? false
  }
}
