/// Finds the commit in what a component answers, piece by piece, and keeps no more than a line of it.
package struct VersionScanner: Sendable {
  private let answer: Rollout.Component.Answer
  private var line: [UInt8] = []
  private var isLong = false
  /// What was found.
  package private(set) var version: String?

  /// Bytes of a line that are kept; a commit has 40 or 64.
  private static let mostLine = 256

  package init(_ answer: Rollout.Component.Answer) { self.answer = answer }

  package mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes where version == nil {
      if byte == 0x0A {
        endLine()
      } else if line.count < VersionScanner.mostLine {
        line.append(byte)
      } else {
        isLong = true
      }
    }
  }

  /// The answer ends here.
  package mutating func finish() { if version == nil { endLine() } }

  /// A key of the outermost mapping is the only thing that begins a line of YAML without a blank, as
  /// Go's library writes it.
  private mutating func endLine() {
    defer { (line, isLong) = ([], false) }
    if isLong { return }
    var text = String(decoding: line, as: UTF8.self)[...]
    if answer == .config {
      let key = "config_version_sha:"
      guard text.hasPrefix(key) else { return }
      text = text.dropFirst(key.utf8.count)
    }
    var word = text.drop { $0.isWhitespace }
    while word.last?.isWhitespace ?? false { word.removeLast() }
    if answer == .config { word = VersionScanner.unquoted(word) }
    let isWord = word.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    if !word.isEmpty, isWord, word.utf8.count <= 128 { version = String(word) }
  }

  private static func unquoted(_ word: Substring) -> Substring {
    for quote in ["\"", "'"] where word.count > 1 && word.hasPrefix(quote) && word.hasSuffix(quote)
    {
      return word.dropFirst().dropLast()
    }
    return word
  }
}
