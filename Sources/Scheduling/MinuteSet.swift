/// The minutes of an hour at which a cron line starts runs, as the line has them.
struct MinuteSet: Hashable, Sendable {
  /// A bit for each minute.
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  private var first: Int { bits.trailingZeroBitCount }
  private var last: Int { 63 - bits.leadingZeroBitCount }

  /// By how many minutes all of them can move with none leaving the hour, so that the time between two
  /// starts stays as it is; `nil` if they can't move.
  var shifts: ClosedRange<Int>? {
    guard bits != 0, case let shifts = -first...(59 - last), shifts.count > 1 else { return nil }
    return shifts
  }

  func moved(by shift: Int) -> MinuteSet {
    MinuteSet(bits: shift < 0 ? bits >> UInt64(-shift) : bits << UInt64(shift))
  }

  var minutes: [Int] { (0..<60).filter { bits >> UInt64($0) & 1 == 1 } }

  /// As a field of a cron line.
  var text: String {
    let minutes = minutes
    guard minutes.count > 2, case let step = minutes[1] - minutes[0],
      zip(minutes, minutes.dropFirst()).allSatisfy({ $1 - $0 == step })
    else { return minutes.map(String.init).joined(separator: ",") }
    // A step ends with the hour.
    let range =
      minutes[0] == 0 && last + step > 59 ? "*" : "\(first)-\(last + step > 59 ? 59 : last)"
    return step == 1 ? "\(first)-\(last)" : "\(range)/\(step)"
  }
}
