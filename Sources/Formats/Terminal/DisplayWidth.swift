/// How many columns of a terminal text takes.
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// A text of at most some columns, with `…` for what is cut off.
  ///
  /// `keepsEnd`: Whether the start is cut off.
  static func cut(_ text: String, to width: Int, keepsEnd: Bool) -> String {
    if of(text) <= width { return text }
    var kept: [Character] = []
    var room = width - 1
    for character in keepsEnd ? Array(text.reversed()) : Array(text) {
      room -= of(character)
      if room < 0 { break }
      kept.append(character)
    }
    return keepsEnd ? "…" + String(kept.reversed()) : String(kept) + "…"
  }

  /// An emoji is two columns wide however many characters are joined to it.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    let width = scalars.reduce(0) { $0 + of($1) }
    let isEmoji =
      scalars.count > 1
      && scalars.contains { $0.value == 0xFE0F || $0.properties.isEmojiPresentation }
    return isEmoji ? 2 : width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // Vowels and final consonants that a Korean syllable is put together with.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) {
      return 0
    }
    // Two of them make a flag.
    if (0x1F1E6...0x1F1FF).contains(scalar.value) { return 1 }
    let isWide = scalar.properties.isEmojiPresentation || wide.contains { $0 ~= scalar.value }
    return isWide ? 2 : 1
  }

  /// Where East_Asian_Width is W or F, emoji aside.
  ///
  /// Source: Unicode, EastAsianWidth.txt; gaps of unassigned characters are closed.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
    0x1F200...0x1F251, 0x20000...0x3FFFD,
  ]
}
