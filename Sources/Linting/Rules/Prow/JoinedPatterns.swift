import GoFormats
internal import Prow
internal import YAML

extension Patterns {
  /// Patterns of branches, which Prow joins with `|` before it compiles them: the halves of one
  /// group may be in two of them.
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
    let culprits = culprits(texts)
    for position in culprits.isEmpty ? [0] : culprits {
      let reason = syntaxError(texts[position...position])?.reason ?? error.reason
      report(
        "\"\(items[position].text.short)\" is not a regular expression: \(reason)",
        at: items[position],
        help: help(texts[position], .branch)
      )
    }
  }

  /// So many patterns may make one whole; more would cost too much to try.
  private static let mostOfOneWhole = 8

  /// The patterns that are invalid, alone and with those that follow.
  private static func culprits(_ texts: [String]) -> [Int] {
    var culprits: [Int] = []
    var start = 0
    while start < texts.count {
      let ends = start..<min(start + mostOfOneWhole, texts.count)
      if let end = ends.first(where: { syntaxError(texts[start...$0]) == nil }) {
        start = end + 1
      } else {
        culprits.append(start)
        start += 1
      }
    }
    return culprits
  }

  private static func syntaxError(_ texts: ArraySlice<String>) -> GoRegexError? {
    var joined = texts.joined(separator: "|")
    return joined.withUTF8 { GoRegex.syntaxError(in: $0) }
  }
}
