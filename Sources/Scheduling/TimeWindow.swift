/// A time for which starts are looked for: whole minutes in UTC.
package struct TimeWindow: Sendable, Hashable {
  /// In seconds since 1970, the start of a minute.
  package let start: Int64
  package let minutes: Int

  /// - Parameters:
  ///   - start: In seconds since 1970; the minute that it is in counts as a whole.
  ///   - minutes: How many.
  package init(start: Int64, minutes: Int) {
    self.start = TimeWindow.minute(of: start) * 60
    self.minutes = minutes
  }

  /// The second after its last.
  package var end: Int64 { start + Int64(minutes) * 60 }

  /// The minutes since 1970 that are over.
  static func minute(of second: Int64) -> Int64 {
    second >= 0 ? second / 60 : (second - 59) / 60
  }
}
