internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

/// What to do about a value that has another type than its field.
enum TypeAdvice {
  static func help(
    for finding: SchemaFinding,
    _ wanted: SchemaFinding.Wanted,
    kind: FileKind
  ) -> String? {
    let node = finding.node
    if let type = finding.valueType, let help = fieldAmongNames(node, type, kind.fields) {
      return help
    }
    return jobs(node, wanted, kind) ?? general(node, wanted)
  }

  /// A field that stands where the keys are names: `protect: true` right below `branches`.
  private static func fieldAmongNames(
    _ node: Node,
    _ type: String,
    _ fields: Catalog
  ) -> String? {
    guard let key = node.keyBefore, let object = fields.objects[type],
      object.fields.contains(where: { key.text.equals($0.name) })
    else { return nil }
    let name = noun(type)
    return "every key here is the name of \(name): if \(key.text.short) is a setting of \(name), "
      + "indent it deeper, below that name"
  }

  /// What the keys of a map name, by the type of its values.
  private static func noun(_ type: String) -> String {
    switch type {
    case _ where type.contains("Branch"): "a branch"
    case _ where type.contains("Repo"): "a repository"
    case _ where type.contains("Org"): "an organization"
    default: "one " + Words.words(type)
    }
  }

  /// Jobs under a repository where none belongs, or without one where it does.
  private static func jobs(
    _ node: Node,
    _ wanted: SchemaFinding.Wanted,
    _ kind: FileKind
  ) -> String? {
    guard let key = node.keyBefore else { return nil }
    let isByRepo = key.text == "presubmits" || key.text == "postsubmits"
    if isByRepo, kind == .inRepo, wanted == .list, let first = node.firstKey,
      first.following.isSequence
    {
      return "in-repo config has no level of repositories: put the list of jobs right under "
        + "\(key.text), without \(first.text.short)"
    }
    if isByRepo, kind != .inRepo, wanted == .mapping, node.isSequence {
      return "put the list under the repository of the jobs: \(key.text): {ORG/REPO: [...]}"
    }
    if wanted == .list, node.isMapping, ProwSchema.isJob(node) {
      return "put \"- \" before the first field: \(key.text.short) takes a list of jobs"
    }
    return nil
  }

  private static func general(_ node: Node, _ wanted: SchemaFinding.Wanted) -> String? {
    let written = node.isScalar ? String(node.file.text(of: node.range)) : ""
    switch wanted {
    case .text where node.isScalar: return "put it in quotes: \"\(written.shortened)\""
    case .text: return "write one value"
    case .bool: return "write true or false, without quotes"
    case .integer, .unsigned, .number:
      return node.string == nil ? "write a number" : "write a number without quotes"
    case .list where node.isScalar: return "write a list: [\(written.shortened)]"
    case .list: return "write a list: put \"- \" before each item"
    case .mapping: return "write its fields as \"name: value\", indented below it"
    case .quantity: return "write for example 500m or 2Gi"
    case .intOrString: return "write a whole number, or a name in quotes"
    case .time: return "write for example \"2026-03-01T12:00:00Z\""
    case .duration: return "write for example 90s or 2h30m"
    case .shape(let shape): return shape.advice
    }
  }
}

extension TypeAdvice {
  /// What the same text would be in the right type.
  static func fix(
    for finding: SchemaFinding,
    _ wanted: SchemaFinding.Wanted,
    kind: FileKind
  ) -> Fix? {
    let node = finding.node
    guard node.isScalar, !node.isNull else { return nil }
    switch wanted {
    case .text:
      return .write(node, .anyUse, .safe, quotes: .double, .string(node.text.string))
    case .bool:
      guard let word = node.string?.string.lowercased(), word == "true" || word == "false" else {
        return nil
      }
      return .write(node, .anyUse, .safe, quotes: TreeEditor.Quotes.none, .plain(word))
    case .integer, .unsigned, .number:
      guard let text = node.string, isPlainNumber(text) else { return nil }
      return .write(node, .anyUse, .safe, quotes: TreeEditor.Quotes.none, .plain(text.string))
    case .list:
      return .changing(node, "write a list", .safe) { editor in
        editor.isOwn(node) && isOneItem(node, FieldTree.of(kind)) ? editor.wrapInList(node) : nil
      }
    default: return nil
    }
  }

  /// Whether a text is digits that are read as they look: no zero before others.
  private static func isPlainNumber(_ text: Text) -> Bool {
    let digits = text.bytes.drop { $0 == UInt8(ascii: "-") }
    return text.bytes.count - digits.count <= 1 && !digits.isEmpty && digits.count <= 18
      && digits.allSatisfy { $0 &- 0x30 < 10 } && (digits.first != 0x30 || digits.count == 1)
  }

  /// Whether a value is one word of a field that holds a list of strings wherever it is.
  private static func isOneItem(_ node: Node, _ tree: FieldTree) -> Bool {
    guard let text = node.string, let key = node.keyBefore, !text.isEmpty,
      text.bytes.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ",") })
    else { return false }
    let name = key.text.string
    let fields = tree.homes.flatMap { tree.catalog.objects[$0.type]?.fields ?? [] }
    return fields.filter { $0.name == name }.map(\.type).allSatisfy { type in
      if case .list(.string) = type { true } else { false }
    }
  }
}

extension ProwSchema {
  /// Whether a mapping looks like a job.
  fileprivate static func isJob(_ node: Node) -> Bool {
    node.entries.contains { $0.key.text == "name" || $0.key.text == "spec" }
  }
}
