internal import CEL

/// All that the expressions of policies can name and call, taken from the tables that check them.
package struct PolicyReference: Sendable {
  /// A variable or a field.
  package struct Entry: Sendable {
    package let name: String
    package let type: String
    package let doc: String
    /// Whether it is a field of Prow's or Kubernetes' tables.
    package let isOfTables: Bool
  }

  package struct Subject: Sendable {
    package let name: String
    /// What is judged.
    package let doc: String
    /// Besides those of all subjects.
    package let variables: [Entry]
    /// The fields of `match` that it takes.
    package let matchFields: [String]
  }

  /// A type with fields.
  package struct ObjectType: Sendable {
    package let name: String
    /// Sorted by name.
    package let fields: [Entry]
  }

  package struct Function: Sendable {
    package let name: String
    /// Each way to call it.
    package let forms: [String]
    package let doc: String
  }

  /// What expressions of all subjects see.
  package let variables: [Entry]
  package let subjects: [Subject]
  /// What the validations of groups see besides `variables`.
  package let group: [Entry]
  /// All types with fields, sorted by name.
  package let types: [ObjectType]
  package let functions: [Function]
  package let macros: [Function]
  /// The functions of Kubernetes by what they are for.
  package let library: [(name: String, functions: [Function])]

  package static let all = PolicyReference()

  private init() {
    let common = PolicyEnvironment.make(for: .all).variables
    let known = Set(common.map(\.name))
    var walk = TypeWalk()
    walk.visit(PolicyShapes.all.roots.map { .object($0.type) })
    let ofTables = walk.names
    func entries(_ variables: [Environment.Variable]) -> [Entry] {
      walk.visit(variables.map(\.type))
      return variables.map { variable in
        Entry(
          name: variable.name,
          type: "\(variable.type)",
          doc: variable.doc,
          isOfTables: false
        )
      }
    }
    variables = entries(common)
    subjects = SubjectKind.allCases.map { subject in
      let own = PolicyEnvironment.make(for: subject).variables.filter { !known.contains($0.name) }
      return Subject(
        name: subject.rawValue,
        doc: subject.summary,
        variables: entries(own),
        matchFields: subject.matchFields
      )
    }
    let ofGroups = PolicyEnvironment.make(forGroupsOf: .all, key: .dyn).variables
    group = entries(ofGroups.filter { !known.contains($0.name) })
    let overloads = PolicyFunctions.all
    for overload in overloads { walk.visit(overload.arguments + [overload.result]) }
    types = walk.found.sorted { $0.name < $1.name }.map { type in
      ObjectType(
        name: type.name,
        fields: type.fields.sorted { $0.key < $1.key }.map { name, field in
          let isOwn = field.tag > Int(UInt16.max) || !ofTables.contains(type.name)
          return Entry(name: name, type: "\(field.type)", doc: field.doc, isOfTables: !isOwn)
        }
      )
    }
    functions = PolicyReference.functions(overloads)
    macros = PolicyReference.functions(Macro.all.map { ($0.name, $0.form, $0.doc) })
    library = Environment.library.map { ($0.name, PolicyReference.functions($0.overloads)) }
  }

  private static func functions(_ overloads: [Overload]) -> [Function] {
    functions(overloads.map { ($0.name, $0.form, $0.doc) })
  }

  /// Joins the forms of each function, in the order of its first one.
  private static func functions(_ forms: [(name: String, form: String, doc: String)]) -> [Function]
  {
    var order: [String] = []
    var byName: [String: Function] = [:]
    for form in forms {
      let known = byName[form.name]
      if known == nil { order.append(form.name) }
      byName[form.name] = Function(
        name: form.name,
        forms: (known?.forms ?? []) + [form.form],
        doc: known?.doc ?? form.doc
      )
    }
    return order.compactMap { byName[$0] }
  }
}

/// Finds the types with fields that types lead to.
private struct TypeWalk {
  private(set) var found: [CEL.ObjectType] = []

  var names: Set<String> { Set(found.map(\.name)) }

  mutating func visit(_ types: [CELType]) {
    for type in types { visit(type) }
  }

  private mutating func visit(_ type: CELType) {
    switch type {
    case .list(let inner), .optional(let inner): visit(inner)
    case .map(let key, let value): visit([key, value])
    case .object(let object):
      guard !found.contains(object) else { return }
      found.append(object)
      visit(object.fields.sorted { $0.key < $1.key }.map(\.value.type))
    default: break
    }
  }
}
