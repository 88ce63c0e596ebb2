/// A number that equal strings share and that different ones rarely do.
@usableFromInline
package enum Fingerprint {
  @inlinable
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var words = UnsafeRawPointer(bytes.baseAddress)
    var left = count
    while left > 8, let word = words {
      hash = mix(hash ^ word.loadUnaligned(as: UInt64.self))
      words = word + 8
      left &-= 8
    }
    // Never 0, which stands for "look closer".
    return mix(hash ^ lastWord(of: UnsafeRawBufferPointer(bytes))) | 1
  }

  /// A number for hash tables, by a secret that is new in each run of the program: nobody can write
  /// files in which many texts share one.
  @inlinable
  package static func secret(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    let (start, factor) = secrets
    var hash = start ^ UInt64(truncatingIfNeeded: raw.count)
    var index = 0
    while index + 8 < raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), factor)
      index += 8
    }
    return fold(hash ^ lastWord(of: raw), factor)
  }

  /// The last eight bytes, or all of fewer.
  ///
  /// With the count it tells apart all texts that agree before those eight bytes.
  @inlinable
  @inline(__always)
  static func lastWord(of raw: UnsafeRawBufferPointer) -> UInt64 {
    let count = raw.count
    if count >= 8 { return raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
    if count >= 4 {
      let first = raw.loadUnaligned(as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(first) << 32 | UInt64(last)
    }
    if count == 0 { return 0 }
    return UInt64(raw[0]) << 16 | UInt64(raw[count / 2]) << 8 | UInt64(raw[count - 1])
  }

  @usableFromInline
  static let secrets: (start: UInt64, factor: UInt64) = (
    .random(in: .min ... .max), .random(in: .min ... .max) | 1
  )

  /// Both halves of a product, so that each bit counts in every other.
  @inlinable
  static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ value >> 32) &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 29
  }
}
