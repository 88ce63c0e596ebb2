package import Formats
internal import Glibc

/// Output without buffering surprises, and what the terminal can show.
package enum Terminal {
  package static func print(_ text: TerminalText) {
    write(text.bytes)
  }

  /// Prints data, such as JSON, as it is.
  package static func print(_ bytes: [UInt8]) {
    write(bytes)
  }

  package static func print(_ bytes: UnsafeRawBufferPointer) {
    OutputStream.standard.write(bytes)
  }

  package static func printError(_ text: TerminalText) {
    text.bytes.withUnsafeBytes { OutputStream.errors.write($0) }
  }

  /// To be called before anything is opened or printed.
  package static func prepare() { OutputStream.prepare() }

  /// What went wrong with standard output so far, as the system says it; `nil` if all that was
  /// printed has arrived, or the reader did not want more.
  package static var outputFailure: String? { OutputStream.standard.failure }

  /// Ends the program.
  ///
  /// - Parameters:
  ///   - status: The exit status, unless standard output has failed, which is status 2.
  ///   - name: The program's.
  package static func end(_ status: Int32, name: String) -> Never {
    OutputStream.standard.close()
    guard let failure = outputFailure else { _exit(status) }
    printError("\(name): can't write to standard output: \(failure)\n")
    _exit(2)
  }

  private static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { OutputStream.standard.write($0) }
  }

  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Whether output may have colours: on a terminal, unless NO_COLOR; CLICOLOR_FORCE forces them.
  package static func usesColor(_ isWanted: Bool, on handle: Int32 = STDOUT_FILENO) -> Bool {
    guard isWanted, (environment("NO_COLOR") ?? "").isEmpty else { return false }
    if let force = environment("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
    return isatty(handle) == 1 && environment("TERM") != "dumb"
  }

  /// Whether people read standard output.
  package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  package static var showsProgress: Bool {
    isatty(STDERR_FILENO) == 1 && environment("CI") == nil && environment("TERM") != "dumb"
  }

  /// Columns of the terminal; `nil` where there is none.
  package static var width: Int? {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return nil
  }

  /// Columns that lines may have: those that COLUMNS names, else those of the terminal; `nil` for a
  /// file or a pipe, in which nothing is cut.
  package static var lineWidth: Int? {
    if let named = environment("COLUMNS").flatMap({ Int($0) }), named > 0 { return named }
    return isTerminal ? width : nil
  }
}
