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

extension ProwSchema {
  /// Whether a mapping looks like a job.
  fileprivate static func isJob(_ node: Node) -> Bool {
    node.entries.contains { $0.key.text == "name" || $0.key.text == "spec" }
  }
}
