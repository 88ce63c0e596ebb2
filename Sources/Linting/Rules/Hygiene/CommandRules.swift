internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let commandShape = Rule(
    id: "command-shape",
    group: .hygiene,
    severity: .warning,
    summary: "a command is written as a shell would read it, and no shell reads it",
    why: "The first element of command is the program, and each other element is one argument as "
      + "it is. Nothing splits them at spaces. After sh -c comes one script; what follows it are "
      + "the script's parameters, not more commands.",
    help: "write each word as an element of its own, or one script after sh -c",
    source: "Prow, `Options.ExecuteProcess` in pkg/entrypoint/run.go; POSIX, sh -c",
    bad: .container("command: [make test]"),
    good: .container("command: [make, test]"),
    check: .job { job, report in
      for container in job.containers { CommandLine.check(container, of: job, report) }
      guard let list = job.spec?[.initContainers] else { return }
      for container in list.items { CommandLine.check(container, of: job, report) }
    }
  )
}

/// What a container runs: its command and the arguments after it.
private struct CommandLine {
  private let words: [Node]
  private let report: Report

  /// Looks at the words of a container, unless the image says which program runs.
  static func check(_ container: Node, of job: ResolvedJob, _ report: Report) {
    let (command, args) = (container[.command], container[.args])
    guard job.isDecorated || command.map({ $0.itemCount > 0 }) ?? false else { return }
    // Nearly all commands are passed over here, without an array of their words.
    var scan = CommandScan()
    guard scan.passes(command), scan.passes(args), scan.isDoubtful else { return }
    var words: [Node] = []
    words.reserveCapacity((command?.itemCount ?? 0) + (args?.itemCount ?? 0))
    if let command { for word in command.items { words.append(word) } }
    if let args { for word in args.items { words.append(word) } }
    CommandLine(words: words, report: report).check()
  }

  private func text(_ index: Int) -> String { words[index].text.string }

  private func check() {
    if checkProgram() { return }
    if let shell = words.indices.first(where: { CommandScan.isShell(words[$0].text) }) {
      checkShell(at: shell)
    } else {
      checkArguments()
    }
  }

  // MARK: The program

  private func checkProgram() -> Bool {
    let program = words[0].text
    guard CommandScan.hasBlankOrEquals(program) else {
      guard CommandScan.isBuiltIn(program) else { return false }
      report(
        "\(program.short) is a command of shells, and not a program",
        at: words[0],
        help: "write [sh, -c, …] with the commands in one script"
      )
      return true
    }
    let line = program.string
    // A path of Windows may have spaces.
    if line.contains(":\\") { return false }
    let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
    if parts.count > 1 || parts.first.map({ $0 != line }) ?? true {
      let isSimple = line.utf8.allSatisfy { !"'\"$&|;<>()`\\".utf8.contains($0) }
      report(
        "\"\(line.shortened)\" is one element, and so the name of one program",
        at: words[0],
        help: isSimple && !parts.isEmpty
          ? "write [\(parts.joined(separator: ", "))]" : "write [sh, -c, \"\(line.shortened)\"]"
      )
      return true
    }
    guard let equals = line.firstIndex(of: "="), isVariable(line[..<equals]) else { return false }
    report(
      "\"\(line.shortened)\" sets a variable only in a shell; here it is the name of a program",
      at: words[0],
      help: "set \(line[..<equals]) in env of the container"
    )
    return true
  }

  private func isVariable(_ name: Substring) -> Bool {
    !name.isEmpty && name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  // MARK: Shells

  private func checkShell(at shell: Int) {
    var index = shell + 1
    var takesScript = false
    while index < words.count {
      let word = text(index)
      guard word.hasPrefix("-") || word.hasPrefix("+"), word.utf8.count > 1 else { break }
      index += 1
      if word == "--" { break }
      if word.hasPrefix("--") {
        if word == "--rcfile" || word == "--init-file" { index += 1 }
        continue
      }
      takesScript = takesScript || word.hasPrefix("-") && word.contains("c")
      // The name of an option comes after these.
      index += word.filter { $0 == "o" || $0 == "O" }.count
    }
    if takesScript {
      checkScript(at: index, of: shell)
    } else if shell == 0, index < words.count {
      checkScriptFile(at: index)
    }
  }

  private func checkScript(at index: Int, of shell: Int) {
    let name = text(shell)
    guard index < words.count else {
      return report(
        "\(name.shortened) -c has no script after it",
        at: words[words.count - 1],
        help: "add the script as one more element"
      )
    }
    guard index + 1 < words.count, !usesParameters(text(index)) else { return }
    let rest = words[(index + 1)...].map { $0.text.string }
    let hasOperators = rest.contains { ["&&", "||", ";", "|"].contains($0) }
    let isList = !hasOperators && (rest + [text(index)]).contains { $0.contains(" ") }
    let joined = ([text(index)] + rest).joined(separator: isList ? " && " : " ")
    report(
      "\"\(rest[0].shortened)\" is not run: \(name.shortened) -c takes one script, and what follows "
        + "it are parameters of the script",
      at: words[index + 1],
      help: joined.contains("\n")
        ? "put everything into one script" : "write one script: \"\(joined.shortened)\""
    )
  }

  /// Whether a script looks at what follows it, such as `$1` or `"$@"`.
  private func usesParameters(_ script: String) -> Bool {
    if script.contains("shift") || script.contains("getopts") { return true }
    // The two bytes before.
    var (earlier, previous): (UInt8, UInt8) = (0, 0)
    for byte in script.utf8 {
      let isParameter =
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "@")
        || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#")
      let isAfterDollar =
        previous == UInt8(ascii: "$")
        || previous == UInt8(ascii: "{") && earlier == UInt8(ascii: "$")
      if isParameter, isAfterDollar { return true }
      (earlier, previous) = (previous, byte)
    }
    // A variable of Kubernetes may hold anything.
    return script.hasPrefix("$")
  }

