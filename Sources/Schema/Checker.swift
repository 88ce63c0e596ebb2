internal import Machine
package import YAML

/// Walks a document against a type as Go's decoder would, and goes on after every mistake.
///
/// Known keys get their labels. Field names match in any letter case; null fits everywhere; whole
/// floats fit integers. A number or boolean in place of a string is converted only if every step
/// down to the field is declared on its own type.
///
/// Sources: encoding/json; `convertToJSONableObject` in yaml.go of sigs.k8s.io/yaml.
package struct Checker {
  private let catalog: CompiledCatalog
  private let tables: CompiledCatalog.Tables
  private let syntax: ScalarSyntax
  private let takesWholeFloats: Bool
  private var findings: [SchemaFinding] = []

  private init(_ catalog: CompiledCatalog, _ syntax: ScalarSyntax, takesWholeFloats: Bool) {
    self.catalog = catalog
    self.takesWholeFloats = takesWholeFloats
    tables = catalog.tables
    self.syntax = syntax
  }

  /// Checks a document and labels its keys.
  ///
  /// Call it before the document is shared. Depth is bounded by the types, which do not contain
  /// themselves.
  ///
  /// `convertsScalars`: Whether the reader turns numbers and booleans into text where it can, as
  /// Prow's does.
  ///
  /// `takesWholeFloats`: Whether `1.0` fits an integer, as it does after YAML has become JSON.
  package static func check(
    _ document: Document,
    as type: CompiledType,
    in catalog: CompiledCatalog,
    syntax: ScalarSyntax,
    convertsScalars: Bool = true,
    takesWholeFloats: Bool = true
  ) -> [SchemaFinding] {
    guard let root = document.root else { return [] }
    var checker = Checker(catalog, syntax, takesWholeFloats: takesWholeFloats)
    checker.check(root, type.index, converted: convertsScalars ? type.index : 0, isLenient: false)
    return checker.findings
  }

  /// `converted`: The type that Prow's reader looks at when it turns scalars into text: the type
  /// itself, the embedded type that a promoted field came from, or 0 for none.
  ///
  /// `isLenient`: Whether unknown fields are never reported here, as the Go type decodes itself.
  @inline(__always)
  private mutating func check(
    _ node: Node,
    _ type: UInt16,
    converted: UInt16,
    isLenient: Bool
  ) {
    let flat = tables.types[Int(type)]
    switch flat.kind {
    case .any: break
    case .object:
      checkObject(node, type, flat.element, converted: converted, isLenient: isLenient)
    case .list: checkList(node, flat, converted: converted, isLenient: isLenient)
    case .map: checkMap(node, flat, converted: converted, isLenient: isLenient)
    case .string: checkString(node, converted: converted)
    default: checkOther(node, flat, isLenient: isLenient)
    }
  }

  private mutating func report(_ kind: SchemaFinding.Kind, _ node: Node) {
    findings.append(SchemaFinding(kind: kind, node: node))
  }
}

// MARK: - Collections

extension Checker {
  private mutating func checkObject(
    _ node: Node,
    _ type: UInt16,
    _ index: UInt16,
    converted: UInt16,
    isLenient: Bool
  ) {
    let object = tables.objects[Int(index)]
    guard node.isMapping else {
      if !node.isNull { report(.wrongType(wanted: wanted(object.wanted) ?? .mapping), node) }
      return
    }
    // A type that is lenient itself decodes itself, and Prow's reader does not look into it.
    let converted = object.isLenient && !isLenient ? 0 : converted
    let isLenient = isLenient || object.isLenient
    var hasOtherCase = false
    for entry in node.entries {
      let key = entry.key
      guard let field = find(key.text, in: object, hasOtherCase: &hasOtherCase, key: key) else {
        if !isLenient { report(.unknownField(type: catalog.objectNames[Int(index)]), key) }
        continue
      }
      if !field.isOffered { report(.notOffered(type: catalog.objectNames[Int(index)]), key) }
      guard field.isKnown else {
        if !isLenient { report(.newerField(type: catalog.objectNames[Int(index)]), key) }
        continue
      }
      key.label = field.label
      let target =
        converted == type
        ? (field.promotedFrom == 0 ? field.type : field.promotedFrom)
        : conversion(of: key.text, in: converted)
      check(entry.value, field.type, converted: target, isLenient: isLenient)
    }
    if hasOtherCase { settleOtherCase(node) }
  }

  @inline(__always)
  private mutating func find(
    _ name: Text,
    in object: FlatObject,
    hasOtherCase: inout Bool,
    key: Node
  ) -> FlatField? {
    if let field = exactField(name, in: object) { return field }
    guard let field = foldedField(name, in: object) else { return nil }
    hasOtherCase = true
    report(.otherCase(name: catalog.names[Int(field.label)]), key)
    return field
  }

