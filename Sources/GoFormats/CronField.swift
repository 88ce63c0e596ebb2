/// One of a cron line's fields: what its values are called and how far they go.
///
/// Source: `getField` and its bounds in gopkg.in/robfig/cron.v2.
struct CronField {
  let name: String
  let bounds: ClosedRange<Int>
  var words: [String: Int] = [:]

  /// Seconds first, as a line of six fields has them.
  static let all = [
    CronField(name: "second", bounds: 0...59),
    CronField(name: "minute", bounds: 0...59),
    CronField(name: "hour", bounds: 0...23),
    CronField(name: "day of month", bounds: 1...31),
    CronField(name: "month", bounds: 1...12, words: monthNumbers),
    CronField(name: "day of week", bounds: 0...6, words: weekdayNumbers),
  ]

  /// Empty pieces of the list are passed over, so that `,` is a field without values.
  func check(_ field: Substring) throws(FormatError) {
    for piece in field.utf8.split(separator: UInt8(ascii: ",")) {
      try checkPiece(Substring(piece))
    }
  }

  private func checkPiece(_ piece: Substring) throws(FormatError) {
    let slashes = parts(of: piece, around: "/")
    let hyphens = parts(of: slashes[0], around: "-")
    let range = try range(hyphens, in: piece)
    guard slashes.count <= 2 else { throw fault("too many slashes", piece) }
    var end = range.end
    if slashes.count == 2 {
      let step = try number(slashes[1])
      // Prow does not refuse this: it then adds zero for ever.
      guard step > 0 else { throw fault("a step of 0", piece) }
      if hyphens.count == 1 { end = bounds.upperBound }
    }
    guard range.start >= bounds.lowerBound, end <= bounds.upperBound else {
      throw fault("not within \(bounds.lowerBound)-\(bounds.upperBound)", piece)
    }
    guard range.start <= end else { throw fault("the range ends before it starts", piece) }
  }

  /// After `*` or `?`, what follows a hyphen is not even read.
  private func range(
    _ ends: [Substring],
    in piece: Substring
  ) throws(FormatError) -> (start: Int, end: Int) {
    if ends[0].hasBytes(of: "*") || ends[0].hasBytes(of: "?") {
      return (bounds.lowerBound, bounds.upperBound)
    }
    let start = try value(ends[0])
    switch ends.count {
    case 1: return (start, start)
    case 2: return (start, try value(ends[1]))
    default: throw fault("too many hyphens", piece)
    }
  }

  private func value(_ text: Substring) throws(FormatError) -> Int {
    if !words.isEmpty, let value = words[goLowercased(text.unicodeScalars)] { return value }
    return try number(text)
  }

  private func number(_ text: Substring) throws(FormatError) -> Int {
    guard let number = goInteger(text) else { throw fault("not a number", text) }
    guard number >= 0 else { throw fault("a negative number", text) }
    return number
  }

  private func fault(_ reason: String, _ text: Substring) -> FormatError {
    FormatError("\(name) \(excerpt(text)): \(reason)")
  }
}

private let monthNumbers = [
  "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
  "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
]

private let weekdayNumbers = [
  "sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6,
]

/// At least one part; empty ones count.
private func parts(of text: Substring, around separator: Unicode.Scalar) -> [Substring] {
  text.utf8.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
    .map { Substring($0) }
}

/// Source: Go, `strconv.Atoi`.
private func goInteger(_ text: Substring) -> Int? {
  // Swift's reading of decimal text is Go's: one sign, then digits, and no overflow.
  Int(text)
}
