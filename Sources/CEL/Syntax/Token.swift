/// A piece of an expression's text.
struct Token {
  enum Kind: Equatable {
    case identifier
    /// `true`, `false`, `null` and `in`, which can't be names of fields.
    case keyword
    case int, uint, double, string, bytes
    case symbol
    case end
  }

  var kind: Kind
  /// In UTF-8 bytes.
  var range: Range<Int>
}

/// Words of the language.
enum Words {
  static let keywords: Set<String> = ["true", "false", "null", "in"]

  /// Words that can name fields, but no variables.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]

  /// What the language's own loops name their results.
  static let accumulators: Set<String> = ["__result__", "@result"]
}
