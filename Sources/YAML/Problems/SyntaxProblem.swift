internal import Diagnostics

/// Says in plain words what libyaml's scanner and parser complain about.
enum SyntaxProblem {
  /// `offset`: Where libyaml gave up.
  ///
  /// `context`: What it was doing, and where that began.
  /// `openQuote`: Start of quoted text of several lines right before the mistake.
  static func problem(
    _ said: String,
    at offset: UInt32,
    context: (words: String, offset: UInt32)?,
    openQuote: UInt32?
  ) -> Problem {
    let gaveUp = SourceRange(start: offset, end: offset)
    if let openQuote {
      return Problem(
        kind: .syntax,
        message:
          "the quoted text that starts here runs over several lines, and then the file makes no sense",
        range: SourceRange(start: openQuote, end: openQuote + 1),
        help: "add the closing quote, or check where the text ends",
        related: (gaveUp, "what follows could not be read")
      )
    }
    let words = words(for: said)
    var problem = Problem(kind: .syntax, message: words.message, range: gaveUp, help: words.help)
    guard let context, context.offset != offset else { return problem }
    let began = SourceRange(start: context.offset, end: context.offset)
    if context.words == "while scanning a simple key"
      || context.words == "while scanning a quoted scalar"
    {
      // The mistake is where the key or the quote begins, not where the parser noticed it.
      problem.range = began
      problem.related = (gaveUp, "noticed here")
    } else {
      problem.related = (began, context.words.replacingWhile)
    }
    return problem
  }

  private static func words(for said: String) -> (message: String, help: String?) {
    let known: [(String, String, String?)] = [
      (
        "mapping values are not allowed in this context",
        "a \": \" where no key is allowed",
        "put the value in quotes if the colon belongs to it, or check the indentation"
      ),
      (
        "could not find expected ':'",
        "a line that should be \"key: value\" has no colon",
        "add the colon and a blank after it, or check the indentation and the quotes above"
      ),
      (
        "did not find expected key",
        "no key where one is expected",
        "check the indentation of this line and the quotes before it"
      ),
      (
        "did not find expected '-' indicator",
        "no \"- \" where the next item of a list is expected",
        "check the indentation of this line"
      ),
      (
        "found character that cannot start any token",
        "this character can't start a value",
        "indent with blanks instead of tabs; put a value that starts with @, ` or % in quotes"
      ),
      (
        "found unexpected end of stream",
        "the quoted text that starts here has no end",
        "add the closing quote"
      ),
      ("found undefined tag handle", "the tag has an undefined handle", nil),
      (
        "did not find expected alphabetic or numeric character",
        "a name must follow & or *",
        "put text that starts with & or * in quotes"
      ),
      (
        "found unknown escape character",
        "this escape is unknown in double quotes",
        "double the backslash, or use single quotes"
      ),
      (
        "block sequence entries are not allowed in this context",
        "a list can't start here",
        "put the \"- \" on a line of its own below the key"
      ),
      (
        "did not find expected <document start>",
        "text before the start of a document",
        nil
      ),
    ]
    for (text, message, help) in known where said == text { return (message, help) }
    return (said, nil)
  }
}

extension String {
  /// `while parsing a block mapping` as the name of a place: `the block mapping that began here`.
  fileprivate var replacingWhile: String {
    let noun = split(separator: " ").dropFirst(3).joined(separator: " ")
    return noun.isEmpty ? "it began here" : "the \(noun) began here"
  }
}
