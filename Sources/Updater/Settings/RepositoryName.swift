/// `org/repo` on GitHub.
package struct RepositoryName: Sendable, Hashable, CustomStringConvertible {
  package let org: String
  package let repo: String

  /// - Returns: `nil` unless both parts are what GitHub allows in names: no more than letters,
  ///   digits, `-`, `_` and `.`, and not dots alone.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(RepositoryName.isName) else { return nil }
    org = String(parts[0])
    repo = String(parts[1])
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 100 && text.contains { $0 != "." }
      && text.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80
          && (character.isLetter || character.isNumber || "-_.".contains(character))
      }
  }

  package var description: String { "\(org)/\(repo)" }

  /// Whether a payload means this repository; GitHub takes names in either case.
  package func isNamed(_ text: String) -> Bool { description.lowercased() == text.lowercased() }
}
