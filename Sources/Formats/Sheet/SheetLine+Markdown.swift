extension SheetLine {
  /// The line as Markdown, in which values are nothing but text.
  package var markdown: String {
    parts.map { part in
      guard part.isValue else { return part.text }
      let code = Markdown.code(part.text)
      return part.link.map { "[\(code)](\($0))" } ?? code
    }.joined()
  }

  /// The line for a terminal, in one piece.
  package func text(usesColor: Bool) -> TerminalText {
    .joined(
      parts.map { part in
        let text: TerminalText =
          part.isValue ? "\(part.text)" : TerminalText(stringLiteral: part.text)
        return part.style.map { text.styled($0.code, if: usesColor) } ?? text
      }
    )
  }
}
