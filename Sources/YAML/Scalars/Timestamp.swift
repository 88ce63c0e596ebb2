/// Dates that `!!timestamp` accepts.
///
/// Source: go.yaml.in/yaml/v2, `allowedTimestampFormats` in resolve.go, read by Go's time.Parse.
enum Timestamp {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var scan = Scanner(text: text)
    guard let year = scan.number(digits: 4...4), scan.skip("-"),
      let month = scan.number(digits: 1...2), (1...12).contains(month), scan.skip("-"),
      let day = scan.number(digits: 1...2), (1...days(in: month, of: year)).contains(day)
    else { return false }
    if scan.isAtEnd { return true }
    if scan.skip(" ") { return scan.time() && scan.isAtEnd }
    guard scan.skip("T") || scan.skip("t") else { return false }
    return scan.time() && scan.zone() && scan.isAtEnd
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var index = 0

    var isAtEnd: Bool { index == text.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func number(digits: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while index < text.count, count < digits.upperBound, (0x30...0x39).contains(text[index]) {
        value = value * 10 + Int(text[index] - 0x30)
        index += 1
        count += 1
      }
      return digits.contains(count) ? value : nil
    }

    mutating func time() -> Bool {
      guard let hour = number(digits: 1...2), hour < 24, skip(":"),
        let minute = number(digits: 1...2), minute < 60, skip(":"),
        let second = number(digits: 1...2), second < 60
      else { return false }
      if skip(".") || skip(",") {
        let start = index
        while number(digits: 1...1) != nil {}
        return index > start
      }
      return true
    }

    mutating func zone() -> Bool {
      if skip("Z") { return true }
      guard skip("+") || skip("-"), let hours = number(digits: 2...2), hours <= 24, skip(":"),
        let minutes = number(digits: 2...2), minutes < 60
      else { return false }
      return true
    }
  }
}
