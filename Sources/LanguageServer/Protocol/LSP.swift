internal import Formats

/// The types of LSP 3.17 that are used here, named as there.
enum LSP {
  /// A place between two characters.
  struct Position: Sendable, Hashable, Comparable {
    /// From 0.
    var line: Int
    /// From 0, in units of the encoding that was agreed on.
    var character: Int

    init(line: Int, character: Int) { (self.line, self.character) = (line, character) }

    static func < (left: Position, right: Position) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }

    init?(_ json: JSONValue?) {
      guard let line = json?["line"]?.int, let character = json?["character"]?.int, line >= 0,
        character >= 0
      else { return nil }
      self.init(line: line, character: character)
    }

    var json: JSONValue { ["line": .int(line), "character": .int(character)] }
  }

  /// Half-open.
  struct Range: Sendable, Hashable {
    var start: Position
    var end: Position

    init(start: Position, end: Position) { (self.start, self.end) = (start, end) }

    init?(_ json: JSONValue?) {
      guard let start = Position(json?["start"]), let end = Position(json?["end"]) else {
        return nil
      }
      self.init(start: start, end: end)
    }

    var json: JSONValue { ["start": start.json, "end": end.json] }
  }

  struct Location: Sendable, Hashable {
    var uri: String
    var range: Range

    var json: JSONValue { ["uri": JSONValue(uri), "range": range.json] }
  }

  enum DiagnosticSeverity: Int, Sendable {
    case error = 1
    case warning = 2
  }

  enum DiagnosticTag: Int, Sendable {
    case unnecessary = 1
    case deprecated = 2
  }

  struct DiagnosticRelatedInformation: Sendable, Hashable {
    var location: Location
    var message: String

    var json: JSONValue { ["location": location.json, "message": JSONValue(message)] }
  }

  struct Diagnostic: Sendable, Hashable {
    var range: Range
    var severity: DiagnosticSeverity
    var code: String
    var message: String
    var tags: [DiagnosticTag]
    var relatedInformation: [DiagnosticRelatedInformation]

    var json: JSONValue {
      .object(of: [
        "range": range.json, "severity": .int(severity.rawValue), "code": JSONValue(code),
        "source": "plimsoll", "message": JSONValue(message),
        "tags": tags.isEmpty ? nil : .array(tags.map { .int($0.rawValue) }),
        "relatedInformation": relatedInformation.isEmpty
          ? nil : .array(relatedInformation.map(\.json)),
      ])
    }
  }

  struct TextEdit: Sendable, Hashable {
    var range: Range
    var newText: String

    var json: JSONValue { ["range": range.json, "newText": JSONValue(newText)] }
  }

  /// Source: LSP 3.17, "MessageType".
  enum MessageType: Int, Sendable {
    case error = 1
    case warning = 2
    case info = 3
  }
}
