/// A catalog as flat tables, so that checking a file counts no references and makes no text.
///
/// Every field name has a number, its *label*, that the checker writes on the keys it knows. Names
/// that code asks for come first, in the order given, from 1.
package final class CompiledCatalog: Sendable {
  package let catalog: Catalog
  /// Field names by label; the empty name is at 0.
  package let names: [String]
  let tables: Tables
  let objectNames: [String]
  let typeIndices: [FieldType: UInt16]
  let shapes: [SchemaFinding.WantedShape]

  /// Plain memory that is filled once and never freed: a catalog lives as long as the program.
  struct Tables: @unchecked Sendable {
    var fields: UnsafeBufferPointer<FlatField>
    var objects: UnsafeBufferPointer<FlatObject>
    var types: UnsafeBufferPointer<FlatType>
    /// Open addressing: index of a field plus one, by the fingerprint of its name.
    var slots: UnsafeBufferPointer<UInt16>
    var unions: UnsafeBufferPointer<FlatUnion>
    /// Types.
    var choices: UnsafeBufferPointer<UInt16>
    var nameBytes: UnsafeBufferPointer<UInt8>
  }

  /// The values of the attribute `since`, each once; the empty one is at 0.
  private let dates: [String]

  /// Compiles the types that `roots` reach; all fields count as known and offered.
  ///
  /// - Parameters:
  ///   - catalog: Has the roots, and all that they name.
  ///   - roots: Names of objects.
  ///   - names: The field names that code asks for; their labels are their positions plus 1.
  package init(_ catalog: Catalog, roots: [String], names: [String]) {
    var compiler = CatalogCompiler(catalog: catalog, names: names)
    for root in roots { _ = compiler.type(.object(root)) }
    compiler.run()
    self.catalog = catalog
    self.names = compiler.names
    tables = compiler.finish()
    objectNames = compiler.objectNames
    typeIndices = compiler.typeIndices
    shapes = compiler.shapes
    dates = compiler.dates
  }

  private init(_ other: CompiledCatalog, fields: UnsafeBufferPointer<FlatField>) {
    catalog = other.catalog
    names = other.names
    var tables = other.tables
    tables.fields = fields
    self.tables = tables
    objectNames = other.objectNames
    typeIndices = other.typeIndices
    shapes = other.shapes
    dates = other.dates
  }

  /// The catalog as readers of some version see it; a field without date is in all versions.
  ///
  /// - Parameters:
  ///   - isKnown: Whether the reader of the files knows fields with this `since`; the others count
  ///     as unknown.
  ///   - isOffered: Whether those whom the reader hands the values on to know them.
  /// - Returns: A catalog that shares all but what depends on versions.
  package func dated(
    isKnown: (String) -> Bool,
    isOffered: (String) -> Bool
  ) -> CompiledCatalog {
    let known = dates.map { $0.isEmpty || isKnown($0) }
    let offered = dates.map { $0.isEmpty || isOffered($0) }
    let fields = UnsafeMutableBufferPointer<FlatField>.allocate(capacity: tables.fields.count)
    _ = fields.initialize(from: tables.fields)
    for index in fields.indices where fields[index].date != 0 {
      fields[index].isKnown = known[Int(fields[index].date)]
      fields[index].isOffered = offered[Int(fields[index].date)]
    }
    return CompiledCatalog(self, fields: UnsafeBufferPointer(fields))
  }

  /// The compiled type of an object.
  ///
  /// `name`: One of the roots or a type below them; else the call traps.
  package func root(_ name: String) -> CompiledType {
    guard let index = typeIndices[.object(name)] else {
      preconditionFailure("type \(name) is not below the roots of the catalog")
    }
    return CompiledType(index: index)
  }
}

/// A type of a compiled catalog.
package struct CompiledType: Sendable, Hashable {
  var index: UInt16
}

struct FlatField {
  var nameStart: UInt32
  var nameLength: UInt16
  var label: UInt16
  var type: UInt16
  /// The embedded type that the field comes from; 0 if it is declared on the type itself.
  var promotedFrom: UInt16
  /// Position of the attribute `since` among the dates of the catalog.
  var date: UInt8
  var isKnown: Bool
  var isOffered: Bool
}

struct FlatObject {
  var firstField: UInt32
  var fieldCount: UInt16
  var isLenient: Bool
  /// Position among the shapes that the catalog has words for, plus 1.
  var wanted: UInt16
  var firstSlot: UInt32
  var slotMask: UInt32
}

struct FlatType {
  var kind: Kind
  /// List and map: the type of what they hold.
  ///
  /// Object or union: index into the objects or unions.
  var element: UInt16

  enum Kind: UInt8 {
    case any, string, bool, int32, int64, uint, float
    case quantity, intOrString, time, duration, durationOrNanos
    case list, map, object, union
  }
}

struct FlatUnion {
  var firstChoice: UInt16
  var choiceCount: UInt16
  var isLenient: Bool
  /// As for an object.
  var wanted: UInt16
}
