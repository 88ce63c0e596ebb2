internal import GoFormats
internal import Prow
internal import YAML

/// The fields of a cron line that Prow takes.
struct CronLine {
  /// Seconds first, if there are six.
  private let fields: [Field]

  enum Name: String {
    case second, minute, hour, day, month, weekday
  }

  private static let all: [(name: Name, bounds: ClosedRange<Int>)] = [
    (.second, 0...59), (.minute, 0...59), (.hour, 0...23), (.day, 1...31), (.month, 1...12),
    (.weekday, 0...6),
  ]

  struct Field {
    let name: Name
    let text: Substring
    let bounds: ClosedRange<Int>

    /// Whether every value of the field is in it.
    var isEvery: Bool { hasStar && !text.contains { $0 == "/" } || text.hasSuffix("*/1") || isFull }

    private var isFull: Bool { text == "\(bounds.lowerBound)-\(bounds.upperBound)" }

    /// Whether any part starts with a star, so that the other field of days decides.
    var hasStar: Bool {
      text.split(separator: ",").contains { $0.hasPrefix("*") || $0.hasPrefix("?") }
    }
  }

  var second: Field? { fields.count == 6 ? fields[0] : nil }
  var minute: Field { fields[fields.count - 5] }
  var hour: Field { fields[fields.count - 4] }
  var day: Field { fields[fields.count - 3] }
  var month: Field { fields[fields.count - 2] }
  /// Whether the day is one that few months have, as in 31 February, which stands for never.
  var isRareDay: Bool { !month.hasStar && Int(day.text).map { $0 > 28 } ?? false }
  var weekday: Field { fields[fields.count - 1] }

  /// Fails for a line that is not valid, and for words such as `@daily`.
  init?(_ text: String) {
    guard (try? CronSchedule(text)) != nil else { return nil }
    var parts = text.split(whereSeparator: \.isWhitespace)
    if parts.first?.hasPrefix("TZ=") ?? false { parts.removeFirst() }
    guard parts.count == 5 || parts.count == 6 else { return nil }
    fields = zip(parts, Self.all.suffix(parts.count)).map {
      Field(name: $1.name, text: $0, bounds: $1.bounds)
    }
  }

  /// The line of a periodic and where it is written.
  static func of(_ job: ResolvedJob) -> (node: Node, text: Text)? {
    guard job.job.kind == .periodic, let node = job.job[.cron], let text = node.string else {
      return nil
    }
    return (node, text)
  }

  /// Whether the line has five fields, a minute or a step of minutes, and a star for one field of
  /// days: most lines, which run as they say.
  static func isOrdinary(_ text: Text) -> Bool {
    if text.starts(with: "*/1 ") { return false }
    var bytes = text.bytes[...]
    if text.starts(with: "*/") { bytes = bytes.dropFirst(2) }
    var count = 0
    var starts = InlineArray<5, UInt8>(repeating: 0)
    var previous = UInt8(ascii: " ")
    for byte in bytes {
      if count == 1, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") { return false }
      if previous == UInt8(ascii: " "), byte != previous {
        if count == 5 { return false }
        starts[count] = byte
        count += 1
      }
      previous = byte
    }
    func isStar(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }
    return count == 5 && !isStar(starts[0]) && (isStar(starts[2]) || isStar(starts[4]))
  }

  /// Whether the line has a step that is not one of those that divide the minutes or the hours.
  static func mayHaveUnevenStep(_ text: Text) -> Bool {
    var (field, step) = (0, -1)
    var isDoubtful = false
    for index in 0...text.count {
      let byte = index < text.count ? text.bytes[index] : UInt8(ascii: " ")
      if byte == UInt8(ascii: "/") {
        isDoubtful = isDoubtful || step >= 0
        step = 0
      } else if step >= 0, byte &- UInt8(ascii: "0") < 10, step < 100 {
        step = step * 10 + Int(byte - UInt8(ascii: "0"))
      } else if step >= 0 {
        let whole = field == 0 ? 60 : field == 1 ? 24 : 0
        isDoubtful = isDoubtful || whole == 0 || step == 0 || whole % step != 0
        step = -1
      }
      if byte == UInt8(ascii: " ") { field += 1 }
    }
    // With six fields, or with a time zone, the first is another one.
    return isDoubtful || field != 5 && text.bytes.contains(UInt8(ascii: "/"))
  }

