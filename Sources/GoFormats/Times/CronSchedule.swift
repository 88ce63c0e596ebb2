/// When a periodic runs, written for cron with Prow's extensions.
///
/// Source: `Parse` in gopkg.in/robfig/cron.v2, which Prow uses for `cron`: five fields, or six with
/// the seconds first; or a descriptor such as `@daily` or `@every 2h`; before either, `TZ=ZONE `.
package struct CronSchedule: Sendable, Hashable {
  /// What follows `TZ=`, as written; it may be empty, which is UTC.
  ///
  /// `nil` without that prefix.
  package let zone: String?
  package let isDescriptor: Bool
  /// The span after `@every`, in nanoseconds; it may be negative or less than a second.
  package let everyNanoseconds: Int64?

  package init(_ text: String) throws(FormatError) {
    let parts = try splitZone(text)
    zone = parts.zone
    isDescriptor = parts.rest.hasPrefix("@")
    if isDescriptor {
      everyNanoseconds = try checkDescriptor(parts.rest)
    } else {
      everyNanoseconds = nil
      try readFields(parts.rest) { _, _, _ in }
    }
  }
}

private func splitZone(_ text: String) throws(FormatError) -> (zone: String?, rest: Substring) {
  if text.utf8.starts(with: "CRON_TZ=".utf8) {
    throw FormatError("the prefix CRON_TZ= is not known, only TZ=", at: 0)
  }
  guard text.utf8.starts(with: "TZ=".utf8) else { return (nil, text[...]) }
  let afterEquals = text.utf8.dropFirst(3)
  guard let space = afterEquals.firstIndex(of: UInt8(ascii: " ")) else {
    throw FormatError("nothing follows the time zone")
  }
  let zone = String(text[afterEquals.startIndex..<space])
  guard isZone(zone) else { throw FormatError("unknown time zone \(excerpt(zone))", at: 3) }
  return (zone, Substring(text[space...].unicodeScalars.trimmed))
}

/// Source: Go, `time.LoadLocation`.
private func isZone(_ name: String) -> Bool {
  name.isEmpty || name.hasBytes(of: "Local") || TimeZoneNames.contains(name)
}

/// Returns the span of an `@every`, and `nil` for the others.
private func checkDescriptor(_ text: Substring) throws(FormatError) -> Int64? {
  let known = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]
  if known.contains(where: { text.hasBytes(of: $0) }) { return nil }
  let every = "@every "
  guard text.utf8.starts(with: every.utf8) else {
    throw FormatError("unknown descriptor \(excerpt(text))")
  }
  let written = String(text.unicodeScalars.dropFirst(every.utf8.count))
  guard let duration = GoDuration(written) else {
    throw FormatError("\(excerpt(written)) is not a duration such as 90s, 30m or 24h")
  }
  return duration.nanoseconds
}

/// Reads five or six fields.
///
/// - Parameters:
///   - text: The line, without a time zone.
///   - body: Gets the position of a field, from 0 for the seconds, how many fields there are, and one
///     piece of its list.
/// - Throws: What is wrong with the first field that Prow does not take.
func readFields(
  _ text: Substring,
  _ body: (_ field: Int, _ count: Int, CronField.Piece) -> Void
) throws(FormatError) {
  var text = String(text)
  let result = text.withUTF8 { bytes in
    Result { () throws(FormatError) in try readFields(bytes, body) }
  }
  try result.get()
}

private func readFields(
  _ text: UnsafeBufferPointer<UInt8>,
  _ body: (Int, Int, CronField.Piece) -> Void
) throws(FormatError) {
  let fields = goFields(text)
  guard fields.count == 5 || fields.count == 6 else {
    throw FormatError("expected 5 or 6 fields, found \(fields.count)")
  }
  for (index, field) in fields.enumerated() {
    let position = index + CronField.all.count - fields.count
    try CronField.all[position].forEachPiece(of: field) { body(position, fields.count, $0) }
  }
}

/// Source: Go, `strings.Fields`.
private func goFields(_ text: UnsafeBufferPointer<UInt8>) -> [CronField.Bytes] {
  var fields: [CronField.Bytes] = []
  var start = 0
  var index = 0
  while index < text.count {
    let length = spaceLength(text[index...])
    if length > 0, start < index { fields.append(text[start..<index]) }
    index += max(length, 1)
    if length > 0 { start = index }
  }
  if start < index { fields.append(text[start...]) }
  return fields
}

/// The bytes of the space that the text starts with; 0 if it does not start with one.
private func spaceLength(_ text: CronField.Bytes) -> Int {
  guard let first = text.first, first >= 0x80 else {
    return text.first.map { Unicode.Scalar($0).isGoSpace ? 1 : 0 } ?? 0
  }
  guard let scalar = String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first else {
    return 0
  }
  return scalar.isGoSpace ? String(scalar).utf8.count : 0
}