  @inline(__always)
  private func exactField(_ name: Text, in object: FlatObject) -> FlatField? {
    var slot = UInt32(truncatingIfNeeded: Fingerprint.of(name.bytes) >> 8) & object.slotMask
    while true {
      let entry = tables.slots[Int(object.firstSlot + slot)]
      if entry == 0 { return nil }
      let field = tables.fields[Int(object.firstField) + Int(entry) - 1]
      if nameText(field) == name { return field }
      slot = (slot + 1) & object.slotMask
    }
  }

  @inline(__always)
  private func nameText(_ field: FlatField) -> Text {
    let start = Int(field.nameStart)
    return Text(
      UnsafeBufferPointer(rebasing: tables.nameBytes[start..<start + Int(field.nameLength)])
    )
  }

  private func foldedField(_ name: Text, in object: FlatObject) -> FlatField? {
    // A field name is ASCII; only the long s and the Kelvin sign fold to it from outside.
    guard name.count <= 64 else { return nil }
    for index in 0..<Int(object.fieldCount) {
      let field = tables.fields[Int(object.firstField) + index]
      if LetterCase.areEqual(name.bytes, nameText(field).bytes) { return field }
    }
    return nil
  }

  /// What a value under this key converts to when the reader looks at another type than the field's.
  private func conversion(of name: Text, in type: UInt16) -> UInt16 {
    let flat = tables.types[Int(type)]
    switch flat.kind {
    case .map: return flat.element
    case .object:
      let object = tables.objects[Int(flat.element)]
      guard let field = exactField(name, in: object) else { return 0 }
      return field.promotedFrom == 0 ? field.type : field.promotedFrom
    default: return 0
    }
  }

  /// Keys that differ in letter case only: the last one in byte order counts.
  private func settleOtherCase(_ node: Node) {
    var winners: [UInt16: Node] = [:]
    for entry in node.entries where entry.key.label != 0 {
      guard let other = winners[entry.key.label] else {
        winners[entry.key.label] = entry.key
        continue
      }
      let isLater = other.text.bytes.lexicographicallyPrecedes(entry.key.text.bytes)
      if isLater { winners[entry.key.label] = entry.key }
      (isLater ? other : entry.key).label = 0
    }
  }

  private mutating func checkList(
    _ node: Node,
    _ flat: FlatType,
    converted: UInt16,
    isLenient: Bool
  ) {
    guard node.isSequence else {
      if !node.isNull { report(.wrongType(wanted: .list), node) }
      return
    }
    let target = tables.types[Int(converted)]
    let element = target.kind == .list ? target.element : 0
    guard Checker.isWorthTwoThreads(node) else {
      for item in node.items {
        check(item, flat.element, converted: element, isLenient: isLenient)
      }
      return
    }
    checkHalves(node) { checker, item in
      checker.check(item, flat.element, converted: element, isLenient: isLenient)
    }
  }

  /// Whether a second thread is to check half of a list.
  ///
  /// Both write labels on keys: no key may be reached from both halves.
  static func isWorthTwoThreads(_ list: Node) -> Bool {
    list.itemCount >= 512 && !list.storage.pointee.hasAliases
  }

  /// Checks the second half of a list on another thread.
  private mutating func checkHalves(
    _ list: Node,
    _ check: @escaping @Sendable (inout Checker, Node) -> Void
  ) {
    let half = list.itemCount / 2
    let start = Checker(catalog, syntax, takesWholeFloats: takesWholeFloats)
    let others = Background {
      var other = start
      for item in list.items.dropFirst(half) { check(&other, item) }
      return other.findings
    }
    for item in list.items.prefix(half) { check(&self, item) }
    findings += others.wait()
  }

  private mutating func checkMap(
    _ node: Node,
    _ flat: FlatType,
    converted: UInt16,
    isLenient: Bool
  ) {
    guard node.isMapping else {
      if !node.isNull { report(.wrongType(wanted: .mapping), node) }
      return
    }
    let target = tables.types[Int(converted)]
    for entry in node.entries {
      let element =
        target.kind == .map
        ? target.element
        : target.kind == .object ? conversion(of: entry.key.text, in: converted) : 0
      if reportsNoMapping(entry.value, flat.element) { continue }
      check(entry.value, flat.element, converted: element, isLenient: isLenient)
    }
  }
}

// MARK: - Scalars

extension Checker {
  /// Reports the value of a map that should be an object and is none.
  @inline(__always)
  private mutating func reportsNoMapping(_ value: Node, _ type: UInt16) -> Bool {
    let flat = tables.types[Int(type)]
    guard flat.kind == .object, !value.isMapping, !value.isNull else { return false }
    if let wanted = wanted(tables.objects[Int(flat.element)].wanted) {
      report(.wrongType(wanted: wanted), value)
    } else {
      findings.append(
        SchemaFinding(
          kind: .wrongType(wanted: .mapping),
          node: value,
          valueType: catalog.objectNames[Int(flat.element)]
        )
      )
    }
    return true
  }

