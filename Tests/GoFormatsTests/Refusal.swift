import GoFormats

/// The reason for which `body` refuses its text; `nil` if it accepts.
func refusal<Value>(_ body: () throws(FormatError) -> Value) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return error.offset.map { "\($0): \(error.reason)" } ?? error.reason
  }
}
