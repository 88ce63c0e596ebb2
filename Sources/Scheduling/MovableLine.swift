internal import GoFormats
internal import YAML

/// A cron line whose minute can be another one.
struct MovableLine: Sendable {
  let node: Node
  let minutes: MinuteSet
  /// All fields but the minute.
  private let rest: String

  private static let words = [
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
  ]

  /// `nil` for lines of six fields, for those with a time zone, and for what is no cron line.
  init?(_ node: Node, _ times: CronTimes) {
    let text = node.convertedText
    let line = MovableLine.words[text] ?? text
    let fields = line.split(whereSeparator: \.isWhitespace)
    guard fields.count == 5, times.minutes != 0 else { return nil }
    self.node = node
    minutes = MinuteSet(bits: times.minutes)
    rest = fields.dropFirst().joined(separator: " ")
  }

  func text(at minutes: MinuteSet) -> String { "\(minutes.text) \(rest)" }
}
