package import YAML

extension Node {
  /// The value of a field; `nil` if it is absent or null, which Prow does not tell apart.
  ///
  /// Works on documents that a schema checked; the letter case of the key does not matter.
  @inline(__always)
  package subscript(field: Field) -> Node? {
    guard let value = entry(labelled: field.rawValue)?.value, !value.isNull else { return nil }
    return value
  }

  /// The key of a field, also where its value is null.
  package func key(_ field: Field) -> Node? {
    entry(labelled: field.rawValue)?.key
  }

  /// The text of a string field; `nil` if it is absent, null or not a string.
  @inline(__always)
  package func text(_ field: Field) -> Text? {
    self[field]?.string
  }

  /// The items of a list field; none if it is absent.
  package func list(_ field: Field) -> [Node] { self[field].map { Array($0.items) } ?? [] }

  /// The value of a string field in which Prow converts numbers and booleans to strings.
  ///
  /// Source: `convertToJSONableObject` in yaml.go of sigs.k8s.io/yaml.
  package func converted(_ field: Field) -> String? {
    self[field].flatMap { $0.isScalar ? $0.convertedText : nil }
  }

  /// Whether a boolean field is there and true.
  package func isTrue(_ field: Field) -> Bool {
    self[field]?.bool == true
  }

  /// A whole number; `nil` if absent or not one.
  package var wholeNumber: Int64? {
    switch number {
    case .int(let value): value
    case .float(let value): Int64(exactly: value)
    case .uint, nil: nil
    }
  }
}
