package import Schema
internal import YAML

/// The types of a catalog as they are written: what a value is, which fields an object has, and
/// when each is left out.
///
/// Plain memory that is filled once and never freed, as that of the catalog: passing it around
/// counts no references.
package struct OutputTypes: @unchecked Sendable {
  let types: UnsafeBufferPointer<OutputType>
  /// Labels of the fields of all objects, one object after the other; `fields` runs along.
  let labels: UnsafeBufferPointer<UInt16>
  let fields: UnsafeBufferPointer<OutputField>

  let config: CompiledType
  let preset: CompiledType
  let podSpec: CompiledType
  let decorationConfig: CompiledType
  let prowJobDefault: CompiledType
  let refs: CompiledType
  let reporterConfig: CompiledType
  let rerunAuthConfig: CompiledType
  let jenkinsSpec: CompiledType
  /// The type of a map from text to text.
  let textMap: CompiledType

  package init(_ catalog: CompiledCatalog) {
    let marks = WrittenMarks.parse()
    var named: [String: CompiledType] = [:]
    var types: [OutputType] = []
    var fields: [OutputField] = []
    var labels: [UInt16] = []
    for type in catalog.types {
      var output = OutputType(catalog.shape(of: type))
      if case .object(let name) = catalog.shape(of: type) {
        named[name] = type
        output.firstField = UInt32(fields.count)
        for field in catalog.knownFields(of: type) {
          let shape = OutputType(catalog.shape(of: field.type))
          let given: FieldMark = shape.kind == .object ? .whenGiven : .unlessEmpty
          let mark = marks[name]?[field.name.string] ?? given
          if mark == .always { output.hasRequired = true }
          fields.append(OutputField(name: field.name, type: field.type, mark: mark))
          labels.append(field.label)
        }
        output.fieldCount = UInt32(fields.count) - output.firstField
      }
      types.append(output)
    }
    func type(_ name: String) -> CompiledType {
      guard let type = named[name] else { preconditionFailure("the tables have no type \(name)") }
      return type
    }
    self.types = fixed(types)
    self.labels = fixed(labels)
    self.fields = fixed(fields)
    config = type("Config")
    preset = type("Preset")
    podSpec = type("PodSpec")
    decorationConfig = type("DecorationConfig")
    prowJobDefault = type("ProwJobDefault")
    refs = type("Refs")
    reporterConfig = type("ReporterConfig")
    rerunAuthConfig = type("RerunAuthConfig")
    jenkinsSpec = type("JenkinsSpec")
    textMap = catalog.typeOfTextMap
  }

  @inline(__always)
  func output(_ type: CompiledType) -> OutputType { types[type.position] }

  /// Position of the field that a key names, counted over all objects; `nil` if the object has none.
  @inline(__always)
  func field(of object: OutputType, label: UInt16) -> UInt32? {
    guard label != 0 else { return nil }
    let end = object.firstField + object.fieldCount
    var position = object.firstField
    while position < end {
      if labels[Int(position)] == label { return position }
      position += 1
    }
    return nil
  }
}

private func fixed<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
  let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
  _ = memory.initialize(from: elements)
  return UnsafeBufferPointer(memory)
}

struct OutputField {
  var name: Text
  var type: CompiledType
  var mark: FieldMark
}

struct OutputType {
  var kind: Kind
  /// List and map: the type of what they hold.
  var element = CompiledType.any
  var firstField: UInt32 = 0
  var fieldCount: UInt32 = 0
  /// Whether any field is always written.
  var hasRequired = false

  enum Kind: UInt8 {
    case any, string, bool, integer, float, quantity, intOrString, time
    case duration, durationOrNanoseconds
    case list, map, object
  }

  init(_ shape: Shape) {
    switch shape {
    case .any: kind = .any
    case .string: kind = .string
    case .bool: kind = .bool
    case .integer: kind = .integer
    case .float: kind = .float
    case .quantity: kind = .quantity
    case .intOrString: kind = .intOrString
    case .time: kind = .time
    case .duration: kind = .duration
    case .durationOrNanoseconds: kind = .durationOrNanoseconds
    case .list(let element): (kind, self.element) = (.list, element)
    case .map(let element): (kind, self.element) = (.map, element)
    case .object: kind = .object
    }
  }
}
