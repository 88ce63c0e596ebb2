internal import GoFormats

extension Overload {
  /// Patterns of Go's `regexp`; source of `find` and `findAll`: Kubernetes, cel/library/regex.go.
  static let regexes: [Overload] = [
    Overload(
      "string.matches(string) -> bool",
      "whether the pattern matches somewhere in the text",
      .two { (text, pattern, run) throws(CELError) in
        try SearchNode.Kind.matches.search(
          text,
          try run.pattern(try pattern.asString),
          nil,
          pattern.asString.byteCount,
          run
        )
      }
    ),
    Overload(
      "matches(string, string) -> bool",
      "",
      .two { (text, pattern, run) throws(CELError) in
        try SearchNode.Kind.matches.search(
          text,
          try run.pattern(try pattern.asString),
          nil,
          pattern.asString.byteCount,
          run
        )
      }
    ),
    Overload(
      "string.find(string) -> string",
      "the first match of a pattern, or the empty text",
      .two { (text, pattern, run) throws(CELError) in
        try SearchNode.Kind.find.search(
          text,
          try run.pattern(try pattern.asString),
          nil,
          pattern.asString.byteCount,
          run
        )
      }
    ),
    Overload(
      "string.findAll(string) -> list(string)",
      "all matches of a pattern",
      .two { (text, pattern, run) throws(CELError) in
        try SearchNode.Kind.findAll.search(
          text,
          try run.pattern(try pattern.asString),
          nil,
          pattern.asString.byteCount,
          run
        )
      }
    ),
    Overload(
      "string.findAll(string, int) -> list(string)",
      "the first few of them; all if negative",
      .three { (text, pattern, limit, run) throws(CELError) in
        try SearchNode.Kind.findAll.search(
          text,
          try run.pattern(try pattern.asString),
          limit,
          pattern.asString.byteCount,
          run
        )
      }
    ),
  ]
}

/// A search for a constant pattern.
final class SearchNode: Node, @unchecked Sendable {
  enum Kind: String {
    case matches, find, findAll
  }

  private let kind: Kind
  private let regex: GoRegex
  private let text: Node
  private let limit: Node?
  private let patternLength: Int

  init(
    _ kind: Kind,
    _ regex: GoRegex,
    _ text: Node,
    limit: Node?,
    patternLength: Int,
    range: Range<Int>
  ) {
    self.kind = kind
    self.regex = regex
    self.text = text
    self.limit = limit
    self.patternLength = patternLength
    super.init(range: range)
  }

  override func evaluate(_ run: Run) throws(CELError) -> Value {
    let text = try text.evaluate(run)
    let limit = try limit?.evaluate(run)
    try run.charge(1)
    do throws(CELError) {
      return try kind.search(text, regex, limit, patternLength, run)
    } catch {
      throw error.placed(at: range)
    }
  }

  override func textTest(_ maker: inout TextTestMaker) -> TextTest? {
    guard kind == .matches, let text = TextOperand(text, &maker) else { return nil }
    return PatternTest(text, regex, patternLength: patternLength)
  }
}

extension Run {
  /// Charges for looking in a text for a pattern of so many bytes.
  func charge(searching text: StringValue, _ patternLength: Int) throws(CELError) {
    try charge(UInt64(text.byteCount / 10 + 1) * UInt64(patternLength / 4 + 1))
  }
}

extension SearchNode.Kind {
  /// `limit`: How many matches to find; all if it is negative or missing.
  func search(
    _ text: Value,
    _ regex: GoRegex,
    _ limit: Value?,
    _ patternLength: Int,
    _ run: Run
  ) throws(CELError) -> Value {
    guard case .string(let text) = text else {
      throw .noSuchOverload("\(rawValue) of \(text.typeName)")
    }
    try run.charge(searching: text, patternLength)
    switch self {
    case .matches: return .bool(text.withBytes { regex.matches($0) })
    case .find:
      let found = text.withBytes { bytes in
        regex.find(in: bytes).map { StringValue(bytes[$0]) } ?? StringValue("")
      }
      return .string(found)
    case .findAll:
      return .list(StringList(items: try all(text, regex, try limit?.asInt ?? -1, run)))
    }
  }

  private func all(
    _ text: StringValue,
    _ regex: GoRegex,
    _ limit: Int64,
    _ run: Run
  ) throws(CELError) -> [StringValue] {
    var fault: CELError?
    let found = text.withBytes { bytes in
      var found: [StringValue] = []
      regex.findAll(in: bytes, limit: limit < 0 ? nil : Int(limit)) { range in
        do throws(CELError) {
          // A match may need a look at all that follows it.
          try run.charge(bytes: range.count + (bytes.count - range.lowerBound) / 5)
        } catch {
          fault = error
          return false
        }
        found.append(StringValue(bytes[range]))
        return true
      }
      return found
    }
    if let fault { throw fault }
    return found
  }
}
