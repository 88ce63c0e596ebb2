/// A form of names or texts that Kubernetes knows.
final class FormatValue: OpaqueValue, CustomStringConvertible {
  let format: NamedFormat

  init(format: NamedFormat) {
    self.format = format
  }

  var typeName: String { "kubernetes.NamedFormat" }

  func equals(_ other: Value) -> Bool? {
    guard case .opaque(let value) = other, let other = value as? FormatValue else { return nil }
    return format == other.format
  }

  func hash(into hasher: inout Hasher) { hasher.combine(format) }

  var description: String { format.title }
}

extension Overload {
  /// Source: Kubernetes, cel/library/format.go.
  static let formats: [Overload] =
    NamedFormat.allCases.map { format in
      Overload(
        "format.\(format.rawValue)() -> Format",
        format.doc,
        .none { (_) throws(CELError) in
          .opaque(FormatValue(format: format))
        }
      )
    } + [
      Overload(
        "format.named(string) -> optional(Format)",
        "the format of that name, or none",
        .one { (name, _) throws(CELError) in
          guard let format = NamedFormat(rawValue: try name.asString.string) else { return .none }
          return .some(.opaque(FormatValue(format: format)))
        }
      ),
      Overload(
        "Format.validate(string) -> optional(list(string))",
        "none for a text of the format, else what is wrong",
        .two { (format, text, run) throws(CELError) in
          let text = try text.asString
          try run.charge(bytes: text.byteCount * 8)
          let faults = try format.opaque(FormatValue.self).format.faults(text.string)
          if faults.isEmpty { return .none }
          return .some(.list(StringList(items: faults.map { StringValue($0) })))
        }
      ),
    ]
}