  /// The line with other texts for two fields.
  func text(
    replacing first: Name,
    by firstText: String,
    _ second: Name,
    by secondText: String
  ) -> String {
    fields.map {
      $0.name == first ? firstText : $0.name == second ? secondText : String($0.text)
    }.joined(separator: " ")
  }

  /// The line with another text for one field.
  func text(replacing name: Name, by text: String) -> String {
    fields.map { $0.name == name ? text : String($0.text) }.joined(separator: " ")
  }
}

extension CronLine {
  /// A step that does not divide its field.
  struct UnevenStep {
    var field: Name
    var step: Int
    var words: String
    var help: String
    /// What runs as often, where no other field of the line says when.
    var interval: String?
  }

  /// The first of them.
  var unevenStep: UnevenStep? {
    for field in fields {
      for part in field.text.split(separator: ",") {
        if let step = unevenStep(of: part, in: field) { return step }
      }
    }
    return nil
  }

  private func unevenStep(of part: Substring, in field: Field) -> UnevenStep? {
    let halves = part.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let step = Int(halves[1]), step > 1 else { return nil }
    let range = halves[0]
    let isWhole =
      range == "*" || range == "?"
      || range == "\(field.bounds.lowerBound)-\(field.bounds.upperBound)"
    // A range from one value to another says itself where it ends.
    if !isWhole, range.contains("-") { return nil }
    let start = isWhole ? field.bounds.lowerBound : Int(range) ?? field.bounds.lowerBound
    let count = field.bounds.count
    // Months differ in length, so that no step divides them.
    let isEven = field.name == .day ? step < 7 : count % step == 0
    if isEven { return nil }
    let values = Array(stride(from: start, through: field.bounds.upperBound, by: step))
    guard let last = values.last else { return nil }
    let unit = Self.unit(of: field.name)
    if values.count == 1 {
      return UnevenStep(
        field: field.name,
        step: step,
        words: "runs at \(unit) \(last) of each \(Self.whole(of: field.name)), not every \(step) "
          + "\(unit)s",
        help: field.name == .hour || field.name == .minute
          ? "use interval: \(step)\(field.name == .hour ? "h" : "m")" : "write the value alone",
        interval: interval(field.name, step)
      )
    }
    return UnevenStep(
      field: field.name,
      step: step,
      words: "runs at the \(unit)s \(Self.list(values)) of each \(Self.whole(of: field.name)): the "
        + "last gap is not \(step) \(unit)s",
      help: field.name == .hour || field.name == .minute
        ? "use a step that divides \(count), or interval: \(step)\(field.name == .hour ? "h" : "m")"
        : "write the values",
      interval: interval(field.name, step)
    )
  }

  private func interval(_ name: Name, _ step: Int) -> String? {
    guard fields.count == 5, day.text == "*", month.text == "*", weekday.text == "*" else {
      return nil
    }
    switch name {
    case .hour: return Int(minute.text) == nil ? nil : "\(step)h"
    case .minute: return hour.text == "*" ? "\(step)m" : nil
    default: return nil
    }
  }

  private static func list(_ values: [Int]) -> String {
    values.count > 8
      ? values.prefix(7).map(String.init).joined(separator: ", ") + " …"
      : values.map(String.init).joined(separator: ", ")
  }

  private static func unit(of name: Name) -> String {
    switch name {
    case .weekday: "day"
    default: name.rawValue
    }
  }

  private static func whole(of name: Name) -> String {
    switch name {
    case .second: "minute"
    case .minute: "hour"
    case .hour: "day"
    case .day: "month"
    case .month: "year"
    case .weekday: "week"
    }
  }
}
