internal import Prow
internal import Schema
internal import YAML

/// Whether a value could be that of a field.
enum FieldShape {
  /// Judges keys and kinds of values, of long lists and mappings the first few.
  ///
  /// - Parameters:
  ///   - node: The value.
  ///   - type: That of the field.
  ///   - fields: Where object types are found.
  ///   - depth: How many levels are looked at, so that aliases can't make
  ///     it long.
  /// - Returns: Whether nothing speaks against it.
  static func fits(_ node: Node, _ type: FieldType, _ fields: Catalog, depth: Int = 4) -> Bool {
    if node.isNull || depth == 0 { return true }
    switch type {
    case .any, .union: return true
    case .string, .scalar: return node.isScalar
    case .bool: return node.bool != nil
    case .int, .int32, .int64, .uint, .float: return node.number != nil
    case .list(let element):
      return node.isSequence
        && node.items.lazy.prefix(4).allSatisfy { fits($0, element, fields, depth: depth - 1) }
    case .map(let element):
      return node.isMapping
        && node.entries.lazy.prefix(4).allSatisfy {
          fits($0.value, element, fields, depth: depth - 1)
        }
    case .object(let name):
      return node.isMapping && fits(node, inObject: name, fields, depth: depth)
    }
  }

  private static func fits(
    _ node: Node,
    inObject name: String,
    _ fields: Catalog,
    depth: Int
  ) -> Bool {
    guard let object = fields.objects[name] else { return false }
    return node.entries.lazy.prefix(8).allSatisfy { entry in
      let key = entry.key.text.string
      guard let field = object.fields.first(where: { $0.name == key }) else { return false }
      return fits(entry.value, field.type, fields, depth: depth - 1)
    }
  }
}
