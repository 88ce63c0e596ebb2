/// Source: Go, `Replace` and `SplitN` in the package strings.
enum Replacement {
  /// `limit`: How many matches to replace; all if it is negative.
  static func replaced(
    _ text: Value,
    _ old: Value,
    _ new: Value,
    limit: Int64,
    _ run: Run
  ) throws(CELError) -> Value {
    let (text, old, new) = (try text.asString, try old.asString, try new.asString)
    try run.charge(bytes: text.byteCount + old.byteCount + new.byteCount)
    let bytes = text.withBytes { Array($0) }
    let replacement = new.withBytes { Array($0) }
    var output: [UInt8] = []
    var position = 0
    var count = 0
    while limit < 0 || count < limit {
      guard let found = next(old, in: text, from: position, isFirst: count == 0) else { break }
      try run.charge(bytes: found - position + replacement.count)
      output += bytes[position..<found]
      output += replacement
      position = found + old.byteCount
      count += 1
    }
    return .string(StringValue(output + bytes[position...]))
  }

  /// An empty text is found before each code point and at the end.
  private static func next(
    _ old: StringValue,
    in text: StringValue,
    from position: Int,
    isFirst: Bool
  ) -> Int? {
    if old.byteCount > 0 { return Bytes.firstIndex(of: old, in: text, from: position) }
    if isFirst { return position }
    guard position < text.byteCount else { return nil }
    return Splitting.end(ofCharacterAt: position, in: text)
  }
}

enum Splitting {
  /// `limit`: How many parts there may be; any number if it is negative.
  static func split(
    _ text: Value,
    _ separator: Value,
    limit: Int64,
    _ run: Run
  ) throws(CELError) -> Value {
    let (text, separator) = (try text.asString, try separator.asString)
    try run.charge(bytes: text.byteCount)
    if limit == 0 { return .list([]) }
    if separator.byteCount == 0, text.byteCount == 0 { return .list([]) }
    var parts: [StringValue] = []
    var position = 0
    while limit < 0 || parts.count < limit - 1 {
      let end: Int?
      if separator.byteCount == 0 {
        let next = Splitting.end(ofCharacterAt: position, in: text)
        end = next < text.byteCount ? next : nil
      } else {
        end = Bytes.firstIndex(of: separator, in: text, from: position)
      }
      guard let end else { break }
      try run.charge(1)
      parts.append(text.slice(position..<end))
      position = end + separator.byteCount
    }
    parts.append(text.slice(position..<text.byteCount))
    return .list(StringList(items: parts))
  }

  static func end(ofCharacterAt position: Int, in text: StringValue) -> Int {
    text.withBytes { bytes in
      var end = position + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      return end
    }
  }

  static func joined(_ list: Value, _ separator: Value, _ run: Run) throws(CELError) -> Value {
    let (list, separator) = (try list.asList, try separator.asString)
    var output: [UInt8] = []
    for index in 0..<list.count {
      let part = try list[index].asString
      try run.charge(bytes: part.byteCount + separator.byteCount)
      if index > 0 { separator.withBytes { output.append(contentsOf: $0) } }
      part.withBytes { output.append(contentsOf: $0) }
    }
    return .string(StringValue(output))
  }
}
