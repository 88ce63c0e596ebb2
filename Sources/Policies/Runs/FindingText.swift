/// The text of a finding as an expression makes it.
enum FindingText {
  /// Bytes from which on the rest is left out.
  private static let limit = 2_000

  /// On one line, and not too long; `nil` for a text of blanks alone.
  ///
  /// Kubernetes, too, goes back to `message` then.
  static func line(_ text: String) -> String? {
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
    return scalars.allSatisfy { $0 == " " || $0 == "\t" } ? nil : String(scalars)
  }
}
