import Glibc
import Prow
import Rendering
import YAML

/// Values for what a request does not give.
///
/// All but the time depend on the job alone, so that two renderings can be compared.
struct MadeUp {
  let job: ResolvedJob

  static let buildID: StaticString = "1000000000000000000"

  /// In the form of a UUID.
  func name(_ arena: Arena) -> Text {
    withDigits(of: "name") { digits in
      func part(_ range: Range<Int>) -> Text { Text(UnsafeBufferPointer(rebasing: digits[range])) }
      let (dash, eight) = (Text(static: "-"), Text(static: "-8"))
      let start = arena.join(part(0..<8), dash, part(8..<12), eight, part(12..<15))
      return arena.join(start, eight, part(15..<18), dash, part(18..<30))
    }
  }

  /// Forty hexadecimal digits that look like a commit.
  func sha(of what: StaticString, _ arena: Arena) -> Text {
    withDigits(of: what) { arena.join(Text(UnsafeBufferPointer(rebasing: $0[..<40]))) }
  }

  /// Calls `body` with 48 hexadecimal digits.
  private func withDigits(
    of what: StaticString,
    _ body: (UnsafeBufferPointer<UInt8>) -> Text
  ) -> Text {
    var start = NameHash()
    for part in [Text(static: what), job.job.repo, job.job.name] {
      start.add(part.bytes)
      start.add(UInt8(ascii: " "))
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { digits in
      for round in 0..<3 {
        var hash = start
        hash.add(UInt8(ascii: "0") + UInt8(round))
        let bits = hash.spread
        for index in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: bits >> UInt64(60 - 4 * index)) & 15
          // 0x57 is ten below the letter a.
          let byte = digit + (digit < 10 ? UInt8(ascii: "0") : 0x57)
          digits.initializeElement(at: 16 * round + index, to: byte)
        }
      }
      return body(UnsafeBufferPointer(digits))
    }
  }

  /// In UTC as RFC 3339 has it.
  static var now: String {
    var seconds = Glibc.time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}

/// FNV-1a.
private struct NameHash {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// The last bytes spread over all bits, as splitmix64 does.
  var spread: UInt64 {
    var bits = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
