internal import GoFormats

/// From a value of one type to that of another.
///
/// Source: cel-go, the methods `ConvertToType` in common/types.
enum Conversion {
  static func bool(_ value: Value, _ run: Run) throws(CELError) -> Value {
    let text = try value.asString.string
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
    default: throw failure(value, "bool")
    }
  }

  static func bytes(_ value: Value, _ run: Run) throws(CELError) -> Value {
    let text = try value.asString
    try run.charge(bytes: text.byteCount)
    return .bytes(text.withBytes { Array($0) })
  }

  static func double(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      if let number = GoFloat.parse(text.string) { return .double(number) }
      throw failure(value, "double")
    default: throw failure(value, "double")
    }
  }

  static func int(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .uint(let number):
      if let number = Int64(exactly: number) { return .int(number) }
      throw .evaluation("integer overflow")
    case .double(let number):
      // The smallest int is refused, too.
      if number > -0x1p63, number < 0x1p63 { return .int(Int64(number)) }
      throw .evaluation("integer overflow")
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      if let number = Int64(text.string) { return .int(number) }
      throw failure(value, "int")
    case .timestamp(let time): return .int(time.unixSeconds)
    case .duration(let nanoseconds): return .int(nanoseconds)
    default: throw failure(value, "int")
    }
  }

  static func uint(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .int(let number):
      if let number = UInt64(exactly: number) { return .uint(number) }
      throw .evaluation("unsigned integer overflow")
    case .double(let number):
      if number >= 0, number < 0x1p64 { return .uint(UInt64(number)) }
      throw .evaluation("unsigned integer overflow")
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      let string = text.string
      if string.utf8.allSatisfy({ isDigit($0) }), let number = UInt64(string) {
        return .uint(number)
      }
      throw failure(value, "uint")
    default: throw failure(value, "uint")
    }
  }

  static func string(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .bool(let value): return .string(value ? "true" : "false")
    case .int(let number): return .string("\(number)")
    case .uint(let number): return .string("\(number)")
    case .double(let number): return .string(GoFloat.shortest(number))
    case .bytes(let bytes):
      try run.charge(bytes: bytes.count)
      if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
      throw .evaluation("invalid UTF-8 in bytes, cannot convert to string")
    case .timestamp(let time): return .string(time.text)
    case .duration(let nanoseconds): return .string(seconds(nanoseconds))
    case .opaque(let value): return .string("\(value)")
    default: throw failure(value, "string")
    }
  }

  /// A duration in seconds, as the language writes it.
  static func seconds(_ nanoseconds: Int64) -> String {
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return GoFloat.plain(Double(whole) + Double(rest) / 1e9) + "s"
  }

  private static func failure(_ value: Value, _ type: String) -> CELError {
    .evaluation("type conversion error from '\(value.typeName)' to '\(type)'")
  }
}
