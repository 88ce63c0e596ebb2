extension NameFormat {
  /// A key of labels or annotations, or the name of a resource.
  package static func isQualifiedName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    qualifiedNameFault(bytes) == nil
  }

  /// Why a name is not a qualified name: an optional subdomain with a slash, and a word.
  package static func qualifiedNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if OrdinaryName.isQualified(bytes) { return nil }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
      return wordFault(bytes, limit: 63, mixedCase)
    }
    let name = bytes[(slash + 1)...]
    if name.contains(UInt8(ascii: "/")) { return "has more than one \"/\"" }
    if let fault = subdomainFault(bytes[..<slash]) { return "has a prefix that \(fault)" }
    return wordFault(name, limit: 63, mixedCase).map { "has a name after the \"/\" that \($0)" }
  }

  /// The value of a label.
  package static func isLabelValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    return bytes.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy(isFileCharacter)
  }

  /// Why a string is not a label's value, which may be empty.
  package static func labelValueFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    bytes.isEmpty || OrdinaryName.isWord(bytes) ? nil : wordFault(bytes, limit: 63, mixedCase)
  }

  private static let mixedCase = Alphabet(
    words: "letters, digits, \"-\", \"_\" and \".\"",
    edgeWords: "a letter or digit",
    contains: isFileCharacter,
    containsEdge: isAlphanumeric
  )

  /// Whether the byte is of the portable set for file names.
  @Sendable package static func isFileCharacter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}

extension NameFormat {
  /// As `isQualifiedName(_:)` of the text's UTF-8.
  package static func isQualifiedName(_ text: String) -> Bool {
    qualifiedNameFault(text) == nil
  }

  /// As `qualifiedNameFault(_:)` of the text's UTF-8.
  package static func qualifiedNameFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(qualifiedNameFault(_:))
  }

  /// As `isLabelValue(_:)` of the text's UTF-8.
  package static func isLabelValue(_ text: String) -> Bool {
    labelValueFault(text) == nil
  }

  /// As `labelValueFault(_:)` of the text's UTF-8.
  package static func labelValueFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(labelValueFault(_:))
  }
}
