package import ArgumentParser
package import Formats
internal import Schema

/// A program of commands, and how it ends: 0 done, 1 findings, 2 a wrong command line or the world's
/// fault.
package protocol Program: AsyncParsableCommand {
  /// How to end after an error that is not one of the command line; `nil` for those.
  static func ending(after error: any Error) -> Ending?
}

/// What a program says last, and its exit status.
package struct Ending {
  package var message: TerminalText
  package var status: Int32

  /// `message`: With a line feed at its end.
  package init(_ message: TerminalText, status: Int32) {
    self.message = message
    self.status = status
  }
}

extension Program {
  /// Runs the command that the arguments name, and ends the program.
  ///
  /// ArgumentParser's own exit status for a wrong command line is 64; ours is 2.
  package static func runToEnd() async -> Never {
    if let word = CommandLine.arguments.dropFirst().first, let advice = advice(onCommand: word) {
      Terminal.printError(advice)
      end(2)
    }
    var command: any ParsableCommand
    do {
      // What shells propose for jobs is found asynchronously.
      command = try await asyncParseAsRoot()
    } catch {
      end(with: error, of: Self.self)
    }
    do {
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let ending = ending(after: error) else { end(with: error, of: type(of: command)) }
      Terminal.printError(ending.message)
      end(ending.status)
    }
    end(0)
  }

  /// What to say of a first word that is no command; `nil` if it is one, or an option.
  private static func advice(onCommand word: String) -> TerminalText? {
    let names = configuration.subcommands.map { $0._commandName }
    if word.isEmpty || word.hasPrefix("-") || (names + ["help"]).contains(word) { return nil }
    let nearest = Suggestion.nearest(to: word, among: names).map { "; did you mean \($0)?" }
    let name = _commandName
    return """
      Error: no command is called "\(word)"\(nearest ?? "")
        See '\(name) --help' for the commands.

      """
  }

  package static func end(_ status: Int32) -> Never {
    Terminal.end(status, name: configuration.commandName ?? "")
  }

  /// Ends with ArgumentParser's text, in which only the message can hold what somebody typed.
  private static func end(with error: any Error, of command: any ParsableCommand.Type) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error, of: command)
    if text.isEmpty { end(code.rawValue) }
    if code.isSuccess {
      Terminal.print(TerminalText(lines: text) + "\n")
      end(0)
    }
    Terminal.printError(TerminalText(message: message(for: error), in: text))
    end(2)
  }

  /// ArgumentParser's text with the usage of a command, which it gives without the program's name.
  private static func fullMessage(
    for error: any Error,
    of command: any ParsableCommand.Type
  ) -> String {
    let text = command.fullMessage(for: error)
    guard command != Self.self, let path = path(to: command, in: Self.self) else { return text }
    let (own, whole) = (command._commandName, path.joined(separator: " "))
    return text.replacing("\nUsage: \(own)", with: "\nUsage: \(whole)", maxReplacements: 1)
      .replacing("\n  See '\(own) ", with: "\n  See '\(whole) ", maxReplacements: 1)
  }

  /// The names of the commands down to one; `nil` if it is not among them.
  private static func path(
    to command: any ParsableCommand.Type,
    in other: any ParsableCommand.Type
  ) -> [String]? {
    if command == other { return [other._commandName] }
    let rest = other.configuration.subcommands.lazy.compactMap { path(to: command, in: $0) }.first
    return rest.map { [other._commandName] + $0 }
  }
}
