internal import Analysis
internal import Configs
package import Diagnostics
package import Formats
package import Linting

/// The documentation of rules, made of their own words.
package enum RulePages {
  /// A Markdown page for each rule, and an index.
  ///
  /// - Throws: `FileError`, which no example has.
  package static func all() async throws -> [(name: String, text: String)] {
    var pages = [("README.md", index())]
    for rule in RuleCatalogue.builtIn.rules {
      pages.append(("\(rule.id).md", try await page(rule)))
    }
    return pages
  }

  private static func index() -> String {
    var text = "# Rules\n\nWritten by `plimsoll rules --write docs/rules`.\n\n"
    text +=
      "Where fix says safe, `plimsoll lint --fix` makes findings right; where it says unsafe, it does so "
    text += "with\n`--unsafe-fixes`; where it says some, some fixes are safe and others not.\n"
    for group in RuleCatalogue.builtIn.groups {
      let rules = RuleCatalogue.builtIn.rules.filter { $0.group == group }
      if rules.isEmpty { continue }
      text +=
        "\n## \(group.name)\n\n| rule | severity | fix | what is wrong |\n| --- | --- | --- | --- |\n"
      for rule in rules {
        let fix = rule.fix?.rawValue ?? ""
        text +=
          "| [\(rule.id)](\(rule.id).md) | \(rule.severity.rawValue) | \(fix) | \(rule.summary) |\n"
      }
    }
    return text
  }

  private static func page(_ rule: Rule) async throws -> String {
    var text = "# \(rule.id)\n\n\(capitalized(rule.summary)).\n\n"
    text += "Group `\(rule.group.name)`, severity \(rule.severity.rawValue). "
    text += "Source: \(rule.source).\n\n## Why\n\n\(rule.why)\n"
    if let help = rule.help { text += "\nWhat to do: \(help).\n" }
    text += "\n## Bad\n" + fenced(rule.bad)
    text += "\nPlimsoll says:\n\n```text\n\(try await said(rule))```\n"
    text += "\n## Good\n" + fenced(rule.good)
    if let (command, changes) = try await fix(of: rule) {
      text += "\n## Fix\n\n`\(command)` changes the bad example so:\n\n```diff\n\(changes)```\n"
    }
    return text
  }

  private static func fenced(_ example: Example) -> String {
    example.files.map { name, text in
      "\n`\(name)`\n\n```yaml\n\(shortened(text))```\n"
    }.joined() + example.others.map { "\n`\($0.name)`: \(words($0))\n" }.joined()
  }

  /// What a rule finds in its bad example.
  ///
  /// - Throws: `FileError`, which no example has.
  package static func findings(_ rule: Rule) async throws -> [Diagnostic] {
    try await ExampleLinter.lint(rule.bad, options: LintOptions(running: rule))
      .diagnostics.filter { $0.rule == rule.id }
  }

  /// What the text reporter prints about the bad example, other rules left out.
  private static func said(_ rule: Rule) async throws -> String {
    let text = TextReporter(usesColor: false, width: 80).render(try await findings(rule)).string
    return text.hasSuffix("\n\n") ? String(text.dropLast()) : text
  }

  /// What `plimsoll explain` prints.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - width: Columns of the terminal; `nil` where there is none.
  ///   - usesColor: Whether to use colours.
  /// - Returns: The text, with a line break at its end.
  /// - Throws: `FileError`, which no example has.
  package static func text(
    _ rule: Rule,
    width: Int? = nil,
    usesColor: Bool = false
  ) async throws -> TerminalText {
    let width = min(max(width ?? 80, 40), 100) - 2
    func heading(_ words: TerminalText) -> TerminalText { words.styled("1", if: usesColor) }
    let color = rule.severity == .error ? "1;31" : "1;33"
    var text = heading("\(rule.id)") + ": \(rule.summary)\n"
    let severity: TerminalText = "\(rule.severity.rawValue)"
    text += "\(rule.group.name), " + severity.styled(color, if: usesColor)
    text += TerminalText(lines: "; source: \(rule.source.filter { $0 != "`" })\n\n")
    text += TerminalText(lines: wrapped(rule.why, width) + "\n")
    if let help = rule.help {
      text += "\n" + heading("What to do:") + " "
      text += TerminalText(lines: wrapped(help + ".", width - 12) + "\n")
    }
    text += "\n" + heading("Bad:") + TerminalText(lines: "\n" + indented(rule.bad))
    let findings = try await said(rule)
    // The example of a policy is one of its tests, which it takes the policy itself to judge.
    if !findings.isEmpty {
      text += "\n" + heading("Plimsoll says:") + "\n\n" + TerminalText(lines: indented(findings))
    }
    text += "\n" + heading("Good:") + TerminalText(lines: "\n" + indented(rule.good))
    if let (command, changes) = try await fix(of: rule) {
      text += "\n" + heading("\(command) changes the bad example so:")
      text += TerminalText(lines: "\n\n" + indented(changes))
    }
    return text
  }

  /// The command that fixes a finding of the rule, and what it changes in the bad example.
  private static func fix(of rule: Rule) async throws -> (command: String, changes: String)? {
    guard rule.fix != nil else { return nil }
    let safe = try await ExampleLinter.fix(rule, takesUnsafe: false)
    let isSafe = !safe.changes.isEmpty
    let run = isSafe ? safe : try await ExampleLinter.fix(rule, takesUnsafe: true)
    let changes = run.changes.map { before, after in
      FileDiffReporter(before, after, path: before.path).lines
    }
    return ("plimsoll lint --fix\(isSafe ? "" : " --unsafe-fixes")", changes.joined())
  }

  private static func indented(_ example: Example) -> String {
    example.files.map { name, text in "\n  # \(name)\n" + indented(shortened(text)) }.joined()
      + example.others.map { "\n  # \($0.name): \(words($0))\n" }.joined()
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  private static func words(_ file: Example.Other) -> String {
    switch file.kind {
    case .file: "a file"
    case .text(let bytes): "a file of \(bytes) bytes"
    case .link(let target): "a symbolic link to \(target)"
    }
  }

  /// Ends with a line break; lines that only a machine would write are cut.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = line.count > 120 ? line.prefix(100) + " …" : line
      return String(line.map { $0.isASCII && ($0.asciiValue ?? 32) < 32 ? "\u{FFFD}" : $0 })
    }
    let joined = lines.joined(separator: "\n")
    return joined.hasSuffix("\n") ? joined : joined + "\n"
  }

  private static func wrapped(_ text: String, _ width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.count + word.count >= width, !line.isEmpty {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// A name such as `censor_secrets` or `config.yaml` at the start stays as it is.
  private static func capitalized(_ text: String) -> String {
    let word = text.prefix { $0 != " " }
    let isName = !word.allSatisfy { $0.isASCII && $0.isLetter && $0.isLowercase }
    return isName ? text : text.prefix(1).uppercased() + text.dropFirst()
  }
}
