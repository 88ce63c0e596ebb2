extension Sheet {
  /// The page as HTML: its title is the heading of the first level, the others are of the second.
  package var html: HTML {
    var output: HTML = "<h1>\(title.html)</h1>\n"
    var (section, isInList) = (title, false)
    for block in blocks {
      if case .heading(let text) = block { section = text }
      if case .fact = block {
        if !isInList { output += "<dl>\n" }
        isInList = true
      } else {
        if isInList { output += "</dl>\n" }
        isInList = false
      }
      output += Sheet.html(block, of: section)
    }
    return isInList ? output + "</dl>\n" : output
  }

  /// `section`: The heading that it stands under.
  private static func html(_ block: Block, of section: SheetLine) -> HTML {
    switch block {
    case .heading(let text): "<h2>\(text.html)</h2>\n"
    case .line(let line): "<p>\(line.html)</p>\n"
    case .fact(let label, let lines):
      "<dt>\(label.html)</dt>\(lines.map { "<dd>\($0.html)</dd>" as HTML })\n"
    case .table(let rows, _): html(rows, label: section.plain)
    }
  }

  /// In a region of its own, which scrolls where a table is wider than the screen.
  private static func html(_ rows: [[SheetLine]], label: String) -> HTML {
    let heading = rows[0].map { "<th scope=\"col\">\($0.html)</th>" as HTML }
    let lines = rows.dropFirst().map { row -> HTML in
      "<tr>\(row.map { "<td>\($0.html)</td>" as HTML })</tr>\n"
    }
    return """
      <div class="wide" tabindex="0" role="region" aria-label="\(label)">
      <table>
      <thead><tr>\(heading)</tr></thead>
      <tbody>
      \(lines)</tbody>
      </table>
      </div>

      """
  }
}

extension SheetLine {
  /// The line as HTML: values are code, and what has an address is a link.
  package var html: HTML {
    var output: HTML = ""
    var (style, link): (Style?, String?) = (nil, nil)
    for part in parts {
      // Parts that belong together have one element around them.
      if part.style != style || part.link != link {
        if link != nil { output += "</a>" }
        if part.style != style {
          if style != nil { output += "</span>" }
          if let name = part.style?.className { output += "<span class=\"\(name)\">" }
        }
        if let address = part.link { output += "<a href=\"\(address)\">" }
        (style, link) = (part.style, part.link)
      }
      output += part.isValue ? "<code>\(part.text)</code>" : "\(part.text)"
    }
    if link != nil { output += "</a>" }
    return style == nil ? output : output + "</span>"
  }
}

extension SheetLine.Style {
  fileprivate var className: String {
    switch self {
    case .strong: "strong"
    case .faint: "faint"
    case .good: "good"
    case .bad: "bad"
    case .doubtful: "wait"
    }
  }
}
