/// One of a cron line's fields: what its values are called and how far they go.
///
/// Source: `getField` and its bounds in gopkg.in/robfig/cron.v2.
struct CronField {
  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

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

  /// One piece of a field's list: the values from `start` to `end` by steps.
  struct Piece {
    let start: Int
    let end: Int
    let step: Int
    /// Whether it is a star or a question mark, with a step or without.
    let isStar: Bool
  }

  /// Reads each piece of a field's list.
  ///
  /// Empty ones are passed over, so that `,` is a field without values.
  ///
  /// - Throws: What is wrong with the first piece that Prow does not take.
  func forEachPiece(of field: Bytes, _ body: (Piece) -> Void) throws(FormatError) {
    var rest = field
    while let comma = rest.firstIndex(of: UInt8(ascii: ",")) {
      if let piece = try piece(rest[..<comma]) { body(piece) }
      rest = rest[(comma + 1)...]
    }
    if let piece = try piece(rest) { body(piece) }
  }

  private func piece(_ piece: Bytes) throws(FormatError) -> Piece? {
    if piece.isEmpty { return nil }
    let slash = piece.firstIndex(of: UInt8(ascii: "/"))
    var range = try range(piece[..<(slash ?? piece.endIndex)], in: piece)
    var width = 1
    if let slash {
      let step = piece[(slash + 1)...]
      guard !step.contains(UInt8(ascii: "/")) else { throw fault("too many slashes", piece) }
      // Prow does not refuse this: it then adds zero for ever.
      width = try number(step)
      guard width > 0 else { throw fault("a step of 0", piece) }
      if range.isOneValue { range.end = bounds.upperBound }
    }
    guard range.start >= bounds.lowerBound, range.end <= bounds.upperBound else {
      throw fault("not within \(bounds.lowerBound)-\(bounds.upperBound)", piece)
    }
    guard range.start <= range.end else { throw fault("the range ends before it starts", piece) }
    let isStar = piece.first == UInt8(ascii: "*") || piece.first == UInt8(ascii: "?")
    return Piece(start: range.start, end: range.end, step: width, isStar: isStar)
  }

  /// After `*` or `?`, what follows a hyphen is not even read.
  private func range(
    _ text: Bytes,
    in piece: Bytes
  ) throws(FormatError) -> (start: Int, end: Int, isOneValue: Bool) {
    let hyphen = text.firstIndex(of: UInt8(ascii: "-"))
    let first = text[..<(hyphen ?? text.endIndex)]
    if first.count == 1, first.first == UInt8(ascii: "*") || first.first == UInt8(ascii: "?") {
      return (bounds.lowerBound, bounds.upperBound, false)
    }
    let start = try value(first)
    guard let hyphen else { return (start, start, true) }
    let last = text[(hyphen + 1)...]
    guard !last.contains(UInt8(ascii: "-")) else { throw fault("too many hyphens", piece) }
    return (start, try value(last), false)
  }

  private func value(_ text: Bytes) throws(FormatError) -> Int {
    if !words.isEmpty, let first = text.first, !first.isDigit,
      let value = words[goLowercased(String(decoding: text, as: UTF8.self).unicodeScalars)]
    {
      return value
    }
    return try number(text)
  }

  private func number(_ text: Bytes) throws(FormatError) -> Int {
    guard let number = goInteger(text) else { throw fault("not a number", text) }
    guard number >= 0 else { throw fault("a negative number", text) }
    return number
  }

  private func fault(_ reason: String, _ text: Bytes) -> FormatError {
    FormatError("\(name) \(excerpt(String(decoding: text, as: UTF8.self))): \(reason)")
  }
}

private let monthNumbers = [
  "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
  "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
]

private let weekdayNumbers = [
  "sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6,
]

/// Source: Go, `strconv.Atoi`.
private func goInteger(_ text: CronField.Bytes) -> Int? {
  if text.count <= 2, !text.isEmpty, text.allSatisfy(\.isDigit) {
    return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
  // Swift's reading of decimal text is Go's: one sign, then digits, and no overflow.
  return Int(String(decoding: text, as: UTF8.self))
}
