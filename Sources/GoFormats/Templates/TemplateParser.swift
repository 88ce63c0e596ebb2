/// Checks the tokens of a template against the grammar.
///
/// Source: Go, text/template/parse/parse.go.
struct TemplateParser {
  /// What one template of the text has to itself: the main one, a `define`, or a `block`.
  struct Scope {
    let isMain: Bool
    /// How often each variable is declared where we are; `$` always is.
    var variables: [[UInt8]: Int] = [Array("$".utf8): 1]
    /// In the order of declaration.
    var declared: [[UInt8]] = []
    var openRanges = 0
    /// Bodies of `if`, `with` and `range`, and arguments that may not be looked at.
    var openConditions = 0
    /// Bodies of `with` and `range`.
    var dotChanges = 0
    var dollarIsRoot: Bool
  }

  var lexer: TemplateLexer
  let functions: Set<[UInt8]>
  var fieldPaths: [GoTemplate.FieldPath] = []
  var scope = Scope(isMain: true, dollarIsRoot: true)
  var nesting = 0
  /// Tokens given back, the next one last.
  private var pending: [TemplateToken] = []
  /// By name: whether the template defined is blank.
  private var definitions: [[UInt8]: Bool] = [:]

  init(_ text: String, functions: Set<String>) {
    let words = TemplateKeyword.allCases.filter {
      ($0 == .break || $0 == .continue) && functions.contains($0.rawValue)
    }
    lexer = TemplateLexer(Array(text.utf8), plainWords: Set(words))
    self.functions = goFunctions.union(functions.map { Array($0.utf8) })
  }

  mutating func define(
    _ name: [UInt8],
    isBlank: Bool,
    at offset: Int
  ) throws(FormatError) {
    if definitions[name] ?? true {
      definitions[name] = isBlank
    } else if !isBlank {
      let name = String(decoding: name, as: UTF8.self)
      throw FormatError("multiple definition of template \(excerpt(name))", at: offset)
    }
  }
}

/// Source: Go, `builtins` in text/template/funcs.go.
private let goFunctions = Set(
  [
    "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or",
    "print", "printf", "println", "slice", "urlquery",
  ].map { Array($0.utf8) }
)

extension TemplateParser {
  mutating func next() -> TemplateToken {
    pending.popLast() ?? lexer.next()
  }

  mutating func giveBack(_ token: TemplateToken) {
    pending.append(token)
  }

  mutating func nextNonSpace() -> TemplateToken {
    var token = next()
    while token.kind == .space { token = next() }
    return token
  }

  mutating func peek() -> TemplateToken {
    let token = next()
    giveBack(token)
    return token
  }

  /// Passes the space before the token, for good.
  mutating func peekNonSpace() -> TemplateToken {
    let token = nextNonSpace()
    giveBack(token)
    return token
  }

  mutating func expect(_ kind: TemplateToken.Kind, in context: String) throws(FormatError) {
    let token = nextNonSpace()
    guard token.kind == kind else { throw unexpected(token, in: context) }
  }

  func bytes(of token: TemplateToken) -> ArraySlice<UInt8> { lexer.bytes[token.range] }

  func text(of token: TemplateToken) -> String {
    String(decoding: bytes(of: token), as: UTF8.self)
  }

  /// The lexer's own reason, where the token is one.
  func unexpected(_ token: TemplateToken, in context: String) -> FormatError {
    let offset = token.range.lowerBound
    switch token.kind {
    case .fault(let reason): return FormatError(reason, at: offset)
    case .endOfText: return FormatError("unexpected EOF in \(context)", at: offset)
    default: break
    }
    return FormatError("unexpected \(excerpt(text(of: token))) in \(context)", at: offset)
  }
}