  @inline(__always)
  private mutating func checkString(_ node: Node, converted: UInt16) {
    switch node.scalarKind {
    case .string, .null: break
    case nil: report(.wrongType(wanted: .text), node)
    default:
      if tables.types[Int(converted)].kind != .string { report(.wrongType(wanted: .text), node) }
    }
  }

  private mutating func checkOther(_ node: Node, _ flat: FlatType, isLenient: Bool) {
    if node.isNull { return }
    switch flat.kind {
    case .bool: if node.bool == nil { report(.wrongType(wanted: .bool), node) }
    case .int32: checkInteger(node, Int64(Int32.min)...Int64(Int32.max))
    case .int64: checkInteger(node, Int64.min...Int64.max)
    case .uint: checkUnsigned(node)
    case .float: if node.number == nil { report(.wrongType(wanted: .number), node) }
    case .quantity: checkQuantity(node)
    case .intOrString:
      if node.string == nil, wholeNumber(node).flatMap({ Int32(exactly: $0) }) == nil {
        report(.wrongType(wanted: .intOrString), node)
      }
    case .time: checkText(node, .time, .time, syntax.isTime)
    case .duration: checkText(node, .duration, .duration, syntax.isDuration)
    case .durationOrNanos:
      if node.scalarKind != .string, wholeNumber(node) != nil { return }
      checkText(node, .duration, .duration, syntax.isDuration)
    case .union: checkUnion(node, tables.unions[Int(flat.element)], isLenient: isLenient)
    case .any, .string, .list, .map, .object: break
    }
  }

  /// A number without fraction in Go's range; `1.0` and `1e3` count.
  private func wholeNumber(_ node: Node) -> Int64? {
    switch node.number {
    case .int(let value): value
    case .float(let value):
      takesWholeFloats && value.magnitude < 1e21 ? Int64(exactly: value) : nil
    case .uint, nil: nil
    }
  }

  private mutating func checkInteger(_ node: Node, _ range: ClosedRange<Int64>) {
    guard let value = wholeNumber(node), range.contains(value) else {
      return report(.wrongType(wanted: .integer), node)
    }
  }

  private mutating func checkUnsigned(_ node: Node) {
    if case .uint = node.number { return }
    guard let value = wholeNumber(node), value >= 0 else {
      return report(.wrongType(wanted: .unsigned), node)
    }
  }

  private mutating func checkQuantity(_ node: Node) {
    switch node.scalarKind {
    case .int: break
    case .float:
      let text = Array((node.jsonLiteral ?? "").utf8)
      if !text.withUnsafeBufferPointer(syntax.isQuantity) { report(.badSyntax(.quantity), node) }
    case .string:
      if !syntax.isQuantity(node.text.trimmed.bytes) { report(.badSyntax(.quantity), node) }
    default: report(.wrongType(wanted: .quantity), node)
    }
  }

  private mutating func checkText(
    _ node: Node,
    _ wanted: SchemaFinding.Wanted,
    _ kind: SchemaFinding.Syntax,
    _ isValid: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    guard let text = node.string else { return report(.wrongType(wanted: wanted), node) }
    if !isValid(text.bytes) { report(.badSyntax(kind), node) }
  }
}

// MARK: - Unions

extension Checker {
  private mutating func checkUnion(_ node: Node, _ union: FlatUnion, isLenient: Bool) {
    let first = Int(union.firstChoice)
    for choice in tables.choices[first..<first + Int(union.choiceCount)]
    where looksLike(node, tables.types[Int(choice)]) {
      let converted = union.isLenient ? choice : 0
      return check(node, choice, converted: converted, isLenient: isLenient || union.isLenient)
    }
    report(.wrongType(wanted: wanted(union.wanted) ?? .mapping), node)
  }

  /// Whether a value has the outer shape of a type; for a map of lists also what is in it.
  private func looksLike(_ node: Node, _ flat: FlatType) -> Bool {
    switch flat.kind {
    case .any: true
    case .object: node.isMapping
    case .list: node.isSequence
    case .map:
      node.isMapping
        && (tables.types[Int(flat.element)].kind != .list
          || node.entries.allSatisfy { $0.value.isSequence || $0.value.isNull })
    case .string: node.string != nil
    case .bool: node.bool != nil
    case .int32, .int64, .uint, .float: node.number != nil
    case .union: true
    case .quantity, .intOrString, .time, .duration, .durationOrNanos: node.isScalar
    }
  }

  private func wanted(_ shape: UInt16) -> SchemaFinding.Wanted? {
    shape == 0 ? nil : .shape(catalog.shapes[Int(shape) - 1])
  }
}
