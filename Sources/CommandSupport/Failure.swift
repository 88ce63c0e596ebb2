package import Formats

/// Why a command can't do what it was asked, a line or several, and the exit status that says so.
package struct Failure: Error {
  /// In lower case and without a full stop, with the place where there is one.
  package var message: TerminalText
  package var status: Int32

  /// What was asked for is not there, or was not asked for clearly.
  package static func usage(_ message: TerminalText) -> Failure {
    Failure(message: message, status: 2)
  }

  /// What was asked for is there, and has faults.
  package static func input(_ message: TerminalText) -> Failure {
    Failure(message: message, status: 1)
  }
}
