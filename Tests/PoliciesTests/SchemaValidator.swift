import YAML

/// Judges values by the keywords of JSON Schema that the schema of policies uses.
struct SchemaValidator {
  /// The schema as a whole.
  let root: Node

  /// What is wrong, by the path of the value; empty if nothing is.
  func faults(of value: Node) -> [String] { faults(value, root, "") }

  private func faults(_ value: Node, _ schema: Node, _ path: String) -> [String] {
    if let name = schema["$ref"]?.text.string.split(separator: "/").last {
      let target = schema.isMapping ? entry(root["definitions"], String(name)) : nil
      return target.map { faults(value, $0, path) } ?? ["\(path): no definition \(name)"]
    }
    if let choices = schema["anyOf"]?.items {
      let found = choices.map { faults(value, $0, path) }
      return found.contains(where: \.isEmpty) ? [] : found.first ?? []
    }
    if let type = schema["type"] {
      let types = type.isSequence ? type.items.map(\.text.string) : [type.text.string]
      if !types.contains(where: { hasType($0, value) }) { return ["\(path): not \(types)"] }
    }
    if let words = schema["enum"], !words.items.contains(where: { equal($0, value) }) {
      return ["\(path): \(value.text.string) is no choice"]
    }
    if value.isSequence, let items = schema["items"] {
      return value.items.enumerated().flatMap { faults($1, items, "\(path)[\($0)]") }
    }
    return value.isMapping ? members(value, schema, path) : []
  }

  private func members(_ value: Node, _ schema: Node, _ path: String) -> [String] {
    var found: [String] = []
    for name in (schema["required"]?.items.map(\.text.string) ?? []) where entry(value, name) == nil
    {
      found.append("\(path): no \(name)")
    }
    for member in value.entries {
      let name = member.key.text.string
      if let rule = entry(schema["properties"], name) {
        found += faults(member.value, rule, "\(path).\(name)")
      } else if let rule = schema["additionalProperties"] {
        found +=
          rule.isMapping ? faults(member.value, rule, "\(path).\(name)") : ["\(path): has \(name)"]
      }
    }
    return found
  }

  private func entry(_ node: Node?, _ name: String) -> Node? {
    node?.entries.first { $0.key.text.string == name }?.value
  }

  private func equal(_ word: Node, _ value: Node) -> Bool {
    word.isNull == value.isNull && word.text == value.text
  }

  private func hasType(_ type: String, _ value: Node) -> Bool {
    switch type {
    case "object": value.isMapping
    case "array": value.isSequence
    case "null": value.isNull
    case "boolean": value.bool != nil
    case "integer", "number": value.isScalar && value.number != nil
    default: value.string != nil
    }
  }
}
