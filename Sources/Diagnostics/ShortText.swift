extension StringProtocol {
  /// In one line, and cut where it is long, so that a message stays a message.
  ///
  /// - Parameter limit: The most that is kept, in bytes of UTF-8.
  /// - Returns: The text with ↵ for line breaks; with … at the end if something was cut.
  package func inOneLine(upTo limit: Int) -> String {
    var copy = String(self)
    if copy.utf8.count <= limit,
      copy.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
    {
      return copy
    }
    var line = String.UnicodeScalarView()
    /// Bytes so far, and the characters that fit together with the ….
    var (count, kept) = (0, 0)
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      let shown: Unicode.Scalar = scalar.isLineBreak ? "↵" : scalar
      count += UTF8.width(shown)
      if count > limit { return String(line.prefix(kept)) + "…" }
      line.append(shown)
      if count <= limit - UTF8.width("…") { kept += 1 }
    }
    return String(line)
  }
}

extension Unicode.Scalar {
  fileprivate var isLineBreak: Bool {
    (0x0A...0x0D).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029
  }
}
