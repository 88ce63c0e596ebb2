internal import Prow
internal import YAML

extension Patterns {
  /// Patterns that Prow joins with `|` before it compiles them: two of them can make one group.
  ///
  /// Source: Prow, `setBrancherRegexes` in pkg/config/config.go.
  static func checkJoined(_ list: Node?, _ report: Report) {
    guard let list, list.isSequence else { return }
    let isPlain = list.items.allSatisfy { item in
      item.string.map { PatternSyntax.isCertainlyValid($0.bytes) } ?? true
    }
    if isPlain { return }
    let items = list.items.filter { $0.string != nil }
    let texts = items.map { $0.text.string }
    guard let error = syntaxError(texts[...]) else { return }
    let position = culprit(texts)
    let reason = syntaxError(texts[position...position])?.reason ?? error.reason
    report(
      "\"\(items[position].text.short)\" is not a regular expression: \(reason)",
      at: items[position]
    )
  }

  /// The pattern that makes the joined ones invalid.
  private static func culprit(_ texts: [String]) -> Int {
    // Patterns that make a whole only together are passed over together.
    var start = 0
    for end in texts.indices where syntaxError(texts[start...end]) == nil { start = end + 1 }
    if start < texts.count {
      return texts[start...].indices.first { syntaxError(texts[$0...$0]) != nil } ?? start
    }
    return texts.indices.first { syntaxError(texts[...$0]) != nil } ?? 0
  }

  private static func syntaxError(_ texts: ArraySlice<String>) -> GoRegexError? {
    var joined = texts.joined(separator: "|")
    return joined.withUTF8 { GoRegex.syntaxError(in: $0) }
  }
}
