/// The text of a finding as an expression makes it.
enum FindingText {
  /// Bytes from which on the rest is left out.
  private static let limit = 2_000

  /// On one line, and not too long; `nil` for a text of blanks alone.
  ///
  /// Kubernetes, too, goes back to `message` then.
  static func line(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else {
      return nil
    }
    let isOneLine = !text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
    if isOneLine, text.utf8.count <= limit { return text }
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      count += UTF8.width(scalar)
      if count > limit {
        scalars.append("…")
        break
      }
      scalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return String(scalars)
  }
}
