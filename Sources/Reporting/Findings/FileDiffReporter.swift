package import Diagnostics
package import Formats

/// Two versions of a file as a diff that `git apply` takes.
package struct FileDiffReporter {
  private let diff: UnifiedDiff
  private let path: String

  /// `path`: From the top of the repository.
  package init(_ before: SourceFile, _ after: SourceFile, path: String) {
    diff = UnifiedDiff(Array(before.bytes), Array(after.bytes))
    self.path = path
  }

  /// For programs: every byte as it is.
  package var patch: [UInt8] {
    var text = headers.map { $0 + "\n" }.joined()
    for hunk in diff.hunks { text += hunk.header + "\n" + FileDiffReporter.text(hunk.lines) }
    return Array(text.utf8)
  }

  /// The lines of all hunks, for a small file of our own.
  var lines: String {
    diff.hunks.map { FileDiffReporter.text($0.lines.filter { $0.kind != .note }) }.joined()
  }

  private static func text(_ lines: [UnifiedDiff.Line]) -> String {
    lines.map { "\($0.kind.rawValue)\($0.text)\n" }.joined()
  }

  /// For people at a terminal.
  package func text(usesColor: Bool) -> TerminalText {
    func styled(_ text: TerminalText, _ style: String) -> TerminalText {
      text.styled(style, if: usesColor) + "\n"
    }
    var output = TerminalText()
    for header in headers { output += styled("\(header)", "1") }
    for hunk in diff.hunks {
      output += styled("\(hunk.header)", "36")
      for line in hunk.lines {
        let text: TerminalText = "\(String(line.kind.rawValue))\(line.text)"
        switch line.kind {
        case .added: output += styled(text, "32")
        case .removed: output += styled(text, "31")
        case .same, .note: output += text + "\n"
        }
      }
    }
    return output
  }

  private var headers: [String] {
    let (old, new) = (FileDiffReporter.quoted("a/" + path), FileDiffReporter.quoted("b/" + path))
    return ["diff --git \(old) \(new)", "--- \(old)", "+++ \(new)"]
  }

  /// A name as git writes it: in quotes and with octal escapes, if it has odd bytes.
  private static func quoted(_ name: String) -> String {
    let isOdd = { (byte: UInt8) in byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C }
    guard name.utf8.contains(where: isOdd) else { return name }
    let text = name.utf8.map { byte in
      let digits = String(byte, radix: 8)
      let padded = String(repeating: "0", count: 3 - digits.count) + digits
      return isOdd(byte) ? "\\" + padded : String(Unicode.Scalar(byte))
    }
    return "\"" + text.joined() + "\""
  }
}
