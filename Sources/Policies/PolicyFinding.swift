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
      PolicyFault(
        $0.message,
        at: Place(file: file.file, range: $0.range),
        help: $0.help ?? ($0.message.contains("tab character") ? "indent with blanks" : nil)
      )
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
      let help: String? =
        switch (wanted, finding.node.isScalar) {
        case (.list, true): finding.node.isNull ? nil : "write it in brackets: [\(name)]"
        case (.list, false): "put a dash in front of each item"
        case (.text, false): "put it in quotes"
        default: nil
        }
      self.init("this must be \(wanted.words)", at: finding.node, help: help)
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
    checkFormat(value, field)
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
    faults.append(
      PolicyFault(
        "\(name) can't be \"\(text)\"",
        at: value,
        help: RequiredFields.advice(name, text, words)
      )
    )
  }

  private static func advice(_ name: String, _ text: String, _ words: [String]) -> String {
    let kinds = ["presubmit", "postsubmit", "periodic"]
    if name == "subject", let kind = kinds.first(where: { text == $0 || text == $0 + "s" }) {
      return "write subject: job, and match: {types: [\(kind)]}"
    }
    if words.count == 1 { return "write \(words[0])" }
    return Suggestion.nearest(to: text, among: words).map { "did you mean \($0)?" }
      ?? "write one of \(words.joined(separator: ", "))"
  }

  /// Names that options, comments and expressions must be able to spell.
  private mutating func checkFormat(_ value: Node, _ field: Schema.Field) {
    let text = value.text.string
    let words: String
    switch field.attribute("format") {
    case "dns-label":
      let isName =
        text.utf8.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
        && text.utf8.allSatisfy {
          RequiredFields.isLower($0) || RequiredFields.isDigit($0) || $0 == UInt8(ascii: "-")
        }
      if isName { return }
      words = "lower case, digits and dashes inside, at most 63 of them"
    case "identifier":
      let isName = text.utf8.enumerated().allSatisfy { index, byte in
        RequiredFields.isLower(byte | 0x20) || byte == UInt8(ascii: "_")
          || index > 0 && RequiredFields.isDigit(byte)
      }
      if isName { return }
      words = "letters, digits and _, and no digit at its start"
    default: return
    }
    faults.append(
      PolicyFault("\"\(text)\" is not a name: it may have \(words)", at: value)
    )
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
