/// Takes the pieces of a log that comes with times apart into lines, and leaves out those that came
/// before when a log is asked for again.
struct LogLines {
  /// What is not a whole line yet.
  private var rest: [UInt8] = []
  /// The time of the last line, and how many lines had it.
  private var last: (time: [UInt8], count: Int) = ([], 0)
  /// How many lines with that time come again.
  private var repeated = 0

  /// From when on the log is to be asked for again: the whole second of the last line; `nil` for the
  /// start.
  var since: String? {
    if last.time.isEmpty { return nil }
    let second = last.time.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "Z") }
    return String(decoding: second, as: UTF8.self) + "Z"
  }

  /// Begins with the answer to another request.
  mutating func begin() {
    rest = []
    repeated = last.count
  }

  /// - Returns: The lines that are whole now, without their times and with a line feed.
  mutating func add(_ bytes: [UInt8]) -> [[UInt8]] {
    rest += bytes
    var lines: [[UInt8]] = []
    var start = 0
    while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if let line = line(rest[start..<end]) { lines.append(line) }
      start = end + 1
    }
    rest.removeFirst(start)
    return lines
  }

  /// What came without a line feed at the end.
  mutating func finish() -> [UInt8]? {
    defer { rest = [] }
    return rest.isEmpty ? nil : line(rest[...])
  }

  /// `nil` for a line that has been given before.
  private mutating func line(_ written: ArraySlice<UInt8>) -> [UInt8]? {
    guard let space = written.firstIndex(of: UInt8(ascii: " ")) else {
      return Array(written) + [10]
    }
    let time = Array(written[..<space])
    if time.lexicographicallyPrecedes(last.time) { return nil }
    if time == last.time {
      if repeated > 0 {
        repeated -= 1
        return nil
      }
      last.count += 1
    } else {
      last = (time, 1)
      repeated = 0
    }
    return Array(written[(space + 1)...]) + [10]
  }
}
