extension Overload {
  /// Source: cel-go, ext/strings.go.
  ///
  /// Its version 2; positions count code points.
  static let strings: [Overload] = [
    Overload(
      "string.contains(string) -> bool",
      "whether the text has the other one in it",
      .two {
        (text, part, run) throws(CELError) in
        .bool(try TextPartNode.Kind.contains.holds(text.asString, part.asString, run))
      }
    ),
    Overload(
      "string.startsWith(string) -> bool",
      "whether the text starts so",
      .two {
        (text, part, run) throws(CELError) in
        .bool(try TextPartNode.Kind.startsWith.holds(text.asString, part.asString, run))
      }
    ),
    Overload(
      "string.endsWith(string) -> bool",
      "whether the text ends so",
      .two {
        (text, part, run) throws(CELError) in
        .bool(try TextPartNode.Kind.endsWith.holds(text.asString, part.asString, run))
      }
    ),
    Overload(
      "string.charAt(int) -> string",
      "the code point at a position; empty at the end",
      .two {
        (text, index, run) throws(CELError) in
        let characters = try Characters(text, run)
        let index = try characters.position(try index.asInt)
        return .string(characters.text(index..<min(index + 1, characters.count)))
      }
    ),
    Overload(
      "string.indexOf(string) -> int",
      "the position of the first match, or -1",
      .two {
        (text, part, run) throws(CELError) in
        try TextSearch(text, run).firstIndex(of: try part.asString, from: 0, run)
      }
    ),
    Overload(
      "string.indexOf(string, int) -> int",
      "the same, from a position on",
      .three {
        (text, part, start, run) throws(CELError) in
        try TextSearch(text, run).firstIndex(of: try part.asString, from: try start.asInt, run)
      }
    ),
    Overload(
      "string.lastIndexOf(string) -> int",
      "the position of the last match, or -1",
      .two {
        (text, part, run) throws(CELError) in
        try TextSearch(text, run).lastIndex(of: try part.asString, from: nil, run)
      }
    ),
    Overload(
      "string.lastIndexOf(string, int) -> int",
      "the same, up to a position",
      .three {
        (text, part, start, run) throws(CELError) in
        try TextSearch(text, run).lastIndex(of: try part.asString, from: try start.asInt, run)
      }
    ),
    Overload(
      "string.lowerAscii() -> string",
      "with the letters A to Z in lower case",
      .one {
        (text, run) throws(CELError) in
        try mapped(text, run) { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      }
    ),
    Overload(
      "string.upperAscii() -> string",
      "with the letters a to z in upper case",
      .one {
        (text, run) throws(CELError) in
        try mapped(text, run) { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
      }
    ),
    Overload(
      "string.replace(string, string) -> string",
      "with each match replaced",
      .three {
        (text, old, new, run) throws(CELError) in
        try Replacement.replaced(text, old, new, limit: -1, run)
      }
    ),
    Overload(
      "string.replace(string, string, int) -> string",
      "the same for the first few; all if negative",
      .many {
        (values, run) throws(CELError) in
        try Replacement.replaced(values[0], values[1], values[2], limit: try values[3].asInt, run)
      }
    ),
    Overload(
      "string.split(string) -> list(string)",
      "the parts between separators",
      .two {
        (text, separator, run) throws(CELError) in
        try Splitting.split(text, separator, limit: -1, run)
      }
    ),
    Overload(
      "string.split(string, int) -> list(string)",
      "the same, in so many parts at most; all if negative",
      .three {
        (text, separator, limit, run) throws(CELError) in
        try Splitting.split(text, separator, limit: try limit.asInt, run)
      }
    ),
    Overload(
      "string.substring(int) -> string",
      "the text from a position on",
      .two {
        (text, start, run) throws(CELError) in
        let characters = try Characters(text, run)
        return .string(characters.text(try characters.position(try start.asInt)..<characters.count))
      }
    ),
    Overload(
      "string.substring(int, int) -> string",
      "the text between two positions",
      .three {
        (text, start, end, run) throws(CELError) in
        let characters = try Characters(text, run)
        let start = try characters.position(try start.asInt)
        let end = try characters.position(try end.asInt)
        guard start <= end else {
          throw .evaluation("invalid substring range. start: \(start), end: \(end)")
        }
        return .string(characters.text(start..<end))
      }
    ),
    Overload(
      "string.trim() -> string",
      "without white space at both ends",
      .one {
        (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount)
        return .string(text.trimmed)
      }
    ),
    Overload(
      "list(string).join() -> string",
      "all texts, one after the other",
      .one {
        (list, run) throws(CELError) in
        try Splitting.joined(list, .string(""), run)
      }
    ),
    Overload(
      "list(string).join(string) -> string",
      "the same, with a separator between them",
      .two {
        (list, separator, run) throws(CELError) in
        try Splitting.joined(list, separator, run)
      }
    ),
    Overload(
      "strings.quote(string) -> string",
      "the text in double quotes, with escapes",
      .one {
        (text, run) throws(CELError) in
        let text = try text.asString
        try run.charge(bytes: text.byteCount * 2)
        return .string(ValueText.quoted(text.string))
      }
    ),
  ]

  private static func mapped(
    _ text: Value,
    _ run: Run,
    _ body: (UInt8) -> UInt8
  ) throws(CELError) -> Value {
    let text = try text.asString
    try run.charge(bytes: text.byteCount)
    return .string(StringValue(text.withBytes { $0.map(body) }))
  }
}
