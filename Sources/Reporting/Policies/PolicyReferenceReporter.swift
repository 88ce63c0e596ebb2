package import Formats
package import Policies

/// What one name means in expressions, for a terminal.
package enum PolicyReferenceReporter {
  package static func render(_ answers: [PolicyReference.Answer]) -> TerminalText {
    var output = TerminalText()
    for (index, answer) in answers.enumerated() {
      if index > 0 { output += "\n" }
      switch answer {
      case .entry(let entry, let type):
        output += "\(entry.name)  \(entry.type)\n"
        if !entry.doc.isEmpty { output += "  \(entry.doc)\n" }
        if let type { output += "\n" + fields(type) }
      case .type(let type): output += fields(type)
      case .function(let function):
        for form in function.forms { output += "\(form)\n" }
        output += "  \(function.doc)\n"
      }
    }
    return output
  }

  private static func fields(_ type: PolicyReference.ObjectType) -> TerminalText {
    let rows = [["FIELD", "TYPE", "WHAT IT IS"]] + type.fields.map { [$0.name, $0.type, $0.doc] }
    return "fields of \(type.name):\n" + TextTable.render(rows)
  }
}
