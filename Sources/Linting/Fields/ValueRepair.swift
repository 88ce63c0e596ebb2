internal import GoFormats
internal import Kubernetes
internal import YAML

/// What a malformed value was surely meant to be.
enum ValueRepair {
  private static let units = [
    "d": 24, "day": 24, "days": 24, "w": 168, "wk": 168, "week": 168, "weeks": 168,
  ]
  private static let names = [
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
  ]

  /// `24h` for `1d`, `30m` for `30 min`; `nil` for a number without unit, and for all else.
  static func duration(_ node: Node) -> TreeEditor.Value? {
    guard node.isScalar, node.text.count <= 24 else { return nil }
    let text = node.text.string.filter { $0 != " " }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text[digits.endIndex...].lowercased()
    guard let number = Int(digits), number < 10_000 else { return nil }
    let repaired =
      units[unit].map { "\(number * $0)h" } ?? names[unit].map { "\(number)\($0)" }
      ?? text.lowercased()
    return GoDuration(repaired) == nil ? nil : .string(repaired)
  }

  /// `8Gi` for `8GiB`, `8 Gi` and `8gi`, `1G` for `1GB`; `nil` where letter case leaves a doubt.
  static func quantity(_ node: Node) -> TreeEditor.Value? {
    guard node.isScalar, node.text.count <= 24 else { return nil }
    let text = node.text.string.filter { $0 != " " }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty else { return nil }
    var unit = String(text[digits.endIndex...])
    if unit.count > 1, unit.last == "B" || unit.last == "b" { unit.removeLast() }
    if unit.count == 2, unit.last == "i" || unit.last == "I" {
      unit = unit.prefix(1).uppercased() + "i"
    } else if ["g", "t", "p"].contains(unit) {
      unit = unit.uppercased()
    }
    let repaired = digits + unit
    return Quantity(String(repaired)) == nil ? nil : .string(String(repaired))
  }
}
