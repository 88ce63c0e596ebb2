internal import GoFormats

/// A point in time, with the offset from UTC that its text had.
package struct Timestamp: Sendable {
  package let unixSeconds: Int64
  // As small as they may be, since all values are as large as the largest one.
  private let shortNanoseconds: Int32
  private let shortOffset: Int32

  /// The first second of year 1 and the last of year 9999.
  private static let bounds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Fails outside the years 1 to 9999.
  package init?(unixSeconds: Int64, nanoseconds: Int = 0, offset: Int = 0) {
    guard Timestamp.bounds.contains(unixSeconds) else { return nil }
    self.unixSeconds = unixSeconds
    shortNanoseconds = Int32(nanoseconds)
    shortOffset = Int32(offset)
  }

  /// Within the second, from 0.
  package var nanoseconds: Int { Int(shortNanoseconds) }
  /// In seconds east of UTC; counts for text only.
  package var offset: Int { Int(shortOffset) }

  /// Reads RFC 3339 as Go does.
  package init?(_ text: StringValue) {
    guard let time = text.withBytes({ GoTime($0) }) else { return nil }
    self.init(
      unixSeconds: time.unixSeconds,
      nanoseconds: time.nanoseconds,
      offset: time.offset
    )
  }

  var isZero: Bool { unixSeconds == Timestamp.bounds.lowerBound && nanoseconds == 0 }

  /// So many nanoseconds later; `nil` outside the years 1 to 9999.
  func adding(_ duration: Int64) -> Timestamp? {
    let (seconds, rest) = duration.quotientAndRemainder(dividingBy: 1_000_000_000)
    var (sum, part) = (unixSeconds + seconds, nanoseconds + Int(rest))
    if part < 0 { (sum, part) = (sum - 1, part + 1_000_000_000) }
    if part >= 1_000_000_000 { (sum, part) = (sum + 1, part - 1_000_000_000) }
    return Timestamp(unixSeconds: sum, nanoseconds: part, offset: offset)
  }

  /// The nanoseconds from another time to this one; `nil` if they don't fit.
  func since(_ other: Timestamp) -> Int64? {
    let (product, overflows) = (unixSeconds - other.unixSeconds)
      .multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, stillOverflows) = product.addingReportingOverflow(
      Int64(nanoseconds - other.nanoseconds)
    )
    return overflows || stillOverflows ? nil : sum
  }

  /// As RFC 3339 writes it, with the offset of the text it was read from.
  package var text: String {
    let civil = CivilTime(unixSeconds: unixSeconds + Int64(offset))
    var text = String(civil.rfc3339.dropLast())
    if nanoseconds > 0 {
      var digits = String(nanoseconds + 1_000_000_000).dropFirst()
      while digits.hasSuffix("0") { digits.removeLast() }
      text += ".\(digits)"
    }
    guard offset != 0 else { return text + "Z" }
    let minutes = abs(offset) / 60
    return text + (offset < 0 ? "-" : "+") + pair(minutes / 60) + ":" + pair(minutes % 60)
  }

  private func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Timestamp: Hashable, Comparable {
  package static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.unixSeconds == right.unixSeconds && left.nanoseconds == right.nanoseconds
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.unixSeconds, left.nanoseconds) < (right.unixSeconds, right.nanoseconds)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(unixSeconds)
    hasher.combine(nanoseconds)
  }
}
