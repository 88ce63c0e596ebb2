/// Markdown that ends before a limit, with a note of what is missing.
struct MarkdownPage {
  private var text = ""
  private let limit: Int
  private var left = 0
  /// Room for the note.
  private static let reserve = 400

  init(limit: Int) {
    self.limit = limit - MarkdownPage.reserve
  }

  /// Appends a part, or counts it as left out.
  mutating func append(_ part: String) {
    if text.utf8.count + part.utf8.count <= limit { text += part } else { left += 1 }
  }

  /// Appends a part line by line, as many as there is room for.
  mutating func appendLines(_ start: String, _ lines: [String], end: String = "") {
    let notice = "…\n"
    var room = limit - text.utf8.count - start.utf8.count - end.utf8.count - notice.utf8.count
    // A few lines of a part say less than its absence.
    guard room > 0, lines.first.map({ $0.utf8.count <= room }) ?? true else {
      left += 1
      return
    }
    text += start
    for line in lines {
      room -= line.utf8.count
      if room < 0 {
        text += notice
        left += 1
        break
      }
      text += line
    }
    text += end
  }

  /// `seeAlso`: The command that shows everything.
  func finished(seeAlso: String) -> String {
    if left == 0 { return text }
    let command = seeAlso.utf8.count <= 200 ? "; " + Markdown.code(seeAlso) + " shows all" : ""
    return text
      + "\n_\(left) \(left == 1 ? "part is" : "parts are") cut, since a comment on GitHub "
      + "can have 65,536 characters_\(command)\n"
  }
}

/// Text that GitHub takes for nothing but text.
enum Markdown {
  static func html(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// Escapes what starts markup, names of people and line breaks.
  static func text(_ text: String) -> String {
    var output = ""
    for character in text {
      if character.isNewline {
        output += " "
      } else if "\\`*_{}[]<>#|~@!&".contains(character) {
        output += "\\\(character)"
      } else {
        output.append(character)
      }
    }
    return output
  }

  /// A code span in a table, where bars end a cell even in code.
  static func cell(_ text: String) -> String { code(text).replacing("|", with: "\\|") }

  static func code(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    let fence = String(repeating: "`", count: longestRun(line) + 1)
    let space = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return fence + space + line + space + fence
  }

  /// A fence that no line closes.
  static func fence(for lines: [String]) -> String {
    String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
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
