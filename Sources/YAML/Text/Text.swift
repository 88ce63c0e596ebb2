internal import Glibc

/// Bytes of a scalar: a slice of its file, or of text that the document keeps next to it.
///
/// Holds no reference. It lives as long as the document it comes from.
@usableFromInline
package struct Text: @unchecked Sendable {
  // Points into memory that never changes and that the document frees at its own end.
  @usableFromInline
  package let bytes: UnsafeBufferPointer<UInt8>

  @inlinable
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  @inlinable
  package init(_ literal: StaticString) {
    self.init(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inlinable
  package var isEmpty: Bool { bytes.isEmpty }
  @inlinable
  package var count: Int { bytes.count }

  /// A copy, with U+FFFD where the bytes are not UTF-8.
  @inlinable
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  @inlinable
  package static func == (left: Text, right: StaticString) -> Bool {
    left.bytes.count == right.utf8CodeUnitCount && left.bytes.hasBytes(right.utf8Start)
  }

  @inlinable
  package static func != (left: Text, right: StaticString) -> Bool {
    !(left == right)
  }

  /// Whether the text is that of a string.
  ///
  /// No `==`, which every comparison with a literal would take instead of the one above.
  package func equals(_ string: String) -> Bool {
    bytes.count == string.utf8.count && bytes.elementsEqual(string.utf8)
  }

  /// Whether the text starts with the bytes of `prefix`.
  package func starts(with prefix: StaticString) -> Bool {
    let length = prefix.utf8CodeUnitCount
    return bytes.count >= length
      && UnsafeBufferPointer(rebasing: bytes[..<length]).hasBytes(prefix.utf8Start)
  }
}

extension Text: Hashable {
  @inlinable
  package static func == (left: Text, right: Text) -> Bool {
    guard left.bytes.count == right.bytes.count else { return false }
    guard let other = right.bytes.baseAddress else { return true }
    return left.bytes.hasBytes(other)
  }

  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(Fingerprint.secret(of: bytes))
  }
}

extension Text: CustomStringConvertible {
  @inlinable
  package var description: String { string }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether as many bytes at `other` are the same.
  @usableFromInline
  package func hasBytes(_ other: UnsafePointer<UInt8>) -> Bool {
    guard let start = baseAddress, !isEmpty else { return true }
    return memcmp(start, other, count) == 0
  }
}

extension Text {
  /// Without ASCII white space at both ends.
  package var trimmed: Text {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return Text(UnsafeBufferPointer(start: nil, count: 0)) }
    return Text(UnsafeBufferPointer(rebasing: bytes[first...last]))
  }
}

extension Text {
  /// Whether the bytes of `part` stand anywhere in the text.
  package func contains(_ part: StaticString) -> Bool {
    let length = part.utf8CodeUnitCount
    guard length > 0 else { return true }
    guard var rest = bytes.baseAddress, length <= bytes.count else { return false }
    let last = rest + (bytes.count - length)
    while rest <= last,
      let hit = memchr(rest, Int32(part.utf8Start.pointee), rest.distance(to: last) + 1)
    {
      rest = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self))
      if memcmp(rest, part.utf8Start, length) == 0 { return true }
      rest += 1
    }
    return false
  }

  /// Whether a `#` with this word after it, and only blanks or more of `#` between, stands anywhere.
  package func containsComment(_ word: StaticString) -> Bool {
    guard var rest = bytes.baseAddress else { return false }
    let end = rest + bytes.count
    while let hash = memchr(rest, Int32(UInt8(ascii: "#")), rest.distance(to: end)) {
      rest = UnsafePointer(hash.assumingMemoryBound(to: UInt8.self))
      while rest < end, rest.pointee == UInt8(ascii: "#") || rest.pointee == UInt8(ascii: " ") {
        rest += 1
      }
      let length = word.utf8CodeUnitCount
      if rest.distance(to: end) >= length, memcmp(rest, word.utf8Start, length) == 0 { return true }
    }
    return false
  }
}

extension Text {
  /// Whether the text ends with the bytes of `suffix`.
  package func hasSuffix(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    return bytes.count >= length
      && UnsafeBufferPointer(rebasing: bytes[(bytes.count - length)...]).hasBytes(suffix.utf8Start)
  }
}
