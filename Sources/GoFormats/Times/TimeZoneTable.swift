internal import Glibc
internal import Synchronization

/// Offsets of time zones, from the database of the system.
///
/// Source: RFC 9636, the format TZif.
package enum TimeZoneTable {
  private static let known = Mutex<[String: TimeZoneRules?]>([:])

  /// Seconds east of UTC.
  ///
  /// - Parameters:
  ///   - name: Such as `Europe/Berlin`.
  ///   - time: In Unix seconds.
  /// - Returns: `nil` for a name that Go doesn't know, and where the system has no such zone.
  package static func offset(of name: String, at time: Int64) -> Int? {
    guard TimeZoneNames.contains(name) else { return nil }
    let rules = known.withLock { known in
      if let rules = known[name] { return rules }
      let rules = read("/usr/share/zoneinfo/\(name)").flatMap(TimeZoneRules.init)
      known[name] = .some(rules)
      return rules
    }
    return rules?.offset(at: time)
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 17)
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(file, buffer.baseAddress.map { $0 + length }, buffer.count - length)
      }
      if count <= 0 { break }
      length += count
    }
    return Array(bytes.prefix(length))
  }
}

/// When a zone changes its offset.
struct TimeZoneRules {
  private let times: [Int64]
  /// After the time at the same place.
  private let offsets: [Int]
  /// Before the first time.
  private let first: Int
  /// After the last time.
  private let rest: TimeZoneRule?

  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int, _ length: Int) -> Int64? {
      guard offset + length <= bytes.count else { return nil }
      let value = bytes[offset..<offset + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return length == 8 ? Int64(bitPattern: value) : Int64(Int32(truncatingIfNeeded: value))
    }
    /// The six counts of a header.
    func counts(_ start: Int) -> [Int]? {
      let counts = (0..<6).compactMap { number(start + 20 + $0 * 4, 4).map(Int.init) }
      return counts.count == 6 && counts.allSatisfy { (0...100_000).contains($0) } ? counts : nil
    }
    guard bytes.starts(with: "TZif".utf8), bytes.count > 4, bytes[4] >= UInt8(ascii: "2"),
      let old = counts(0)
    else { return nil }
    // The second part has times of 64 bits.
    let start = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    guard let new = counts(start) else { return nil }
    let (timeCount, typeCount) = (new[3], new[4])
    let timesStart = start + 44
    let indexStart = timesStart + timeCount * 8
    let typeStart = indexStart + timeCount
    let end = typeStart + typeCount * 6 + new[5] + new[2] * 12 + new[1] + new[0]
    guard end <= bytes.count, typeCount > 0 else { return nil }
    let types = (0..<typeCount).map { Int(number(typeStart + $0 * 6, 4) ?? 0) }
    let standard = (0..<typeCount).first { bytes[typeStart + $0 * 6 + 4] == 0 }
    times = (0..<timeCount).map { number(timesStart + $0 * 8, 8) ?? 0 }
    offsets = (0..<timeCount).map { types[min(Int(bytes[indexStart + $0]), typeCount - 1)] }
    first = types[standard ?? 0]
    let footer = bytes[end...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
    rest = TimeZoneRule(footer)
  }

  func offset(at time: Int64) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    if low == 0, !times.isEmpty { return first }
    if low == times.count, let rest { return rest.offset(at: time) }
    return low == 0 ? first : offsets[low - 1]
  }
}
