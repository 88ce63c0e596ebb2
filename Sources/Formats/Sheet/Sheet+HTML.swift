extension Sheet {
  /// The page as HTML: its title is the heading of the first level, the others are of the second.
  package var html: HTML {
    var output = HTML()
    append(to: &output)
    return output
  }

  /// Appends the page as HTML, as `html` has it.
  package func append(to output: inout HTML) {
    output.append(tag: "<h1>")
    title.append(to: &output)
    output.append(tag: "</h1>\n")
    var (section, isInList) = (title, false)
    for block in blocks {
      if case .heading(let text) = block { section = text }
      if case .fact = block {
        if !isInList { output.append(tag: "<dl>\n") }
        isInList = true
      } else {
        if isInList { output.append(tag: "</dl>\n") }
        isInList = false
      }
      Sheet.append(block, of: section, to: &output)
    }
    if isInList { output.append(tag: "</dl>\n") }
  }

  /// `section`: The heading that it stands under.
  private static func append(_ block: Block, of section: SheetLine, to output: inout HTML) {
    switch block {
    case .heading(let text):
      output.append(tag: "<h2>")
      text.append(to: &output)
      output.append(tag: "</h2>\n")
    case .line(let line):
      output.append(tag: "<p>")
      line.append(to: &output)
      output.append(tag: "</p>\n")
    case .fact(let label, let lines):
      output.append(tag: "<dt>")
      label.append(to: &output)
      output.append(tag: "</dt>")
      for line in lines {
        output.append(tag: "<dd>")
        line.append(to: &output)
        output.append(tag: "</dd>")
      }
      output.append(tag: "\n")
    case .table(let rows, _): append(rows, label: section.plain, to: &output)
    }
  }

  /// In a region of its own, which scrolls where a table is wider than the screen.
  private static func append(_ rows: [[SheetLine]], label: String, to output: inout HTML) {
    output += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\n"
    output.append(tag: "<table>\n<thead><tr>")
    for cell in rows[0] {
      output.append(tag: "<th scope=\"col\">")
      cell.append(to: &output)
      output.append(tag: "</th>")
    }
    output.append(tag: "</tr></thead>\n<tbody>\n")
    for row in rows.dropFirst() {
      output.append(tag: "<tr>")
      for cell in row {
        output.append(tag: "<td>")
        cell.append(to: &output)
        output.append(tag: "</td>")
      }
      output.append(tag: "</tr>\n")
    }
    output.append(tag: "</tbody>\n</table>\n</div>\n")
  }
}

extension SheetLine {
  /// The line as HTML: values are code, and what has an address is a link.
  package var html: HTML {
    var output = HTML()
    append(to: &output)
    return output
  }

  /// Appends the line as HTML, as `html` has it.
  func append(to output: inout HTML) {
    var (style, link): (Style?, String?) = (nil, nil)
    for part in parts {
      // Parts that belong together have one element around them.
      if part.style != style || part.link != link {
        if link != nil { output.append(tag: "</a>") }
        if part.style != style {
          if let style { output.append(tag: style.tags.end) }
          if let style = part.style { output.append(tag: style.tags.start) }
        }
        if let address = part.link {
          output.append(tag: "<a href=\"")
          output.append(address)
          output.append(tag: "\">")
        }
        (style, link) = (part.style, part.link)
      }
      if part.isValue { output.append(tag: "<code>") }
      output.append(part.text)
      if part.isValue { output.append(tag: "</code>") }
    }
    if link != nil { output.append(tag: "</a>") }
    if let style { output.append(tag: style.tags.end) }
  }
}

extension SheetLine.Style {
  fileprivate var tags: (start: StaticString, end: StaticString) {
    switch self {
    case .strong: ("<strong>", "</strong>")
    case .faint: ("<i>", "</i>")
    case .good: ("<span class=\"good\">", "</span>")
    case .bad: ("<span class=\"bad\">", "</span>")
    case .doubtful: ("<span class=\"wait\">", "</span>")
    }
  }
}
