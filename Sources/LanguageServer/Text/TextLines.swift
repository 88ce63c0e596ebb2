internal import Diagnostics
internal import Glibc

/// The lines of a text, as LSP counts them: LF, CR LF and a lone CR end one.
struct TextLines: Sendable {
  private let starts: [Int]
  private let count: Int

  /// `hidesMark`: Whether a byte order mark at the start is nothing that an editor counts, as it is
  /// for files that it reads from disk.
  init(_ bytes: UnsafeBufferPointer<UInt8>, hidesMark: Bool = false) {
    count = bytes.count
    let hasMark = bytes.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF])
    var starts = [hidesMark && hasMark ? 3 : 0]
    guard let base = bytes.baseAddress else {
      self.starts = starts
      return
    }
    starts.reserveCapacity(bytes.count / 32)
    if memchr(base, 0x0D, bytes.count) == nil {
      var index = 0
      while let end = memchr(base + index, 0x0A, bytes.count - index) {
        index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end)) + 1
        starts.append(index)
      }
    } else {
      for index in bytes.indices {
        let isEnd =
          bytes[index] == 0x0A
          || bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
        if isEnd { starts.append(index + 1) }
      }
    }
    self.starts = starts
  }

  init(_ file: SourceFile, hidesMark: Bool = false) {
    self.init(file.bytes, hidesMark: hidesMark)
  }

  var lineCount: Int { starts.count }

  /// `offset`: In bytes; what is after the end counts as the end.
  func position(
    of offset: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ encoding: PositionEncoding
  ) -> LSP.Position {
    let offset = min(offset, count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = min(starts[low], offset)
    return LSP.Position(line: low, character: encoding.count(bytes[start..<offset]))
  }

  /// The offset in bytes; a character after the end of its line counts as that end, a line after the
  /// last one as the end of the text, one before the first as the start.
  func offset(
    of position: LSP.Position,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ encoding: PositionEncoding
  ) -> Int {
    guard position.line >= 0 else { return starts[0] }
    guard position.line < starts.count else { return count }
    let start = starts[position.line]
    var end = position.line + 1 < starts.count ? starts[position.line + 1] : count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start + encoding.byteCount(position.character, in: bytes[start..<end])
  }

  func range(
    of range: SourceRange,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ encoding: PositionEncoding
  ) -> LSP.Range {
    let (start, end) = (Int(range.start), max(Int(range.start), Int(range.end)))
    return LSP.Range(
      start: position(of: start, in: bytes, encoding),
      end: position(of: end, in: bytes, encoding)
    )
  }
}
