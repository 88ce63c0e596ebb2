/// A point in time written as RFC 3339 wants it, or nearly so.
///
/// Source: Go, `time.Parse` with the layout `time.RFC3339`. It also takes an hour of one digit, a
/// comma before the fraction, and offsets of up to 24 hours and 60 minutes. Kubernetes' times
/// (`metav1.Time`) are read by it; `Time.UnmarshalJSON` takes the same, since its stricter checks
/// are switched off (Go issue 54580).
package struct GoTime: Sendable, Hashable {
  package let unixSeconds: Int64
  /// Within the second, from 0; digits past the ninth are dropped.
  package let nanoseconds: Int
  /// The offset that was written, in seconds east of UTC.
  package let offset: Int
  /// Whether RFC 3339 itself allows the text, not just Go.
  package let isStrict: Bool

  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = TimeScanner(bytes: bytes)
    guard let time = scanner.scan() else { return nil }
    self = time
  }

  package init?(_ text: String) {
    guard let time = text.withBytes({ GoTime($0) }) else { return nil }
    self = time
  }

  fileprivate init(
    unixSeconds: Int64,
    nanoseconds: Int,
    offset: Int,
    isStrict: Bool
  ) {
    self.unixSeconds = unixSeconds
    self.nanoseconds = nanoseconds
    self.offset = offset
    self.isStrict = isStrict
  }

  package static func isRFC3339(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    GoTime(bytes) != nil
  }

  package static func isStrictRFC3339(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    GoTime(bytes)?.isStrict ?? false
  }
}

private struct TimeScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var isStrict = true

  mutating func scan() -> GoTime? {
    guard let day = scanDate(), skip("T"), let second = scanClock() else { return nil }
    let nanoseconds = scanFraction()
    guard let offset = scanOffset(), position == bytes.count else { return nil }
    let seconds = day * 86_400 + second - offset
    return GoTime(
      unixSeconds: Int64(seconds),
      nanoseconds: nanoseconds,
      offset: offset,
      isStrict: isStrict
    )
  }

  /// The day, counted from the start of 1970.
  mutating func scanDate() -> Int? {
    guard let century = scanPair(), let yearOfCentury = scanPair(), skip("-"),
      let month = scanPair(), skip("-"), let day = scanPair()
    else { return nil }
    let year = century * 100 + yearOfCentury
    guard 1...12 ~= month, day >= 1, day <= CivilDate.days(in: month, of: year) else { return nil }
    return CivilDate(year: year, month: month, day: day).daysSinceEpoch
  }

  /// The second of the day.
  mutating func scanClock() -> Int? {
    guard let hour = scanHour(), skip(":"), let minute = scanPair(), skip(":"),
      let second = scanPair()
    else { return nil }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return (hour * 60 + minute) * 60 + second
  }

  mutating func scanHour() -> Int? {
    if let hour = scanPair() { return hour }
    guard let digit = digit(at: position) else { return nil }
    position += 1
    isStrict = false
    return digit
  }

  mutating func scanFraction() -> Int {
    guard position < bytes.count, digit(at: position + 1) != nil else { return 0 }
    guard bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ",") else {
      return 0
    }
    if bytes[position] == UInt8(ascii: ",") { isStrict = false }
    position += 1
    var value = 0
    var unit = 100_000_000
    while let digit = digit(at: position) {
      value += digit * unit
      unit /= 10
      position += 1
    }
    return value
  }

  /// Seconds east of UTC.
  mutating func scanOffset() -> Int? {
    if skip("Z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = scanPair(), skip(":"), let minutes = scanPair() else {
      return nil
    }
    guard hours <= 24, minutes <= 60 else { return nil }
    if hours == 24 || minutes == 60 { isStrict = false }
    let offset = (hours * 60 + minutes) * 60
    return isWest ? -offset : offset
  }

  /// Two digits; nothing is consumed unless both are there.
  mutating func scanPair() -> Int? {
    guard let tens = digit(at: position), let ones = digit(at: position + 1) else { return nil }
    position += 2
    return tens * 10 + ones
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func digit(at index: Int) -> Int? {
    guard index < bytes.count, bytes[index].isDigit else { return nil }
    return Int(bytes[index] - UInt8(ascii: "0"))
  }
}
