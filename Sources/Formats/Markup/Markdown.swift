/// Text of others that GitHub takes for nothing but text.
///
/// It is in code spans or code elements, where GitHub links neither names of people nor
/// addresses, issues or commits; a backslash in front would not keep it from that.
package enum Markdown {
  /// A code span, whatever backquotes are in the text.
  package static func code(_ text: String) -> String {
    let line = inert(text)
    let fence = String(repeating: "`", count: longestRun(line) + 1)
    if line.isEmpty { return "` `" }
    // Of a blank at both ends Markdown takes one away.
    let needsSpace =
      line.hasPrefix("`") || line.hasSuffix("`")
      || line.hasPrefix(" ") && line.hasSuffix(" ")
    let space = needsSpace ? " " : ""
    return fence + space + line + space + fence
  }

  /// A code span in a table, where bars end a cell even in code.
  package static func cell(_ text: String) -> String { code(text).replacing("|", with: "\\|") }

  /// A code element, for lines that start with a tag and in which GitHub reads no Markdown.
  package static func element(_ text: String) -> String {
    let line = inert(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    return "<code>\(line)</code>"
  }

  /// Lines in a fence that none of them closes.
  ///
  /// - Returns: The fence and the lines, each with its line break.
  package static func fenced(_ lines: [String]) -> (fence: String, lines: [String]) {
    let lines = lines.map { line in
      // Tabs are part of what people compare.
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { inert(String($0)) }.joined(separator: "\t") + "\n"
    }
    return (String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1)), lines)
  }

  /// As for a terminal, since comments are also printed into logs.
  private static func inert(_ text: String) -> String {
    let line: TerminalText = "\(text)"
    return line.string
  }

  private static func longestRun(_ text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
