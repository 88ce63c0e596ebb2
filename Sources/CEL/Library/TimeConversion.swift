internal import GoFormats

/// From texts and numbers to times.
enum TimeConversion {
  static func timestamp(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      if let time = Timestamp(unixSeconds: seconds) { return .timestamp(time) }
      throw .evaluation("timestamp overflow")
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      if let time = Timestamp(text) { return .timestamp(time) }
      throw .evaluation("\"\(value.shortText)\" is not a time such as 2024-05-01T12:00:00Z")
    default: throw .noSuchOverload("timestamp(\(value.typeName))")
    }
  }

  static func duration(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .duration: return value
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      if let span = text.withBytes({ GoDuration($0) }) { return .duration(span.nanoseconds) }
      throw .evaluation("\"\(value.shortText)\" is not a duration such as 90s or 1h30m")
    default: throw .noSuchOverload("duration(\(value.typeName))")
    }
  }
}
