import GoFormats
package import YAML

extension PatternSyntax {
  /// Whether the pattern surely matches the text, which is a rerun command; `false` means that
  /// `GoRegex` must judge.
  ///
  /// Knows the trigger that Prow makes for a job, `(?m)^/test( | .* )NAME,?($|\s.*)`, and the
  /// usual handwritten `(?m)^/COMMAND$`, for strings of one line.
  ///
  /// Source: Prow, `DefaultTriggerFor` in pkg/config/config.go.
  package static func surelyMatches(
    pattern: UnsafeBufferPointer<UInt8>,
    text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if pattern.starts(with: defaultStart) {
      guard text.starts(with: commandStart), pattern.ends(with: defaultEnd) else { return false }
      return isSpelledOut(
        pattern[defaultStart.count..<max(defaultStart.count, pattern.count - defaultEnd.count)],
        text[commandStart.count...]
      )
    }
    guard pattern.starts(with: lineStart), pattern.last == UInt8(ascii: "$") else { return false }
    return isSpelledOut(pattern[lineStart.count..<(pattern.count - 1)], text[...])
  }

  /// As `surelyMatches` of the strings' UTF-8.
  package static func surelyMatches(pattern: String, text: String) -> Bool {
    var pattern = pattern
    var text = text
    return pattern.withUTF8 { pattern in
      text.withUTF8 { surelyMatches(pattern: pattern, text: $0) }
    }
  }

  private static let defaultStart = Array(#"(?m)^/test( | .* )"#.utf8)
  private static let defaultEnd = Array(#",?($|\s.*)"#.utf8)
  private static let commandStart = Array("/test ".utf8)
  private static let lineStart = Array("(?m)^".utf8)

  /// Whether the pattern is the text, character by character; a full stop stands for any.
  private static func isSpelledOut(
    _ pattern: Slice<UnsafeBufferPointer<UInt8>>,
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    var rest = pattern[...]
    for byte in text {
      guard var expected = rest.popFirst(), (0x20..<0x7F).contains(byte) else { return false }
      if expected == UInt8(ascii: ".") { continue }
      if expected == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst(), !isAlphanumeric(escaped) else { return false }
        expected = escaped
      } else if isOperator(expected) {
        return false
      }
      guard byte == expected else { return false }
    }
    return rest.isEmpty
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "|"), UInt8(ascii: "?"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default:
      false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }
}

extension PatternSyntax {
  /// The name in a trigger of the form that Prow makes for a job, where it is written out; `nil` for
  /// other triggers.
  ///
  /// Prow does not quote the name, so that each dot in it stands for any character: `isName(_:like:)`.
  package static func defaultTriggerName(_ pattern: UnsafeBufferPointer<UInt8>) -> Text? {
    guard pattern.starts(with: defaultStart) else { return nil }
    for end in [defaultEnd, oldDefaultEnd] where pattern.ends(with: end) {
      guard pattern.count > defaultStart.count + end.count else { return nil }
      let name = pattern[defaultStart.count..<(pattern.count - end.count)]
      let word = UnsafeBufferPointer(rebasing: name)
      return isPlainWord(word) ? Text(word) : nil
    }
    return nil
  }

  /// Whether a name is one of letters, digits, `-`, `_` and `.`, of which only the last means more in
  /// a pattern.
  static func isPlainWord(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    !name.isEmpty
      && name.allSatisfy {
        isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "_")
      }
  }

  /// Whether a trigger has that form, which matches nothing but the command of a job.
  package static func isDefaultTrigger(_ pattern: UnsafeBufferPointer<UInt8>) -> Bool {
    defaultTriggerName(pattern).map { !isName($0, like: Text("all")) } ?? false
  }

  /// Whether a name of which each dot stands for any character is a word.
  package static func isName(_ name: Text, like word: Text) -> Bool {
    guard name.count == word.count else { return false }
    // Names differ at their end more often than at their start.
    for index in name.bytes.indices.reversed() {
      let expected = name.bytes[index]
      guard expected == word.bytes[index] || expected == UInt8(ascii: ".") else { return false }
    }
    return true
  }

  private static let oldDefaultEnd = Array(#",?(\s+|$)"#.utf8)
}
