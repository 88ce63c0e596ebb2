internal import Diagnostics

/// Says in plain words which bytes libyaml can't read.
enum ReaderProblem {
  static func problem(_ said: String, at offset: Int, in file: SourceFile) -> Problem {
    let bytes = file.bytes
    let start = UInt32(truncatingIfNeeded: min(max(0, offset), bytes.count))
    let byte = Int(start) < bytes.count ? bytes[Int(start)] : 0
    let code = String(byte, radix: 16, uppercase: true)
    let isControl = said.hasPrefix("control characters")
    return Problem(
      kind: .encoding,
      message: isControl
        ? "a control character (byte 0x\(code)) is not allowed in YAML"
        : "byte 0x\(code) is not valid UTF-8",
      range: SourceRange(start: start, end: start),
      help: isControl
        ? "remove it, or write it as an escape in double quotes" : "save the file as UTF-8"
    )
  }
}
