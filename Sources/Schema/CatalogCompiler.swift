internal import YAML

/// Flattens the types of a catalog.
struct CatalogCompiler {
  let catalog: Catalog
  var names: [String]
  var objectNames: [String] = []
  // Index 0 stands for "no type".
  var typeIndices: [FieldType: UInt16] = [:]
  private(set) var dates = [""]
  private var labels: [String: UInt16]
  private var types: [FlatType] = [FlatType(kind: .any, element: 0)]
  private var objects: [FlatObject] = []
  private var fields: [FlatField] = []
  private var slots: [UInt16] = []
  private var unions: [FlatUnion] = []
  private var choices: [UInt16] = []
  /// What values should be, by `wanted` of types and unions.
  private(set) var shapes: [SchemaFinding.WantedShape] = []
  private var nameBytes: [UInt8] = []
  private var pending: [(object: Int, type: ObjectType)] = []

  init(catalog: Catalog, names: [String]) {
    self.catalog = catalog
    self.names = [""] + names
    labels = Dictionary(uniqueKeysWithValues: zip(names, 1...))
  }

  /// The index of a type, which is made at first use.
  mutating func type(_ type: FieldType) -> UInt16 {
    if let index = typeIndices[type] { return index }
    let index = UInt16(types.count)
    typeIndices[type] = index
    types.append(FlatType(kind: kind(of: type), element: 0))
    switch type {
    case .list(let element), .map(let element):
      types[Int(index)].element = self.type(element)
    case .object(let name):
      types[Int(index)].element = UInt16(objects.count)
      guard let object = catalog.objects[name] else {
        preconditionFailure("type \(name) is used and not in the tables")
      }
      pending.append((objects.count, object))
      objectNames.append(name)
      objects.append(
        FlatObject(
          firstField: 0,
          fieldCount: 0,
          isLenient: object.isLenient,
          wanted: wanted(object.attributes),
          firstSlot: 0,
          slotMask: 0
        )
      )
    case .union(let name):
      guard let union = catalog.unions[name] else { preconditionFailure("no union named \(name)") }
      let types = union.choices.map { self.type($0.type) }
      self.types[Int(index)].element = UInt16(unions.count)
      unions.append(
        FlatUnion(
          firstChoice: UInt16(choices.count),
          choiceCount: UInt16(types.count),
          isLenient: union.isLenient,
          wanted: wanted(union.attributes)
        )
      )
      choices += types
    default: break
    }
    return index
  }

  private func kind(of type: FieldType) -> FlatType.Kind {
    switch type {
    case .string: .string
    case .bool: .bool
    case .int, .int64: .int64
    case .int32: .int32
    case .uint: .uint
    case .float: .float
    case .any: .any
    case .list: .list
    case .map: .map
    case .object: .object
    case .scalar(let name): scalarKind(name)
    case .union: .union
    }
  }

  private func scalarKind(_ name: String) -> FlatType.Kind {
    switch name {
    case "quantity": .quantity
    case "intOrString": .intOrString
    case "time": .time
    case "duration": .duration
    case "durationOrNanos": .durationOrNanos
    default: preconditionFailure("the checker knows no scalar type \(name)")
    }
  }

  /// Position in `shapes`, plus 1; 0 where the table says nothing.
  private mutating func wanted(_ attributes: [Attribute]) -> UInt16 {
    guard let words = attributes.first(where: { $0.name == "wanted" })?.value else { return 0 }
    let advice = attributes.first { $0.name == "advice" }?.value
    shapes.append(SchemaFinding.WantedShape(words: words, advice: advice))
    return UInt16(shapes.count)
  }

  /// Fills in the objects that are known by name only, and those that they name in turn.
  mutating func run() {
    while let (index, type) = pending.popLast() { fill(index, type) }
  }

  private mutating func fill(_ index: Int, _ object: ObjectType) {
    objects[index].firstField = UInt32(fields.count)
    objects[index].fieldCount = UInt16(object.fields.count)
    var prints: [UInt64] = []
    prints.reserveCapacity(object.fields.count)
    for field in object.fields {
      var name = field.name
      fields.append(
        FlatField(
          nameStart: UInt32(nameBytes.count),
          nameLength: UInt16(name.utf8.count),
          label: label(name),
          type: type(field.type),
          promotedFrom: field.promotedFrom.map { type(.object($0)) } ?? 0,
          date: date(of: field),
          isKnown: true,
          isOffered: true
        )
      )
      name.withUTF8 { bytes in
        nameBytes.append(contentsOf: bytes)
        prints.append(Fingerprint.of(bytes))
      }
    }
    fillSlots(index, prints)
  }

  /// There are few dates, and fewer fields that have one.
  private mutating func date(of field: Field) -> UInt8 {
    guard let since = field.attribute("since") else { return 0 }
    if let index = dates.firstIndex(of: since) { return UInt8(index) }
    dates.append(since)
    return UInt8(dates.count - 1)
  }

  private mutating func label(_ name: String) -> UInt16 {
    if let label = labels[name] { return label }
    let label = UInt16(names.count)
    labels[name] = label
    names.append(name)
    return label
  }

  /// `prints`: Those of the names of the object's fields.
  private mutating func fillSlots(_ index: Int, _ prints: [UInt64]) {
    var size = 4
    while size < prints.count * 2 { size *= 2 }
    let first = slots.count
    slots.append(contentsOf: repeatElement(0, count: size))
    for (position, print) in prints.enumerated() {
      var slot = Int(truncatingIfNeeded: print >> 8) & (size - 1)
      while slots[first + slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[first + slot] = UInt16(position + 1)
    }
    objects[index].firstSlot = UInt32(first)
    objects[index].slotMask = UInt32(size - 1)
  }

  /// The tables in memory that stays.
  func finish() -> CompiledCatalog.Tables {
    CompiledCatalog.Tables(
      fields: fixed(fields),
      objects: fixed(objects),
      types: fixed(types),
      slots: fixed(slots),
      unions: fixed(unions),
      choices: fixed(choices),
      nameBytes: fixed(nameBytes)
    )
  }

  private func fixed<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }
}
