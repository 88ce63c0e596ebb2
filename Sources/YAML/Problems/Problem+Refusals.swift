internal import Diagnostics

/// What Prow's parser refuses on its own, in our words.
extension Problem {
  static func tooDeep(at offset: UInt32) -> Problem {
    Problem(
      kind: .limit,
      message: "more than \(Document.Limits.depth) lists and mappings are nested",
      range: SourceRange(start: offset, end: offset)
    )
  }

  static func unquotedQuestionMark(_ range: SourceRange) -> Problem {
    Problem(
      kind: .syntax,
      message: "an unquoted \"?\" inside [ ] or { }, which Prow's parser refuses",
      range: range,
      help: "put the text in quotes"
    )
  }

  static func escapedSlash(at offset: Int) -> Problem {
    let start = UInt32(truncatingIfNeeded: offset)
    return Problem(
      kind: .syntax,
      message: "the escape \"\\/\" is not known to Prow's parser",
      range: SourceRange(start: start, end: start + 2),
      help: "write a plain /"
    )
  }

  static func unknownVersion(_ version: (major: Int, minor: Int), at offset: Int) -> Problem {
    let start = UInt32(truncatingIfNeeded: offset)
    return Problem(
      kind: .syntax,
      message:
        "%YAML \(version.major).\(version.minor) is not understood; Prow reads YAML 1.1",
      range: SourceRange(start: start, end: start),
      help: "remove the %YAML line"
    )
  }
}
