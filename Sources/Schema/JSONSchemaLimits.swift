/// What the attributes of a field say about its value, or about the items, values or keys below.
struct ValueLimits {
  typealias Members = [(name: String, value: JSONNode)]

  private let field: Field
  /// `""`, or what is before the names of attributes: `item`, `value` or `key`.
  private var prefix = ""

  init(of field: Field) {
    self.field = field
  }

  var ofItems: ValueLimits { with(prefix: "item") }
  var ofValues: ValueLimits { with(prefix: "value") }
  var ofKeys: ValueLimits { with(prefix: "key") }

  /// The pattern of a format that a cheap pattern describes, for ECMA 262 without flags.
  var pattern: String? {
    guard let pattern = Self.patterns[attribute("format") ?? ""] else { return nil }
    // To Go, an empty text and none are the same.
    return isOptional ? "^$|\(pattern)" : pattern
  }

  /// The limits for the number of items or members.
  func count(least: String, most: String) -> Members {
    var members: Members = []
    if prefix.isEmpty {
      if let value = attribute("minItems") { members.append((least, .number(value))) }
      if let value = attribute("maxItems") { members.append((most, .number(value))) }
      if attribute("uniqueItems") != nil { members.append(("uniqueItems", .bool(true))) }
    }
    return members
  }

  /// The schema of a scalar; null is always accepted, for it leaves a field unset.
  func schema(of type: FieldType, text: SchemaDefinition.Text) -> Members {
    switch type {
    case .string: stringSchema(text: text)
    case .bool: types("boolean")
    case .int, .int32, .int64: types("integer") + range()
    case .uint: types("integer") + [("minimum", .number("0"))]
    case .float: types("number") + range()
    case .scalar("quantity"): quantitySchema()
    case .scalar("intOrString"): types("integer", "string")
    case .scalar("time"): types("string") + [("format", .string("date-time"))]
    case .scalar("duration"): types("string") + [("pattern", .string(Self.durationPattern))]
    case .scalar("durationOrNanos"):
      types("string", "integer") + [("pattern", .string(Self.durationPattern))]
    default: preconditionFailure("not a scalar: \(type)")
    }
  }

  private func stringSchema(text: SchemaDefinition.Text) -> Members {
    var known = attribute("known").map { _ in field.values(of: name("known")) ?? [] }
    if let values = field.values(of: name("enum")) {
      if attribute("caseInsensitive") == nil { return [("enum", .array(choices(values, text)))] }
      known = values
    }
    // No number and no boolean is a duration.
    let isText = text == .only || attribute("format") == "go-duration"
    var members = isText ? types("string") : types("string", "number", "boolean")
    if let pattern { members.append(("pattern", .string(pattern))) }
    if let value = attribute("minLen") { members.append(("minLength", .number(value))) }
    if let value = attribute("maxLen") { members.append(("maxLength", .number(value))) }
    if let known { members.append(("examples", .strings(known.filter { !$0.isEmpty }))) }
    return members
  }

  private func choices(_ values: [String], _ text: SchemaDefinition.Text) -> [JSONNode] {
    var choices = values.filter { !$0.isEmpty }.map { JSONNode.string($0) }
    // YAML 1.1 reads the word off as a boolean.
    if text == .orNumber, values.contains("off") { choices.append(.bool(false)) }
    if isOptional || values.contains("") { choices.append(.string("")) }
    return choices + [.null]
  }

  private func quantitySchema() -> Members {
    let isNegative = attribute("format") != "quantity>=0"
    let sign = isNegative ? "[-+]?" : "\\+?"
    let suffix = "([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?"
    let pattern = "^\\s*\(sign)([0-9]+(\\.[0-9]*)?|\\.[0-9]+)\(suffix)\\s*$"
    return types("string", "number") + [("pattern", .string(pattern))]
      + (isNegative ? [] : [("minimum", .number("0"))])
  }

  private func range() -> Members {
    var members: Members = []
    if let value = attribute("min") {
      let isZeroUnset = attribute("zeroMeansUnset") != nil
      members.append(("minimum", .number(isZeroUnset ? "0" : value)))
    }
    if let value = attribute("max") {
      // YAML 1.2 reads 0644 as 644; who writes decimal numbers is not told of those above 511.
      let isMode = field.attribute("unit") == "octal-mode"
      members.append(("maximum", .number(isMode ? "777" : value)))
    }
    return members
  }

  private func types(_ types: String...) -> Members { [("type", .strings(types + ["null"]))] }

  private var isOptional: Bool { prefix.isEmpty && !field.mustBeWritten }

  private func with(prefix: String) -> ValueLimits {
    var limits = self
    limits.prefix = prefix
    return limits
  }

  private func attribute(_ attribute: String) -> String? { field.attribute(name(attribute)) }

  /// `itemEnum` for `enum`.
  private func name(_ attribute: String) -> String {
    prefix.isEmpty ? attribute : prefix + attribute.prefix(1).uppercased() + attribute.dropFirst()
  }

  private static let durationPattern =
    "^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$"

  /// By the names of formats in the tables.
  private static let patterns = [
    "absolute-path": "^/",
    "config-map-key": "^[-._a-zA-Z0-9]{1,253}$",
    "digits": "^[0-9]+$",
    "dns1123-label": "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
    "dns1123-subdomain": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
    "env-var-name-relaxed": "^[ -<>-~]+$",
    "go-duration": durationPattern,
    "http-header-name": "^[-A-Za-z0-9]+$",
    "label-key": qualifiedNamePattern,
    "label-value": "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$",
    "minor-release": "^v?[0-9]+\\.[0-9]+$",
    "no-slash": "^[^/]*$",
    "no-surrounding-whitespace": "^\\S(.*\\S)?$",
    "org": "^[^/]+$",
    "org/repo": "^[^/]+/[^/]+$",
    "port-name": "^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$",
    "prow-job-name": "^[-A-Za-z0-9._/]+$",
    "qualified-name": qualifiedNamePattern,
  ]

  private static let qualifiedNamePattern =
    "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"
}
