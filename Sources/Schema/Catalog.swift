/// Object and union types by name: what the fields of a configuration file are and may hold.
///
/// A catalog is read from tables (`Catalog(tables:)`), one line a field. It serves the checker,
/// the JSON Schemas and the suggestions for misspelt fields.
package struct Catalog: Sendable {
  /// By type name, unique over all tables that made the catalog.
  package var objects: [String: ObjectType]
  /// Types with several shapes, by name.
  package var unions: [String: UnionType]
}

/// A mapping with known fields.
package struct ObjectType: Sendable {
  package var name: String
  /// One sentence for editors; empty if the name says it all.
  package var documentation: String
  /// Own fields first, then those of embedded types, flattened as Go's encoding/json does: a field
  /// declared on the type itself hides an embedded one of the same name.
  package var fields: [Field]
  /// The embedded types, in the order of the Go type.
  package var embeds: [String]
  /// Whether a strict decoder reports no unknown fields here and below: the Go type decodes itself.
  package var isLenient: Bool
  /// `key=value` and bare words of the type's line, in order.
  ///
  /// `oneOf`, `atMostOneOf` and `anyOf` list fields, of which exactly one, at most one or at least
  /// one may be set; `since` dates the type; `wanted` and `advice` are as for a union.
  package var attributes: [Attribute]
}

/// A type that decodes itself and takes several shapes, such as one word or a mapping.
package struct UnionType: Sendable {
  package var name: String
  package var documentation: String
  /// The shapes; a value has the first one that it looks like.
  package var choices: [Field]
  /// Whether what is below is read as by the reader of the file: numbers for texts are converted, and
  /// unknown fields are not reported.
  package var isLenient: Bool
  /// `key=value` of the union's line, in order.
  ///
  /// `wanted` and `advice` say what a value of no shape should be, and what to write.
  package var attributes: [Attribute]
}

/// One field of an object type.
package struct Field: Sendable {
  /// As YAML spells it.
  package var name: String
  package var type: FieldType
  /// The embedded type that the field comes from, or `nil` if the type itself declares it.
  ///
  /// It is the outermost embedded type: `JobBase` for a field of `JobBase.UtilityConfig`. Below
  /// such a field Prow converts no number to a string.
  package var promotedFrom: String?
  /// `key=value` and bare words of the table, in order, such as `default`, `enum` and `format`.
  package var attributes: [Attribute]
  /// One sentence for editors, or empty.
  package var documentation: String

  /// The value of an attribute; empty for a bare word, `nil` if it is absent.
  package func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The values of an attribute that lists some, such as `enum`; `nil` if it is absent.
  package func values(of name: String) -> [String]? {
    attributes.first { $0.name == name }?.values
  }
}

/// A word of a table: `enum=Always|Never`, or `required`, which has an empty value.
package struct Attribute: Sendable {
  package var name: String
  package var value: String

  /// What `|` separates, in order; an empty part is the empty text.
  package var values: [String] {
    value.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  }
}

/// What a field holds.
package indirect enum FieldType: Sendable, Hashable {
  case string, bool, int, int32, int64, uint, float, any
  /// A scalar with a syntax of its own: `quantity`, `intOrString`, `time`, `duration`,
  /// `durationOrNanos`.
  case scalar(String)
  case list(FieldType)
  /// Keys are text.
  case map(FieldType)
  case object(String)
  case union(String)
}
