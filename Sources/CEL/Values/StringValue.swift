internal import Glibc
package import YAML

/// Text of an expression: Swift's own, or a slice of a document that is not copied.
///
/// The caller keeps the document alive as long as such values. Equality, order and hash go by UTF-8
/// bytes, so that characters which Swift takes for equal stay different.
package struct StringValue: Sendable {
  private enum Storage: Sendable {
    case native(String)
    case slice(Text)
  }

  private let storage: Storage

  package init(_ string: String) {
    var string = string
    string.makeContiguousUTF8()
    storage = .native(string)
  }

  package init(_ text: Text) {
    storage = .slice(text)
  }

  /// A copy of the bytes.
  init(_ bytes: some Collection<UInt8>) {
    storage = .native(String(decoding: bytes, as: UTF8.self))
  }

  /// Runs `body` on the UTF-8 bytes.
  @inline(__always)
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    switch storage {
    case .slice(let text): return body(text.bytes)
    case .native(let string):
      if let result = string.utf8.withContiguousStorageIfAvailable(body) { return result }
      var copy = string
      return copy.withUTF8(body)
    }
  }

  /// A part of it, by the bytes; both ends lie between characters.
  func slice(_ range: Range<Int>) -> StringValue {
    if range.count == byteCount { return self }
    switch storage {
    case .slice(let text):
      return StringValue(Text(UnsafeBufferPointer(rebasing: text.bytes[range])))
    case .native: return withBytes { StringValue($0[range]) }
    }
  }

  /// Swift's own string, which is a copy of a slice.
  package var string: String {
    switch storage {
    case .native(let string): string
    case .slice(let text): text.string
    }
  }

  /// The length in UTF-8 bytes.
  package var byteCount: Int {
    switch storage {
    case .native(let string): string.utf8.count
    case .slice(let text): text.count
    }
  }

  /// The length in code points.
  package var size: Int {
    withBytes { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
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
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
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

extension UnsafeBufferPointer<UInt8> {
  /// `other`: As long as this one.
  @inline(__always)
  func hasSameBytes(as other: Self) -> Bool {
    guard let start = baseAddress, let second = other.baseAddress else { return true }
    return memcmp(start, second, count) == 0
  }
}
