internal import Glibc

/// Output without buffering surprises, and what the terminal can show.
package enum Terminal {
  package static func print(_ text: TerminalText) {
    write(text.bytes, to: STDOUT_FILENO)
  }

  /// Prints data, such as JSON, as it is.
  package static func print(_ bytes: [UInt8]) {
    write(bytes, to: STDOUT_FILENO)
  }

  package static func print(_ bytes: UnsafeRawBufferPointer) {
    write(bytes, to: STDOUT_FILENO)
  }

  package static func printError(_ text: TerminalText) {
    write(text.bytes, to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to handle: Int32) {
    bytes.withUnsafeBytes { write($0, to: handle) }
  }

  private static func write(_ buffer: UnsafeRawBufferPointer, to handle: Int32) {
    var done = 0
    while done < buffer.count {
      let count = Glibc.write(handle, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if count < 0, errno == EINTR { continue }
      // A reader that has gone, such as `head`, ends the output.
      if count <= 0 { return }
      done += count
    }
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
}
