import ArgumentParser
import CommandSupport
import Formats
import Policies
import Reporting
import Schema

struct PolicyReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Show what expressions can name and call, with types.",
    discussion: """
      Without NAME, all of it as a Markdown page, which docs/policy-reference.md is. With names, what \
      each means: a variable, a path of fields such as job.spec.containers, a type or a function.
      """
  )

  @Argument(
    help: "Variables, paths of fields, types or functions.",
    completion: Completions.references
  )
  var names: [String] = []

  func run() throws {
    let reference = PolicyReference.all
    if names.isEmpty {
      Terminal.print(Array(PolicyReferencePage.text(reference).utf8))
      return
    }
    for (index, name) in names.enumerated() {
      let answers = reference.answers(to: name)
      if answers.isEmpty {
        let nearest = Suggestion.nearest(to: name, among: reference.names)
        let advice = nearest.map { "did you mean \($0)?" } ?? "plimsoll policy reference lists all"
        throw ValidationError(
          "expressions know no variable, field, type or function \"\(name)\"; \(advice)"
        )
      }
      if index > 0 { Terminal.print("\n") }
      Terminal.print(PolicyReferenceReporter.render(answers))
    }
  }
}
