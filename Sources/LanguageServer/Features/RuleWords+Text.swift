internal import Analysis
internal import Formats

extension RuleWords {
  /// For a message.
  var text: String {
    "\(id): \(summary). \(why)" + (help.map { " What to do: \($0)." } ?? "")
  }

  /// For a hover.
  var markdown: String {
    func words(_ text: String) -> String { isOfTeam ? Markdown.code(text) : text }
    let help = help.map { "\n\nWhat to do: \(words($0))." } ?? ""
    return "**\(id)**: \(words(summary)).\n\n\(words(why))\(help)"
  }
}
