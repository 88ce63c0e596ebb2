package import ArgumentParser
internal import Formats

/// The manual page of a program, made of what its commands say of themselves.
///
/// Source: groff's man(7) for the macros.
package struct ManualPage {
  private var text: String

  /// `nil` if ArgumentParser's description can't be read.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - version: Its number.
  package init?(of program: any ParsableCommand.Type, version: String) {
    guard let dump = try? JSONReader.read(Array(program._dumpHelp().utf8)),
      let command = dump["command"]
    else { return nil }
    let name = command.text("commandName")
    text =
      ".TH \(ManualPage.escaped(name).uppercased()) 1 \"\" \"\(name) \(version)\" \"\(name)\"\n"
    add("NAME")
    let abstract = command.text("abstract")
    text +=
      "\(name) \\- \(ManualPage.escaped(String(abstract.dropLast(abstract.hasSuffix(".") ? 1 : 0))))\n"
    add("SYNOPSIS")
    text += ".B \(name)\n.I command\n.RI [ options ]\n"
    add("DESCRIPTION")
    text += ManualPage.escaped(command.text("discussion")) + "\n"
    for subcommand in command.elements("subcommands") { addCommand(subcommand, [name]) }
  }

  /// As roff.
  package var roff: String { text }

  private mutating func add(_ heading: String) { text += ".SH \(heading)\n" }

  private mutating func addCommand(_ command: JSONValue, _ parents: [String]) {
    guard command.text("shouldDisplay") == "true" else { return }
    let names = parents + [command.text("commandName")]
    let arguments = command.elements("arguments").filter {
      $0.text("shouldDisplay") == "true" && !$0.text("preferredName").contains("help")
    }
    text += ".SH \(names.dropFirst().joined(separator: " ").uppercased())\n"
    let positionals = arguments.filter { $0.text("kind") == "positional" }.map { argument in
      let dots = argument.text("isRepeating") == "true" ? "..." : ""
      return "[\(argument.text("valueName"))\(dots)]"
    }
    let words = (["[options]"] + positionals).joined(separator: " ")
    text += ".B \(names.joined(separator: " "))\n\(ManualPage.escaped(words))\n.PP\n"
    for field in ["abstract", "discussion"] where !command.text(field).isEmpty {
      text += ManualPage.escaped(command.text(field)) + "\n.PP\n"
    }
    for argument in arguments { add(argument) }
    for subcommand in command.elements("subcommands") { addCommand(subcommand, names) }
  }

  private mutating func add(_ argument: JSONValue) {
    let value = argument.text("valueName")
    let names = argument.elements("names").map { name in
      (name.text("kind") == "short" ? "-" : "--") + name.text("name")
    }
    let isOption = argument.text("kind") == "option"
    let title =
      names.isEmpty ? value : names.joined(separator: ", ") + (isOption ? " \(value)" : "")
    text +=
      ".TP\n.B \(ManualPage.escaped(title))\n\(ManualPage.escaped(argument.text("abstract")))\n"
  }

  /// Words in which roff sees no request, no escape and no hyphen but a real one.
  private static func escaped(_ words: String) -> String {
    words.split(separator: "\n", omittingEmptySubsequences: true).map { line in
      let plain = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }.joined(separator: "\n.br\n")
  }
}

extension JSONValue {
  /// A text or a truth value; empty if there is none.
  fileprivate func text(_ field: String) -> String {
    switch self[field] {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .bool(let value): value ? "true" : "false"
    case .object(let members): members.last { $0.key == "name" }?.value.string ?? ""
    default: ""
    }
  }

  fileprivate func elements(_ field: String) -> [JSONValue] { self[field]?.items ?? [] }
}
