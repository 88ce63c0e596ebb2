internal import Diagnostics

/// Why `StreamScanner` or `StreamParser` refuses the text.
enum StreamError: Error {
  /// The parser's words, where it gave up, and what it was doing, if it says so.
  case syntax(String, at: Int, context: (words: String, at: Int)?)
  /// Bytes that are not UTF-8, or a character that YAML forbids.
  case bytes(String, at: Int)
  /// Said in our own words.
  case problem(Problem)

  /// `openQuote`: Start of quoted text of several lines right before the mistake.
  func problem(in file: SourceFile, after openQuote: UInt32?) -> Problem {
    func place(_ offset: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: min(offset, file.bytes.count))
    }
    switch self {
    case .problem(let problem): return problem
    case .bytes(let said, let offset):
      return ReaderProblem.problem(said, at: offset, in: file)
    case .syntax(let said, let offset, let context):
      return SyntaxProblem.problem(
        said,
        at: place(offset),
        context: context.map { (words: $0.words, offset: place($0.at)) },
        openQuote: openQuote
      )
    }
  }
}
