extension SheetLine {
  /// The line as Markdown, in which values are nothing but text.
  package var markdown: String { markdown(Markdown.code) }

  /// The same in a table, where bars end a cell even in code.
  var cell: String { plain.isEmpty ? "" : markdown(Markdown.cell) }

  private func markdown(_ code: (String) -> String) -> String {
    parts.map { part in
      let text = part.isValue ? code(part.text) : part.text
      return part.link.map { "[\(text)](\($0))" } ?? text
    }.joined()
  }
}
