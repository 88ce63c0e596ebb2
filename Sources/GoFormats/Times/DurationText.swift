/// A time span as Go prints it.
///
/// Source: Go, `Duration.String` in time/time.go.
package enum DurationText {
  /// Hours, minutes and seconds such as `1h30m0s`; below a second in the largest unit that fits.
  package static func text(_ nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    switch magnitude {
    case 0: return "0s"
    case ..<1_000: return "\(sign)\(magnitude)ns"
    case ..<1_000_000: return sign + decimal(magnitude, per: 1_000) + "µs"
    case ..<1_000_000_000: return sign + decimal(magnitude, per: 1_000_000) + "ms"
    default: break
    }
    let minutes = magnitude / 60_000_000_000
    let seconds = decimal(magnitude % 60_000_000_000, per: 1_000_000_000) + "s"
    if minutes == 0 { return sign + seconds }
    if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
    return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
  }

  private static func decimal(_ value: UInt64, per unit: UInt64) -> String {
    let rest = value % unit
    if rest == 0 { return String(value / unit) }
    let width = String(unit).count - 1
    let digits = String(rest)
    var fraction = String(repeating: "0", count: width - digits.count) + digits
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(value / unit).\(fraction)"
  }
}
