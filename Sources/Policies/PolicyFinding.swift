internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

/// What can be wrong with policies themselves: each is a rule of its own.
package enum PolicyFinding: String, Sendable, CaseIterable {
  case invalid = "policy-invalid"
  case matchesNothing = "policy-matches-nothing"
  case expired = "policy-exception-expired"
  case untested = "policy-without-tests"
  case ratchet = "policy-ratchet"

  package var id: String { rawValue }

  func diagnostic(_ fault: PolicyFault) -> Diagnostic {
    Diagnostic(
      rule: id,
      severity: self == .invalid ? .error : .warning,
      message: fault.message,
      place: fault.place,
      help: fault.help
    )
  }
}

extension PolicyFault {
  /// What keeps a policy file from being read as one.
  static func all(in file: LoadedFile) -> [PolicyFault] {
    let problems = file.readProblems + file.document.problems + file.document.repeatedKeys
    return problems.map {
      PolicyFault($0.message, at: Place(file: file.file, range: $0.range), help: $0.help)
    } + file.schemaFindings.all.map(PolicyFault.init) + missing(in: file)
  }

  private init(_ finding: SchemaFinding) {
    let name = finding.node.text.string
    switch finding.kind {
    case .unknownField(let type), .newerField(let type), .notOffered(let type):
      let fields = PolicyTable.compiled.catalog.objects[type]?.fields.map(\.name) ?? []
      let nearest = Suggestion.nearest(to: name, among: fields)
      self.init(
        "policies have no field \"\(name)\" here",
        at: finding.node,
        help: nearest.map { "did you mean \($0)?" }
          ?? "the fields are \(fields.joined(separator: ", "))"
      )
    case .otherCase(let field):
      self.init("the field is spelt \(field), not \(name)", at: finding.node)
    case .wrongType(let wanted):
      self.init("this must be \(wanted.words)", at: finding.node)
    case .badSyntax:
      self.init("\"\(name)\" has not the syntax of its field", at: finding.node)
    }
  }

  /// Fields that must be there, and words that must be one of a few.
  private static func missing(in file: LoadedFile) -> [PolicyFault] {
    guard let root = file.root else { return [] }
    var check = RequiredFields()
    check.visit(root, "Policy")
    return check.faults
  }
}

/// Looks for fields that a table calls required, and for values that are none of its words.
private struct RequiredFields {
  private(set) var faults: [PolicyFault] = []
  private let catalog = PolicyTable.compiled.catalog

  mutating func visit(_ node: Node, _ type: String) {
    guard node.isMapping, let object = catalog.objects[type] else { return }
    var values: [String: Node] = [:]
    for entry in node.entries { values[entry.key.text.string] = entry.value }
    for field in object.fields {
      guard let value = values[field.name], !value.isNull else {
        if field.attribute("required") != nil {
          faults.append(
            PolicyFault(
              "\(field.name) is missing",
              at: node.firstKey ?? node,
              help: field.documentation
            )
          )
        }
        continue
      }
      check(value, field)
    }
  }

  private mutating func check(_ value: Node, _ field: Schema.Field) {
    if let words = field.values(of: "enum") { check(value, words, field.name) }
    if let words = field.values(of: "itemEnum") {
      for item in value.items { check(item, words, field.name) }
    }
    switch field.type {
    case .object(let name): visit(value, name)
    case .list(.object(let name)): for item in value.items { visit(item, name) }
    default: break
    }
  }

  private mutating func check(_ value: Node, _ words: [String], _ name: String) {
    let text = value.text.string
    guard value.isScalar, !words.contains(text) else { return }
    let nearest = Suggestion.nearest(to: text, among: words)
    faults.append(
      PolicyFault(
        "\(name) can't be \"\(text)\"",
        at: value,
        help: nearest.map { "did you mean \($0)?" }
          ?? "write one of \(words.joined(separator: ", "))"
      )
    )
  }
}
