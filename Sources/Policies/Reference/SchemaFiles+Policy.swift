package import Configs
internal import Prow
internal import Schema

extension SchemaFiles {
  /// The schema of policy files; `x-expressions` lists what expressions can name and call.
  package static var policy: SchemaFile {
    file(
      .policy,
      "policy.json",
      "Policy of Plimsoll",
      "Rules of a team about jobs of Prow, which Plimsoll checks",
      ["**/.plimsoll/policies/**/*.yaml", "**/plimsoll-policies/**/*.yaml"],
      extensions: [("x-expressions", PolicyReference.all.json)]
    )
  }
}

extension PolicyReference {
  /// Of fields of Prow and Kubernetes only the types: the other schemas describe them.
  fileprivate var json: JSONNode {
    .object([
      ("variables", entries(variables)),
      (
        "subjects",
        .object(
          subjects.map { subject in
            (
              subject.name,
              .object([
                ("description", .string(subject.doc)), ("variables", entries(subject.variables)),
                ("match", .strings(subject.matchFields)),
              ])
            )
          }
        )
      ),
      ("group", entries(group)), ("functions", functions(functions)),
      ("macros", functions(macros)),
      ("library", functions(library.flatMap(\.functions))),
      ("types", .object(types.map { ($0.name, entries($0.fields)) })),
    ])
  }

  private func entries(_ entries: [Entry]) -> JSONNode {
    .object(
      entries.map { entry in
        let doc: [(name: String, value: JSONNode)] =
          entry.isOfTables || entry.doc.isEmpty ? [] : [("description", .string(entry.doc))]
        return (
          entry.name,
          doc.isEmpty ? .string(entry.type) : .object([("type", .string(entry.type))] + doc)
        )
      }
    )
  }

  private func functions(_ functions: [Function]) -> JSONNode {
    .object(
      functions.map { function in
        (
          function.name,
          .object([("forms", .strings(function.forms)), ("description", .string(function.doc))])
        )
      }
    )
  }
}
