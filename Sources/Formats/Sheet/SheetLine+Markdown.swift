extension SheetLine {
  /// The line as Markdown, in which values are nothing but text.
  package var markdown: String {
    parts.map { part in
      guard part.isValue else { return part.text }
      let code = Markdown.code(part.text)
      return part.link.map { "[\(code)](\($0))" } ?? code
    }.joined()
  }
}
