package import YAML

/// The decoration of a job: its own settings over the defaults that match, field by field.
///
/// Sources: Prow, `mergeDefaultDecorationConfig` in pkg/config/config.go; `ApplyDefault` in
/// pkg/apis/prowjobs/v1/types.go.
package struct Decoration: Sendable {
  /// Mappings of type DecorationConfig, the strongest first.
  package let layers: [Node]

  package init(layers: [Node]) {
    self.layers = layers
  }

  /// The strongest value of a field that is set; an empty text counts as unset.
  package func value(_ field: Field) -> Node? {
    for layer in layers {
      if let value = layer[field], !value.isEmpty || value.isMapping { return value }
    }
    return nil
  }

  /// The strongest value of a field inside a mapping that is merged field by field.
  package func value(_ outer: Field, _ inner: Field) -> Node? {
    for layer in layers {
      if let value = layer[outer]?[inner], !value.isEmpty { return value }
    }
    return nil
  }

  /// Whether any layer has the field, so that the merged setting exists.
  package func has(_ field: Field) -> Bool {
    layers.contains { $0[field] != nil }
  }
}
