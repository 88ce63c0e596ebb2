internal import Glibc
package import YAML

/// Text of an expression: a slice of a document that is not copied, or bytes of its own.
///
/// The caller keeps the document alive as long as such values. Equality, order and hash go by UTF-8
/// bytes, so that characters which Swift takes for equal stay different.
// Unchecked because of the bytes, which never change once the value is made.
package struct StringValue: @unchecked Sendable {
  // Points into the document, or into `owner`, which this value and each slice of it keep alive.
  private let start: UnsafePointer<UInt8>?
  private let owner: OwnedBytes?
  // As small as it may be, since all values are as large as the largest one. Files, and what
  // evaluations may cost, are far below its limit.
  private let length: UInt32

  private init(_ bytes: UnsafeBufferPointer<UInt8>, owner: OwnedBytes?) {
    start = bytes.baseAddress
    self.owner = owner
    length = UInt32(bytes.count)
  }

  private init(_ owner: OwnedBytes, count: Int) {
    self.init(UnsafeBufferPointer(start: owner.start, count: count), owner: owner)
  }

  package static let empty = StringValue(UnsafeBufferPointer(start: nil, count: 0), owner: nil)

  /// A copy of the text.
  package init(_ string: String) {
    var string = string
    self = string.withUTF8 { StringValue(OwnedBytes.copying($0), count: $0.count) }
  }

  package init(_ text: Text) {
    self.init(text.bytes, owner: nil)
  }

  /// A copy of the bytes, with U+FFFD where they are not UTF-8.
  init(_ bytes: some Collection<UInt8>) {
    let copy: StringValue? =
      bytes.withContiguousStorageIfAvailable { bytes in
        bytes.isASCII ? StringValue(OwnedBytes.copying(bytes), count: bytes.count) : nil
      } ?? nil
    self = copy ?? StringValue(String(decoding: bytes, as: UTF8.self))
  }

  /// Two texts, one after the other.
  static func + (left: StringValue, right: StringValue) -> StringValue {
    left.withBytes { first in
      right.withBytes { second in
        guard first.isASCII, second.isASCII else {
          return StringValue(left.string + right.string)
        }
        let bytes = OwnedBytes.of(count: first.count + second.count)
        bytes.copy(first, to: 0)
        bytes.copy(second, to: first.count)
        return StringValue(bytes, count: first.count + second.count)
      }
    }
  }

  /// Runs `body` on the UTF-8 bytes.
  @inline(__always)
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withExtendedLifetime(owner) {
      body(UnsafeBufferPointer(start: start, count: Int(length)))
    }
  }

  /// The parts between bytes of ASCII, one or more.
  package func parts(separatedBy separator: UInt8) -> [StringValue] {
    var parts: [StringValue] = []
    var start = 0
    let ends = withBytes { bytes in bytes.indices.filter { bytes[$0] == separator } }
    for end in ends + [byteCount] {
      parts.append(slice(start..<end))
      start = end + 1
    }
    return parts
  }

  /// Without white space at both ends, as `trim` of expressions takes it off.
  package var trimmed: StringValue {
    // White space of ASCII, unless there is any character beyond it at an end.
    let ends: Range<Int>? = withBytes { bytes in
      var (start, end) = (0, bytes.count)
      while start < end, bytes[start].isSpace { start += 1 }
      while end > start, bytes[end - 1].isSpace { end -= 1 }
      return start < end && (bytes[start] >= 0x80 || bytes[end - 1] >= 0x80) ? nil : start..<end
    }
    if let ends { return slice(ends) }
    let scalars = string.unicodeScalars.drop(while: \.properties.isWhitespace)
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
      return StringValue("")
    }
    return StringValue(String(String.UnicodeScalarView(scalars[...last])))
  }

  /// A part of it, by the bytes; both ends lie between characters.
  func slice(_ range: Range<Int>) -> StringValue {
    withBytes { StringValue(UnsafeBufferPointer(rebasing: $0[range]), owner: owner) }
  }

  /// A copy as Swift's own string.
  package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// The length in UTF-8 bytes.
  package var byteCount: Int { Int(length) }

  /// The length in code points.
  package var size: Int {
    withBytes { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }
}

/// Bytes that texts of expressions share.
///
/// Nobody writes to them once a text is made of them.
private final class OwnedBytes: ManagedBuffer<Void, UInt8> {
  // The bytes lie in the object itself, which never moves.
  var start: UnsafeMutablePointer<UInt8> { withUnsafeMutablePointerToElements { $0 } }

  static func of(count: Int) -> OwnedBytes {
    // `create` gives an object of the class that it is called on.
    unsafeDowncast(OwnedBytes.create(minimumCapacity: count) { _ in }, to: OwnedBytes.self)
  }

  static func copying(_ bytes: UnsafeBufferPointer<UInt8>) -> OwnedBytes {
    let owned = OwnedBytes.of(count: bytes.count)
    owned.copy(bytes, to: 0)
    return owned
  }

  /// `offset`: Where the copy starts; it ends within the count that this was made for.
  func copy(_ bytes: UnsafeBufferPointer<UInt8>, to offset: Int) {
    guard let source = bytes.baseAddress else { return }
    (start + offset).initialize(from: source, count: bytes.count)
  }
}

extension StringValue: Hashable {
  @inline(__always)
  package static func == (left: StringValue, right: StringValue) -> Bool {
    left.withBytes { first in
      right.withBytes { second in
        first.count == second.count && first.hasSameBytes(as: second)
      }
    }
  }

  package func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(Fingerprint.secret(of: $0)) }
  }
}

extension StringValue: Comparable {
  // The order of UTF-8 bytes is the order of code points.
  package static func < (left: StringValue, right: StringValue) -> Bool {
    left.withBytes { first in
      right.withBytes { second in
        let length = min(first.count, second.count)
        if length > 0, let start = first.baseAddress, let other = second.baseAddress {
          let order = memcmp(start, other, length)
          if order != 0 { return order < 0 }
        }
        return first.count < second.count
      }
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension UnsafeBufferPointer<UInt8> {
  /// `other`: As long as this one.
  @inline(__always)
  func hasSameBytes(as other: Self) -> Bool {
    guard let start = baseAddress, let second = other.baseAddress else { return true }
    return memcmp(start, second, count) == 0
  }

  /// Whether each byte is a character of its own.
  var isASCII: Bool {
    var all: UInt8 = 0
    for byte in self { all |= byte }
    return all < 0x80
  }
}