  private func checkScriptFile(at index: Int) {
    let word = text(index)
    guard word.contains(where: \.isWhitespace) else { return }
    report(
      "\(text(0).shortened) takes \"\(word.shortened)\" as the name of a script file",
      at: words[index],
      help: "write -c before it"
    )
  }

  // MARK: Arguments without a shell

  private static let programs: [StaticString] = [
    "make", "go", "npm", "yarn", "pnpm", "cargo", "git", "docker", "helm", "kubectl", "terraform",
    "bazel", "mvn", "gradle",
  ]

  private func checkArguments() {
    guard words.count > 1 else { return }
    for word in words.dropFirst() where CommandScan.isOperator(word.text) {
      return report(
        "\(word.text) is an argument of \(text(0).shortened) here: no shell reads it",
        at: word,
        help: "write [sh, -c, …] with the commands in one script"
      )
    }
    let word = words[1].text
    guard word.bytes.contains(where: { $0 <= 0x20 }), !word.starts(with: "-"),
      !word.contains("=")
    else { return }
    let program = words[0].text.lastPart
    guard Self.programs.contains(where: { program == $0 }) else { return }
    let first = word.string
    let parts = first.split(whereSeparator: \.isWhitespace).joined(separator: ", ")
    report(
      "\"\(first.shortened)\" is one argument of \(program)",
      at: words[1],
      help: "write each argument as an element of its own: \(parts.shortened)"
    )
  }
}

/// Goes over the words of a command for what could be a mistake.
private struct CommandScan {
  private var count = 0
  private(set) var isDoubtful = false

  /// - Returns: Whether all words are strings.
  mutating func passes(_ list: Node?) -> Bool {
    guard let list else { return true }
    for item in list.items {
      guard let word = item.string else { return false }
      isDoubtful = isDoubtful || isDoubtful(word)
      count += 1
    }
    return true
  }

  private func isDoubtful(_ word: Text) -> Bool {
    switch count {
    case 0:
      CommandScan.hasBlankOrEquals(word) || CommandScan.isBuiltIn(word) || CommandScan.isShell(word)
    case 1:
      CommandScan.hasBlank(word) || CommandScan.isOperator(word) || CommandScan.isShell(word)
    default: CommandScan.isOperator(word) || CommandScan.isShell(word)
    }
  }

  static func hasBlankOrEquals(_ word: Text) -> Bool {
    for byte in word.bytes where byte <= 0x20 || byte == UInt8(ascii: "=") { return true }
    return false
  }

  /// Whether a word that is not an option has white space or a control character.
  private static func hasBlank(_ word: Text) -> Bool {
    if word.bytes.first == UInt8(ascii: "-") { return false }
    for byte in word.bytes where byte <= 0x20 { return true }
    return false
  }

  /// Whether a word is a command of shells alone, and no program.
  static func isBuiltIn(_ word: Text) -> Bool {
    word == "cd" || word == "export" || word == "source" || word == "set"
  }

  static func isOperator(_ word: Text) -> Bool {
    word == "&&" || word == "||" || word == "|"
  }

  static func isShell(_ word: Text) -> Bool {
    let (bytes, count) = (word.bytes, word.count)
    guard count >= 2, bytes[count - 1] == UInt8(ascii: "h"), bytes[count - 2] == UInt8(ascii: "s")
    else { return false }
    let name = word.lastPart
    return name == "sh" || name == "bash" || name == "dash" || name == "ash" || name == "zsh"
      || name == "ksh"
  }
}
