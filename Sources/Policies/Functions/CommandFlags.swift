internal import CEL

/// The options of a command line.
enum CommandFlags {
  /// Words that start with a dash, with the value after `=`, or else the next word if that has no
  /// dash; other words are left out.
  static func map(_ words: any ListSource, _ run: Run) throws(CELError) -> ValueMap {
    var flags: [(key: Value, value: Value)] = []
    var open: String?
    for index in 0..<words.count {
      guard case .string(let word) = words[index] else { continue }
      try run.charge(bytes: word.byteCount)
      let text = word.string
      guard text.utf8.first == UInt8(ascii: "-") else {
        if let name = open { flags[flags.count - 1] = (.string(name), .string(text)) }
        open = nil
        continue
      }
      if let equals = text.firstIndex(of: "=") {
        flags.append(
          (.string(String(text[..<equals])), .string(String(text[text.index(after: equals)...])))
        )
        open = nil
      } else {
        flags.append((.string(text), .string("")))
        open = text
      }
    }
    return ValueMap(flags)
  }
}
