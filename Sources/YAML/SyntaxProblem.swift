internal import Diagnostics

/// Says in plain words what libyaml's scanner and parser complain about.
enum SyntaxProblem {
  static func problem(
    _ said: String,
    context: String?,
    at offset: UInt32,
    in file: SourceFile
  ) -> Problem {
    let words = words(for: said)
    return Problem(
      kind: .syntax,
      message: words.message + (context.map { " (\($0))" } ?? ""),
      range: SourceRange(start: offset, end: offset),
      help: words.help
    )
  }

  private static func words(for said: String) -> (message: String, help: String?) {
    let known: [(String, String, String?)] = [
      (
        "mapping values are not allowed in this context",
        "a \": \" where no key can stand",
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
        "the file ends inside quotes",
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
