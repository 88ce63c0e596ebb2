/// What the characters of a line are counted in.
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The encoding to use of those that a client knows: bytes, which need no counting, if it can;
  /// UTF-16, which every client must know, if it names none.
  init(offered: [String]) {
    let known = offered.compactMap(PositionEncoding.init)
    self = known.contains(.utf8) ? .utf8 : known.first ?? .utf16
  }

  /// Units of the character that starts with a byte; none for a byte within a character.
  private func units(_ byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    case .utf32: byte & 0xC0 == 0x80 ? 0 : 1
    }
  }

  func count(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    if self == .utf8 { return bytes.count }
    return bytes.reduce(0) { $0 + units($1) }
  }

  /// How many bytes so many units are; less if there are not so many, and never a part of a character.
  func byteCount(_ count: Int, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var (index, rest) = (bytes.startIndex, count)
    while index < bytes.endIndex {
      var next = index + 1
      while next < bytes.endIndex, bytes[next] & 0xC0 == 0x80 { next += 1 }
      let width = self == .utf8 ? next - index : units(bytes[index])
      if width > rest { break }
      rest -= width
      index = next
    }
    return index - bytes.startIndex
  }
}
