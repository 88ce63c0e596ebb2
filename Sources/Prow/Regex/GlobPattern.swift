import GoFormats

/// Globs that were written where Go wants a regular expression.
package enum GlobPattern {
  /// The regular expression that a glob was meant as, alternatives between `|` each by itself.
  ///
  /// - Returns: `nil` if the text is not a glob, or has parts of a regular expression in it.
  package static func expression(_ text: String, _ shape: NameShape) -> String? {
    guard text.utf8.contains(UInt8(ascii: "*")), !text.contains(".*"), !text.contains(".+"),
      !text.contains("("), !text.contains(")"), !text.contains("\\"), !text.contains("!")
    else { return nil }
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    let expression = parts.map { one(trimmed($0), shape) }.joined(separator: "|")
    return (try? GoRegex.compile(expression).get()) == nil ? nil : expression
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "^" }
    while let last = text.last, last == " " || last == "$" { text.removeLast() }
    for prefix in ["./", "/"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    return text
  }

  private static func one(_ glob: Substring, _ shape: NameShape) -> String {
    var rest = glob
    var isAnywhere = false
    while rest.hasPrefix("**/") {
      isAnywhere = true
      rest = rest.dropFirst(3)
    }
    // Without an anchor at the start, what a leading star stands for need not be written.
    let hasStar = rest.hasPrefix("*")
    rest = rest.drop { $0 == "*" }
    var expression = hasStar ? "" : isAnywhere ? "(^|/)" : "^"
    var isOpen = false
    while let character = rest.first {
      if rest.hasPrefix("**/") || rest.hasPrefix("**") {
        isOpen = rest == "**"
        if !isOpen { expression += ".*" }
        rest = rest.drop { $0 == "*" }
        if rest.hasPrefix("/") {
          rest = rest.dropFirst()
          // `.*` stands for the rest of the path, too.
          rest = rest.hasPrefix("*") && !rest.hasPrefix("**") ? rest.dropFirst() : rest
        }
        continue
      }
      rest = rest.dropFirst()
      switch character {
      case "*":
        isOpen = rest.isEmpty && shape == .branch
        if !isOpen { expression += shape == .file ? "[^/]*" : ".*" }
      case "?": expression += shape == .file ? "[^/]" : "."
      case "{": expression += "("
      case "}": expression += ")"
      case ",": expression += expression.contains("(") ? "|" : ","
      case ".", "+", "^", "$": expression += "\\\(character)"
      default: expression.append(character)
      }
    }
    if glob.allSatisfy({ $0 == "*" || $0 == "/" }) { return ".*" }
    return isOpen || expression.isEmpty ? expression : expression + "$"
  }
}
