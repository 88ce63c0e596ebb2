extension Sheet {
  /// The page for a terminal.
  ///
  /// `width`: Columns; `nil` wraps as for 80, since sentences are to be read, and leaves tables whole.
  package func text(width: Int? = nil, usesColor: Bool) -> TerminalText {
    let filler = LineFiller(width: max(width ?? 80, 40), usesColor: usesColor)
    var output = filler.text(title.styled(.strong), indent: 0)
    var indent = Sheet.indent(blocks[...])
    for (index, block) in blocks.enumerated() {
      switch block {
      case .heading(let text):
        output += "\n" + filler.text(text.styled(.strong), indent: 0)
        indent = Sheet.indent(blocks[(index + 1)...])
      case .line(let line): output += filler.text(line, indent: 2)
      case .fact(let label, let lines):
        for (index, line) in lines.enumerated() {
          output += filler.text(line, indent: indent, label: index == 0 ? label : "")
        }
      case .table(let rows, let least):
        var look = TextTable.Look(width: width.map { $0 - 2 }, usesColor: usesColor)
        look.least = least
        output += TextTable.render(rows.map { $0.map(\.plain) }, look: look).indented
      }
    }
    return output
  }

  /// Where the values start of the facts that come before the next heading.
  private static func indent(_ blocks: ArraySlice<Block>) -> Int {
    var widest = 0
    for block in blocks {
      if case .heading = block { break }
      if case .fact(let label, _) = block {
        widest = max(widest, DisplayWidth.of(Escapes.visible(label.plain)))
      }
    }
    return 2 + min(widest, Sheet.widestLabel) + 2
  }

  private static let widestLabel = 24
}

extension SheetLine {
  /// The line for a terminal, with a line break at its end.
  ///
  /// `width`: Columns; `nil` keeps it in one piece.
  package func text(width: Int?, indent: Int, usesColor: Bool) -> TerminalText {
    LineFiller(width: width.map { max($0, indent + 20) } ?? .max, usesColor: usesColor)
      .text(self, indent: indent)
  }
}

/// Breaks lines between words.
private struct LineFiller {
  let width: Int
  let usesColor: Bool

  /// Parts that no blank parts.
  private struct Word {
    var parts: [SheetLine.Part] = []
    var width = 0
  }

  /// `label`: What stands before the line, within the indent.
  func text(_ line: SheetLine, indent: Int, label: SheetLine = "") -> TerminalText {
    let room = indent - 2 - DisplayWidth.of(Escapes.visible(label.plain))
    var output: TerminalText = indent == 0 ? "" : "  "
    for part in label.parts { output += text(part) }
    if indent > 0 { output += TerminalText(repeating: " ", count: max(0, room)) }
    var column = indent
    var isAtStart = true
    for word in words(line) {
      if !isAtStart, column + 1 + word.width > width {
        output += "\n" + TerminalText(repeating: " ", count: max(indent, 2))
        (column, isAtStart) = (max(indent, 2), true)
      }
      if !isAtStart { output += " " }
      for part in word.parts { output += text(part) }
      column += (isAtStart ? 0 : 1) + word.width
      isAtStart = false
    }
    return output + "\n"
  }

  private func text(_ part: SheetLine.Part) -> TerminalText {
    let text: TerminalText = part.isValue ? "\(part.text)" : TerminalText(stringLiteral: part.text)
    return part.style.map { text.styled($0.code, if: usesColor) } ?? text
  }

  private func words(_ line: SheetLine) -> [Word] {
    var words = [Word()]
    for part in line.parts {
      let text = part.isValue ? Escapes.visible(part.text) : part.text
      let pieces =
        part.isWhole ? [text[...]] : text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { words.append(Word()) }
        if piece.isEmpty { continue }
        let own = SheetLine.Part(text: String(piece), isValue: part.isValue, style: part.style)
        words[words.count - 1].parts.append(own)
        words[words.count - 1].width += DisplayWidth.of(String(piece))
      }
    }
    return words.filter { !$0.parts.isEmpty }
  }
}

extension TerminalText {
  /// With two blanks before each line.
  fileprivate var indented: TerminalText {
    var output = TerminalText()
    for line in bytes.split(separator: 0x0A) {
      output += "  " + TerminalText(checked: line) + "\n"
    }
    return output
  }
}
