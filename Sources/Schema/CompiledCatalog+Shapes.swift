package import YAML

/// What a compiled type is, for those who write values back.
package enum Shape: Sendable {
  case any, string, bool, integer, float
  case quantity, intOrString, time
  /// A string with unit.
  case duration
  /// A string with unit, or whole nanoseconds.
  case durationOrNanoseconds
  case list(CompiledType)
  case map(CompiledType)
  /// An object type by its name.
  case object(String)
}

/// A field of an object type, as far as the reader of the files knows it.
package struct KnownField: Sendable {
  /// As YAML spells it; lives as long as the program.
  package let name: Text
  /// What the checker writes on keys with this name.
  package let label: UInt16
  package let type: CompiledType
}

extension CompiledType {
  /// Position among the types of its catalog.
  package var position: Int { Int(index) }

  /// The type of values that are passed on as they are.
  package static let any = CompiledType(index: 0)
}

extension CompiledCatalog {
  /// All types by position.
  package var types: [CompiledType] {
    tables.types.indices.map { CompiledType(index: UInt16($0)) }
  }

  /// The type of a map from string to string; the call traps if no field has it.
  package var typeOfTextMap: CompiledType {
    guard let index = typeIndices[.map(.string)] else {
      preconditionFailure("no field of the catalog is a map of texts")
    }
    return CompiledType(index: index)
  }

  package func shape(of type: CompiledType) -> Shape {
    let flat = tables.types[Int(type.index)]
    switch flat.kind {
    case .string: return .string
    case .bool: return .bool
    case .int32, .int64, .uint: return .integer
    case .float: return .float
    case .quantity: return .quantity
    case .intOrString: return .intOrString
    case .time: return .time
    case .duration: return .duration
    case .durationOrNanos: return .durationOrNanoseconds
    case .list: return .list(CompiledType(index: flat.element))
    case .map: return .map(CompiledType(index: flat.element))
    case .object: return .object(objectNames[Int(flat.element)])
    case .any, .union: return .any
    }
  }

  /// The known fields of an object type in the order of its table; none for other types.
  package func knownFields(of type: CompiledType) -> [KnownField] {
    let flat = tables.types[Int(type.index)]
    guard flat.kind == .object else { return [] }
    let object = tables.objects[Int(flat.element)]
    return (0..<Int(object.fieldCount)).compactMap { position in
      let field = tables.fields[Int(object.firstField) + position]
      guard field.isKnown else { return nil }
      let start = Int(field.nameStart)
      let name = tables.nameBytes[start..<start + Int(field.nameLength)]
      return KnownField(
        name: Text(UnsafeBufferPointer(rebasing: name)),
        label: field.label,
        type: CompiledType(index: field.type)
      )
    }
  }
}
