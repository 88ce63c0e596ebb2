/// A time span written as Go writes it, such as `1h30m`, `-1.5s` or `0`.
///
/// Source: Go, `time.ParseDuration`.
package struct GoDuration: Sendable, Hashable {
  package let nanoseconds: Int64

  /// Reads the whole of `bytes`; `nil` if Go refuses it, or if the span does not fit.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = DurationScanner(bytes: bytes)
    guard let nanoseconds = scanner.scan() else { return nil }
    self.nanoseconds = nanoseconds
  }

  package init?(_ text: String) {
    guard let duration = text.withBytes({ GoDuration($0) }) else { return nil }
    self = duration
  }
}

extension GoDuration: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

private struct DurationScanner {
  /// The size of the smallest `Int64`; one more than the greatest.
  static let limit: UInt64 = 1 << 63

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func scan() -> Int64? {
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    if position == bytes.count - 1, current == UInt8(ascii: "0") { return 0 }
    guard current != nil else { return nil }

    var total: UInt64 = 0
    while current != nil {
      guard let part = scanPart() else { return nil }
      // Go does not notice that twice the limit wraps to zero.
      total &+= part
      guard total <= Self.limit else { return nil }
    }
    return isNegative ? Int64(bitPattern: 0 &- total) : Int64(exactly: total)
  }

  /// One number with its unit.
  mutating func scanPart() -> UInt64? {
    let start = position
    guard let whole = scanWhole() else { return nil }
    var digits = position - start
    var fraction = Fraction()
    if current == UInt8(ascii: ".") {
      position += 1
      fraction = scanFraction()
      digits = position - start - 1
    }
    guard digits > 0, let unit = scanUnit() else { return nil }
    guard whole <= Self.limit / unit else { return nil }
    let value = whole * unit + fraction.share(of: unit)
    return value <= Self.limit ? value : nil
  }

  mutating func scanWhole() -> UInt64? {
    var value: UInt64 = 0
    while let byte = current, byte.isDigit {
      guard value <= Self.limit / 10 else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
      guard value <= Self.limit else { return nil }
      position += 1
    }
    return value
  }

  /// Digits that no longer fit are passed over, not refused.
  mutating func scanFraction() -> Fraction {
    var fraction = Fraction()
    var isFull = false
    while let byte = current, byte.isDigit {
      position += 1
      if isFull { continue }
      let next = fraction.value &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
      isFull = fraction.value > (Self.limit - 1) / 10 || next > Self.limit
      if !isFull { fraction = Fraction(value: next, scale: fraction.scale * 10) }
    }
    return fraction
  }

  /// Everything up to the next digit or dot, as nanoseconds.
  mutating func scanUnit() -> UInt64? {
    let start = position
    while let byte = current, !byte.isDigit, byte != UInt8(ascii: ".") { position += 1 }
    switch position - start {
    case 1: return Self.longUnit(bytes[start])
    case 2 where bytes[start + 1] == UInt8(ascii: "s"): return Self.prefix(bytes[start])
    case 3 where bytes[start + 2] == UInt8(ascii: "s"):
      return Self.isMicro(bytes[start], bytes[start + 1]) ? 1_000 : nil
    default: return nil
    }
  }

  static func longUnit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "s"): 1_000_000_000
    case UInt8(ascii: "m"): 60_000_000_000
    case UInt8(ascii: "h"): 3_600_000_000_000
    default: nil
    }
  }

  static func prefix(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "n"): 1
    case UInt8(ascii: "u"): 1_000
    case UInt8(ascii: "m"): 1_000_000
    default: nil
    }
  }

  /// Whether two bytes are the micro sign or the Greek letter mu.
  static func isMicro(_ first: UInt8, _ second: UInt8) -> Bool {
    (first == 0xC2 && second == 0xB5) || (first == 0xCE && second == 0xBC)
  }
}

/// The digits after the dot: `value / scale`.
private struct Fraction {
  var value: UInt64 = 0
  var scale = 1.0

  /// Go rounds here as floating point does, so exact arithmetic would differ in the last place.
  func share(of unit: UInt64) -> UInt64 {
    UInt64(Double(value) * (Double(unit) / scale))
  }
}
