/// Exports types of a catalog as JSON Schema (draft 07), for editors and other validators.
///
/// A schema accepts what Prow accepts, except that Prow ignores the letter case of field names, skips
/// unknown fields while loading, and reads YAML 1.1, where `yes` is a boolean and `0644` octal. In
/// pods it refuses some of what Prow lets pass and the API server refuses later, such as a container
/// without an image. Regular expressions and the like are left to rules.
package enum JSONSchema {
  /// The schema of one type and of all that it refers to.
  ///
  /// - Parameters:
  ///   - root: The name of an object type in the catalog; any other is a mistake of the caller.
  ///   - catalog: Where all types are found.
  ///   - title: What the files are, for people.
  ///   - id: A URI reference under which others may refer to the schema.
  ///   - readsNumbersAsText: Whether a string field also takes numbers and booleans: fields of
  ///     Prow's files do unless a promoted field is above, those of Kubernetes objects don't.
  ///   - extensions: Keywords of ours, which other programs skip.
  /// - Returns: JSON that depends on the arguments only.
  package static func export(
    root: String,
    catalog: Catalog,
    title: String,
    id: String,
    readsNumbersAsText: Bool = true,
    extensions: [(name: String, value: JSONNode)] = []
  ) -> String {
    let root = SchemaDefinition(
      type: root,
      text: readsNumbersAsText ? .orNumber : .only,
      isLenient: false
    )
    // The first pass only finds out which types need several definitions, and so longer names.
    var exporter = SchemaExporter(catalog: catalog)
    _ = exporter.schema(of: root)
    _ = exporter.definitions()
    exporter = SchemaExporter(catalog: catalog, ambiguous: exporter.ambiguous)
    let schema = exporter.schema(of: root)
    let definitions = exporter.definitions()
    var members: [(name: String, value: JSONNode)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")), ("$id", .string(id)),
      ("title", .string(title)),
    ]
    members += schema
    if !definitions.isEmpty { members.append(("definitions", .object(definitions))) }
    members += extensions
    return JSONNode.object(members).text
  }
}

/// An object type as it is read at some place.
///
/// One type may need two definitions: a number is fine as the value of an environment variable in a
/// preset, but not in the pod spec of a job.
struct SchemaDefinition: Hashable {
  /// The schema of a string.
  enum Text {
    case only
    case orNumber
  }

  var type: String
  var text: Text
  var isLenient: Bool

  /// The type's name, followed by what tells its definitions apart.
  fileprivate var longName: String {
    type + (text == .orNumber ? ".numbersAsText" : "") + (isLenient ? ".lenient" : "")
  }
}

/// Works out definitions and, on the way, which others they need.
private struct SchemaExporter {
  typealias Members = [(name: String, value: JSONNode)]

  let catalog: Catalog
  /// The types that need several definitions.
  private let knownAmbiguous: Set<String>
  /// Every definition that something refers to.
  private var needed: Set<SchemaDefinition> = []
  private var waiting: [SchemaDefinition] = []

  init(catalog: Catalog, ambiguous: Set<String> = []) {
    self.catalog = catalog
    knownAmbiguous = ambiguous
  }

  /// The types that need several definitions.
  var ambiguous: Set<String> {
    Set(Dictionary(grouping: needed, by: \.type).filter { $0.value.count > 1 }.keys)
  }

  /// All definitions that have become needed, sorted by name.
  mutating func definitions() -> Members {
    var schemas: [SchemaDefinition: Members] = [:]
    while let definition = waiting.popLast() { schemas[definition] = schema(of: definition) }
    return schemas.map { (name: name(of: $0.key), value: .object($0.value)) }
      .sorted { $0.name < $1.name }
  }

  mutating func schema(of definition: SchemaDefinition) -> Members {
    guard let object = catalog.objects[definition.type] else {
      preconditionFailure("no type named \(definition.type)")
    }
    let isLenient = definition.isLenient || object.isLenient
    let decodesItself = object.isLenient && !definition.isLenient
    var properties: Members = []
    for field in object.fields {
      let isStrict = definition.text == .only || decodesItself || field.promotedFrom != nil
      let place = Place(text: isStrict ? .only : .orNumber, isLenient: isLenient)
      properties.append((field.name, .object(schema(of: field, at: place))))
    }
    let required = object.fields.filter(\.mustBeWritten).map(\.name)
    var members: Members = []
    if !object.documentation.isEmpty {
      members.append(("description", .string(object.documentation)))
    }
    // An empty file, or a field without a value, leaves everything unset.
    members.append(("type", .strings(["object", "null"])))
    members.append(("properties", .object(properties)))
    if !required.isEmpty { members.append(("required", .strings(required))) }
    if !isLenient { members.append(("additionalProperties", .bool(false))) }
    return members
  }

