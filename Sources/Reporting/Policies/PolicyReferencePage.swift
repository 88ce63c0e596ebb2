package import Policies

/// All that expressions of policies can name and call, as a Markdown page.
package enum PolicyReferencePage {
  package static func text(_ reference: PolicyReference) -> String {
    let page = Page(typeNames: Set(reference.types.map(\.name)))
    return page.text(reference)
  }
}

private struct Page {
  let typeNames: Set<String>

  func text(_ reference: PolicyReference) -> String {
    """
    # What expressions of policies see and call

    Written by `plimsoll policy reference > docs/policy-reference.md` from the tables that check expressions.
    [policies.md](policies.md) explains policies; `plimsoll policy reference NAME` shows one variable, field, type or
    function in the terminal, such as `job.spec` or `captures`.

    Types are `string`, `bool`, `int`, `uint`, `double`, `bytes`, `timestamp`, `duration`, `list(T)`, `map(K, V)`,
    `optional_type(T)`, the types with fields below, and `dyn`: a value whose type is known when the expression is
    evaluated. Letters such as `T` stand for any type.

    ## Variables

    Expressions of all subjects see these, and the policy's own variables as `variables.NAME`:

    \(table(reference.variables))
    ## Subjects

    \(subjects(reference.subjects))
    With `groupBy`, validations see `group` in place of what the subject has:

    \(table(reference.group))
    ## Our functions

    \(functions(reference.functions))
    ## Macros

    The first arguments are names for what is visited, one at a time; a second name in front is the index, or the key
    of a map.

    \(functions(reference.macros))
    ## Kubernetes' functions

    [Kubernetes' page](https://kubernetes.io/docs/reference/using-api/cel/) has examples of them.

    \(library(reference.library))
    ## Types with fields

    A field that nobody sets is empty. What fields of Prow and of pods mean is in [Prow's documentation](https://docs.prow.k8s.io/docs/)
    and in [that of Kubernetes](https://kubernetes.io/docs/reference/kubernetes-api/); `plimsoll policy reference
    TYPE` says it, too.

    \(types(reference.types))
    """
  }

  private func subjects(_ subjects: [PolicyReference.Subject]) -> String {
    var text =
      "| subject | what is judged | variables | `match` takes |\n| --- | --- | --- | --- |\n"
    // Most are parts of a job, and see all that it sees.
    let job = subjects.first
    let ofJob = Set(job?.variables.map(\.name) ?? [])
    for subject in subjects {
      let isPart = subject.name != job?.name && ofJob.isSubset(of: subject.variables.map(\.name))
      let own = subject.variables.filter { !isPart || !ofJob.contains($0.name) }
      let variables =
        (isPart ? ["those of `job`"] : []) + own.map { "`\($0.name)` \(linked($0.type))" }
      let fields = subject.matchFields.map { "`\($0)`" }
      text +=
        "| `\(subject.name)` | \(subject.doc) | \(variables.joined(separator: ", ")) "
        + "| \(fields.joined(separator: ", ")) |\n"
    }
    return text
  }

  private func table(_ entries: [PolicyReference.Entry]) -> String {
    entries.reduce("| name | type | what it is |\n| --- | --- | --- |\n") { text, entry in
      text + "| `\(entry.name)` | \(linked(entry.type)) | \(cell(entry.doc)) |\n"
    }
  }

  private func functions(_ functions: [PolicyReference.Function]) -> String {
    functions.reduce("| call | what it gives |\n| --- | --- |\n") { text, function in
      let forms = function.forms.map { "`\(code($0))`" }.joined(separator: "<br>")
      return text + "| \(forms) | \(cell(function.doc)) |\n"
    }
  }

  private func library(_ parts: [(name: String, functions: [PolicyReference.Function])]) -> String {
    parts.map { "### For \($0.name)\n\n\(functions($0.functions))" }.joined(separator: "\n")
  }

  private func types(_ types: [PolicyReference.ObjectType]) -> String {
    types.map { type in
      let own = type.fields.filter { !$0.isOfTables }
      let others = type.fields.filter(\.isOfTables)
      let fields = others.map { "`\($0.name)` \(linked($0.type))" }.joined(separator: ", ")
      let parts = [own.isEmpty ? nil : table(own), others.isEmpty ? nil : "\(fields)\n"]
      return "### \(type.name)\n\n" + parts.compactMap(\.self).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A type in which names of types with fields are links.
  private func linked(_ type: String) -> String {
    var text = ""
    var rest = type[...]
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0.isNumber || "._".contains($0) }
      let name = String(word)
      text += typeNames.contains(name) ? "[\(name)](#\(name.lowercased()))" : name
      rest = rest[word.endIndex...]
      let gap = rest.prefix { !($0.isLetter || $0.isNumber || "._".contains($0)) }
      text += gap
      rest = rest[gap.endIndex...]
    }
    return text
  }

  private func cell(_ text: String) -> String { code(text).replacing("*", with: "\\*") }

  /// Code in a table, in which a bar would end the cell.
  private func code(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
