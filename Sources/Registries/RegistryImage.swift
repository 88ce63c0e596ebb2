/// `HOST/REPOSITORY`, as registries take it.
///
/// Source: OCI, Distribution Specification 1.1, "Pulling manifests", for `<name>`.
package struct RegistryImage: Sendable, Hashable, CustomStringConvertible {
  /// In lower case.
  package let host: String
  package let repository: String

  /// `nil` for a name that no registry can have, so that nobody is asked for it.
  ///
  /// `name`: Without tag.
  package init?(_ name: String) {
    guard let slash = name.firstIndex(of: "/"), name.utf8.count <= 255 else { return nil }
    host = name[..<slash].lowercased()
    repository = String(name[name.index(after: slash)...])
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy(RegistryImage.isLabel),
      parts.allSatisfy(RegistryImage.isPart)
    else { return nil }
  }

  package var description: String { "\(host)/\(repository)" }

  /// Whether the host is the number of a machine, and not a name.
  package var hasNumberedHost: Bool {
    host.split(separator: ".").last?.allSatisfy(\.isNumber) ?? false
  }

  private static func isLabel(_ text: Substring) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && !text.hasSuffix("-")
      && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`.
  private static func isPart(_ text: Substring) -> Bool {
    var separator = ""
    var isAfterWord = false
    for character in text.utf8 {
      if isLetterOrDigit(character) {
        guard separator.isEmpty || isAfterWord && isSeparator(separator) else { return false }
        (separator, isAfterWord) = ("", true)
      } else {
        separator.append(Character(Unicode.Scalar(character)))
      }
    }
    return isAfterWord && separator.isEmpty
  }

  private static func isSeparator(_ text: String) -> Bool {
    [".", "_", "__"].contains(text) || text.allSatisfy { $0 == "-" }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}
