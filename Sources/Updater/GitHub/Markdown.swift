/// Text of others as Markdown shows it, never as Markdown.
enum Markdown {
  /// As code, whatever backquotes are in it.
  static func code(_ text: String) -> String {
    let plain = String(text.map { $0.isNewline ? " " : $0 })
    let longest = plain.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let needsSpace = plain.isEmpty || plain.hasPrefix("`") || plain.hasSuffix("`")
    return needsSpace ? "\(fence) \(plain) \(fence)" : "\(fence)\(plain)\(fence)"
  }
}
