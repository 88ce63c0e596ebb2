internal import Kubernetes

/// The faults of names in Kubernetes' own words.
///
/// Source: apimachinery, pkg/util/validation/validation.go.
enum NameRules {
  private static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
  private static let wordPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"

  static func label(_ text: String) -> [String] {
    var faults = tooLong(text, 63)
    if isLabel(text) { return faults }
    faults.append(
      isSubdomain(text)
        ? "must not contain dots"
        : described(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
            + "and must start and end with an alphanumeric character",
          labelPattern,
          ["my-name", "123-abc"]
        )
    )
    return faults
  }

  static func subdomain(_ text: String) -> [String] {
    let faults = tooLong(text, 253)
    if isSubdomain(text) { return faults }
    return faults + [
      described(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' "
          + "or '.', and must start and end with an alphanumeric character",
        "\(labelPattern)(\\.\(labelPattern))*",
        ["example.com"]
      )
    ]
  }

  static func oldLabel(_ text: String) -> [String] {
    let faults = tooLong(text, 63)
    if isLabel(text), let first = text.utf8.first, !NameFormat.isDigit(first) { return faults }
    return faults + [
      described(
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
          + "alphabetic character, and end with an alphanumeric character",
        "[a-z]([-a-z0-9]*[a-z0-9])?",
        ["my-name", "abc-123"]
      )
    ]
  }

  static func qualifiedName(_ text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let examples = ["MyName", "my.name", "123-abc"]
    let rule =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
      + "alphanumeric character"
    guard parts.count <= 2, let name = parts.last else {
      return [
        "a qualified name \(described(rule, wordPattern, examples)) with an optional DNS subdomain "
          + "prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    var faults: [String] = []
    if parts.count == 2 {
      faults =
        parts[0].isEmpty
        ? ["prefix part must be non-empty"] : subdomain(parts[0]).map { "prefix part \($0)" }
    }
    if name.isEmpty {
      faults.append("name part must be non-empty")
    } else {
      faults += tooLong(name, 63).map { "name part \($0)" }
    }
    if !isWord(name) { faults.append("name part \(described(rule, wordPattern, examples))") }
    return faults
  }

  static func labelValue(_ text: String) -> [String] {
    let faults = tooLong(text, 63)
    if text.isEmpty || isWord(text) { return faults }
    return faults + [
      described(
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
          + "'.', and must start and end with an alphanumeric character",
        "(\(wordPattern))?",
        ["MyValue", "my_value", "12345"]
      )
    ]
  }

  /// The start of a name, with a character in place of a dash at its end and the one before.
  static func withoutDash(_ text: String) -> String {
    text.utf8.count > 1 && text.hasSuffix("-")
      ? String(decoding: text.utf8.dropLast(2), as: UTF8.self) + "a" : text
  }

  private static func tooLong(_ text: String, _ limit: Int) -> [String] {
    text.utf8.count > limit ? ["must be no more than \(limit) bytes"] : []
  }

  private static func described(
    _ rule: String,
    _ pattern: String,
    _ examples: [String]
  ) -> String {
    let shown = examples.map { "'\($0)', " }.joined(separator: " or ")
    return "\(rule) (e.g. \(shown)regex used for validation is '\(pattern)')"
  }

  private static func isLabel(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    var last = first
    for byte in text {
      guard isLabelByte(byte) || byte == UInt8(ascii: "-") else { return false }
      last = byte
    }
    return isLabelByte(first) && isLabelByte(last)
  }

  private static func isLabel(_ text: String) -> Bool { isLabel(text.utf8) }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    NameFormat.isLowercase(byte) || NameFormat.isDigit(byte)
  }

  private static func isSubdomain(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { isLabel($0) }
  }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return NameFormat.isAlphanumeric(first) && NameFormat.isAlphanumeric(last)
      && text.utf8.allSatisfy(NameFormat.isFileCharacter)
  }
}
