package import Diagnostics
package import Formats

/// Two versions of a file as a diff that `git apply` takes.
package struct FileDiffReporter {
  private let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package func render(_ before: SourceFile, _ after: SourceFile) -> TerminalText {
    let diff = UnifiedDiff(Array(before.bytes), Array(after.bytes))
    if diff.hunks.isEmpty { return "" }
    var output = styled("--- a/\(before.path)", "1") + "\n" + styled("+++ b/\(before.path)", "1")
    output += "\n"
    for hunk in diff.hunks {
      output += styled("\(hunk.header)", "36") + "\n"
      for line in hunk.lines {
        let text: TerminalText = "\(String(line.kind.rawValue))\(line.text)"
        switch line.kind {
        case .added: output += styled(text, "32")
        case .removed: output += styled(text, "31")
        case .same, .note: output += text
        }
        output += "\n"
      }
    }
    return output
  }

  private func styled(_ text: TerminalText, _ style: String) -> TerminalText {
    text.styled(style, if: usesColor)
  }
}
