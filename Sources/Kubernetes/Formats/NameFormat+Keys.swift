extension NameFormat {
  /// A key of a ConfigMap's or Secret's data, which becomes the name of a file.
  package static func isConfigMapKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    configMapKeyFault(bytes) == nil
  }

  /// Why a name can't be a key of a ConfigMap's data.
  package static func configMapKeyFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if OrdinaryName.isKey(bytes) { return nil }
    if bytes.isEmpty { return "is empty" }
    if bytes.count > 253 { return "is longer than 253 bytes" }
    return alphabetFault(bytes, fileName) ?? folderFault(bytes)
  }

  /// The name of an environment variable, as Kubernetes from 1.34 on takes it.
  package static func isEnvVarName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    envVarNameFault(bytes) == nil
  }

  /// Why a name can't be that of an environment variable: printable ASCII except `=`.
  package static func envVarNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if OrdinaryName.isVariable(bytes) { return nil }
    return bytes.isEmpty ? "is empty" : alphabetFault(bytes, printable)
  }

  /// The name of an environment variable in every version of Kubernetes.
  package static func isStrictEnvVarName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    strictEnvVarNameFault(bytes) == nil
  }

  /// Why a name can't be that of an environment variable in every version of Kubernetes.
  package static func strictEnvVarNameFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = bytes.first else { return "is empty" }
    if let fault = alphabetFault(bytes, fileName) { return fault }
    return isDigit(first) ? "starts with a digit" : folderFault(bytes)
  }

  /// `.`, `..` and what starts like the latter would leave the folder.
  private static func folderFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let dot = UInt8(ascii: ".")
    if bytes.count == 1, bytes.first == dot { return "is \".\"" }
    return bytes.starts(with: [dot, dot]) ? "starts with \"..\"" : nil
  }

  private static let fileName = Alphabet(
    words: "letters, digits, \"-\", \"_\" and \".\"",
    edgeWords: "",
    contains: isFileCharacter,
    containsEdge: isFileCharacter
  )

  private static let printable = Alphabet(
    words: "printable ASCII characters except \"=\"",
    edgeWords: "",
    contains: { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") },
    containsEdge: { _ in true }
  )
}

extension NameFormat {
  /// As `isConfigMapKey(_:)` of the text's UTF-8.
  package static func isConfigMapKey(_ text: String) -> Bool {
    configMapKeyFault(text) == nil
  }

  /// As `configMapKeyFault(_:)` of the text's UTF-8.
  package static func configMapKeyFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(configMapKeyFault(_:))
  }

  /// As `isEnvVarName(_:)` of the text's UTF-8.
  package static func isEnvVarName(_ text: String) -> Bool {
    envVarNameFault(text) == nil
  }

  /// As `envVarNameFault(_:)` of the text's UTF-8.
  package static func envVarNameFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(envVarNameFault(_:))
  }

  /// As `isStrictEnvVarName(_:)` of the text's UTF-8.
  package static func isStrictEnvVarName(_ text: String) -> Bool {
    strictEnvVarNameFault(text) == nil
  }

  /// As `strictEnvVarNameFault(_:)` of the text's UTF-8.
  package static func strictEnvVarNameFault(_ text: String) -> String? {
    var text = text
    return text.withUTF8(strictEnvVarNameFault(_:))
  }
}
