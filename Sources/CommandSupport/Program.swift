package import ArgumentParser
package import Formats

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
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let ending = ending(after: error) else { end(with: error) }
      Terminal.printError(ending.message)
      end(ending.status)
    }
    end(0)
  }

  package static func end(_ status: Int32) -> Never {
    Terminal.end(status, name: configuration.commandName ?? "")
  }

  /// Ends with ArgumentParser's text, in which only the message can hold what somebody typed.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if text.isEmpty { end(code.rawValue) }
    if code.isSuccess {
      Terminal.print(TerminalText(lines: text) + "\n")
      end(0)
    }
    Terminal.printError(TerminalText(message: message(for: error), in: text))
    end(2)
  }
}