  private struct Place {
    var text: SchemaDefinition.Text
    var isLenient: Bool
  }

  private mutating func schema(of field: Field, at place: Place) -> Members {
    var members: Members = []
    let description = field.description
    if !description.isEmpty { members.append(("description", .string(description))) }
    members += schema(of: field.type, ValueLimits(of: field), at: place)
    if let value = field.attribute("default") {
      members.append(("default", JSONNode(defaultValue: value, of: field.type)))
    }
    if field.attribute("deprecated") != nil { members.append(("deprecated", .bool(true))) }
    return members
  }

  private mutating func schema(
    of type: FieldType,
    _ limits: ValueLimits,
    at place: Place
  ) -> Members {
    switch type {
    case .any: return []
    case .list(let element):
      let items = schema(of: element, limits.ofItems, at: place)
      return [("type", .strings(["array", "null"])), ("items", .object(items))]
        + limits.count(least: "minItems", most: "maxItems")
    case .map(let element):
      let values = schema(of: element, limits.ofValues, at: place)
      let keys = limits.ofKeys.pattern.map { JSONNode.object([("pattern", .string($0))]) }
      return [("type", .strings(["object", "null"]))] + (keys.map { [("propertyNames", $0)] } ?? [])
        + [("additionalProperties", .object(values))]
        + limits.count(least: "minProperties", most: "maxProperties")
    case .object(let name): return [reference(to: name, at: place)]
    case .union(let name): return schema(ofUnion: name)
    case .string, .bool, .int, .int32, .int64, .uint, .float, .scalar:
      return limits.schema(of: type, text: place.text)
    }
  }

  private func name(of definition: SchemaDefinition) -> String {
    knownAmbiguous.contains(definition.type) ? definition.longName : definition.type
  }

  private mutating func reference(
    to name: String,
    at place: Place
  ) -> (name: String, value: JSONNode) {
    let definition = SchemaDefinition(type: name, text: place.text, isLenient: place.isLenient)
    if needed.insert(definition).inserted { waiting.append(definition) }
    return ("$ref", .string("#/definitions/\(self.name(of: definition))"))
  }

  /// What a type that decodes itself accepts.
  private mutating func schema(ofUnion name: String) -> Members {
    guard let union = catalog.unions[name] else { preconditionFailure("no union named \(name)") }
    let place = Place(text: union.isLenient ? .orNumber : .only, isLenient: union.isLenient)
    let choices = union.choices.map { schema(of: $0, at: place) }
    if choices.count == 1 { return choices[0] }
    return [("anyOf", .array(choices.map(JSONNode.object)))]
  }
}

extension Field {
  /// A field with a default may be left out, however much it is required afterwards.
  var mustBeWritten: Bool {
    attribute("required") != nil
      && ["default", "defaultFrom", "defaultRule"].allSatisfy { attribute($0) == nil }
  }

  /// The documentation, and what other keywords of a schema cannot say.
  fileprivate var description: String {
    var sentences = documentation.isEmpty ? [] : [documentation]
    if let source = attribute("defaultFrom") { sentences.append("Defaults to \(source).") }
    if let rule = attribute("defaultRule") { sentences.append("Default: \(rule).") }
    if let keys = attribute("keyRule") { sentences.append("Keys are \(keys).") }
    if let others = values(of: "exclusiveWith") {
      sentences.append("Not together with \(others.joined(separator: " or ")).")
    }
    if let since = attribute("since") {
      // Prow has no releases, so its fields are dated.
      let product = since.utf8.contains(UInt8(ascii: "-")) ? "Prow" : "Kubernetes"
      sentences.append("Needs \(product) \(since) or newer.")
    }
    return sentences.joined(separator: " ")
  }
}

extension JSONNode {
  /// The default of a table as a value of the field's type.
  fileprivate init(defaultValue text: String, of type: FieldType) {
    switch type {
    case .bool: self = .bool(text == "true")
    case .int, .int32, .int64, .uint, .float: self = .number(text)
    case .object, .map: self = .object([])
    case .list: self = .strings(text.split(separator: "|").map(String.init))
    case .string, .any, .scalar, .union: self = .string(text)
    }
  }
}
