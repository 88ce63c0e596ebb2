internal import Diagnostics

extension FileEdit {
  /// The one edit that makes a text of another: what is the same at both ends stays.
  init(from before: SourceFile, to after: SourceFile) {
    let (old, new) = (before.bytes, after.bytes)
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    start = FileEdit.characterStart(start, in: old)
    var (end, newEnd) = (old.count, new.count)
    while end > start, newEnd > start, old[end - 1] == new[newEnd - 1] {
      end -= 1
      newEnd -= 1
    }
    while end < old.count, old[end] & 0xC0 == 0x80 {
      end += 1
      newEnd += 1
    }
    self.init(
      file: before,
      edits: [
        TextEdit(
          range: SourceRange(start: UInt32(start), end: UInt32(end)),
          replacement: String(decoding: new[start..<newEnd], as: UTF8.self)
        )
      ]
    )
  }

  private static func characterStart(
    _ offset: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
