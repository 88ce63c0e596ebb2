package import Analysis
internal import Diagnostics
internal import Formats
internal import Linting
internal import Policies

/// Findings as one JSON object, for programs.
package enum JSONReporter {
  /// `mostBytesOfFixes`: How many bytes of files are read anew to prove fixes; the findings after
  /// that have none.
  package static func render(
    _ result: LintResult,
    mostBytesOfFixes: Int = FixBudget.usual
  ) -> [UInt8] {
    let positions = PositionFinder()
    var budget = FixBudget(bytes: mostBytesOfFixes)
    var output = Array("{\"version\":1,\"diagnostics\":[".utf8)
    for (index, diagnostic) in result.diagnostics.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(diagnostic, of: result.catalogue, positions, &budget, to: &output)
    }
    output += Array("],\"summary\":".utf8) + summary(result).bytes
    output += Array(",\"policies\":".utf8) + policies(result) + Array("}\n".utf8)
    return output
  }

  /// One object a line: each finding, and then the summary under the key `summary`.
  package static func lines(_ result: LintResult) -> [UInt8] {
    let positions = PositionFinder()
    var budget = FixBudget()
    var output: [UInt8] = []
    for diagnostic in result.diagnostics {
      append(diagnostic, of: result.catalogue, positions, &budget, to: &output)
      output.append(0x0A)
    }
    var last = JSONObject()
    last.addRaw("summary", summary(result).bytes)
    return output + last.bytes + [0x0A]
  }

  /// How much each policy that ran has looked at and found.
  private static func policies(_ result: LintResult) -> [UInt8] {
    JSONObject.array(result.policies) { outcome in
      var object = JSONObject()
      object.add("id", outcome.name)
      object.add("rule", outcome.id)
      object.add("selects", outcome.selects)
      object.add("violations", outcome.violations)
      let counts = outcome.exceptions.map(String.init).joined(separator: ",")
      object.addRaw("exceptions", Array("[\(counts)]".utf8))
      return object
    }
  }

  private static func summary(_ result: LintResult) -> JSONObject {
    let seconds = result.phases.reduce(0) { $0 + $1.seconds }
    var summary = JSONObject()
    summary.add("files", result.fileCount)
    summary.add("jobs", result.jobCount)
    summary.add("errors", result.count(.error))
    summary.add("warnings", result.count(.warning))
    summary.addRaw("notShown", JSONObject.texts(result.notShown))
    summary.addRaw("seconds", Array("\((seconds * 1000).rounded() / 1000)".utf8))
    return summary
  }

  private static func append(
    _ diagnostic: Diagnostic,
    of catalogue: RuleCatalogue,
    _ positions: PositionFinder,
    _ budget: inout FixBudget,
    to output: inout [UInt8]
  ) {
    let (start, end) = (positions.position(diagnostic.place), positions.end(diagnostic.place))
    var object = JSONObject()
    object.add("rule", diagnostic.rule)
    object.add("group", catalogue.group(of: diagnostic.rule)?.name)
    object.add("severity", diagnostic.severity.rawValue)
    object.add("message", diagnostic.message)
    object.add("file", diagnostic.place.file.path)
    object.add("line", start.line)
    object.add("column", start.column)
    object.add("endLine", end.line)
    object.add("endColumn", end.column)
    object.add("path", diagnostic.path)
    object.add("job", diagnostic.job)
    object.add("help", diagnostic.help)
    object.addRaw(
      "related",
      JSONObject.array(diagnostic.related) { related in
        let position = positions.position(related.place)
        var object = JSONObject()
        object.add("file", related.place.file.path)
        object.add("line", position.line)
        object.add("column", position.column)
        object.add("message", related.message)
        return object
      }
    )
    appendFix(budget.fix(of: diagnostic), positions, to: &object)
    output += object.bytes
  }

  /// What would remove the finding, and the edits that do so.
  private static func appendFix(
    _ found: (fix: Fix, edits: [(place: Place, text: String)])?,
    _ positions: PositionFinder,
    to object: inout JSONObject
  ) {
    if let fix = found?.fix {
      var about = JSONObject()
      about.add("title", fix.title)
      about.add("applicability", fix.applicability.rawValue)
      object.addRaw("fix", about.bytes)
    } else {
      object.add("fix", nil as String?)
    }
    object.addRaw(
      "edits",
      JSONObject.array(found?.edits ?? []) { edit in
        let (start, end) = (positions.position(edit.place), positions.end(edit.place))
        var object = JSONObject()
        object.add("file", edit.place.file.path)
        object.add("line", start.line)
        object.add("column", start.column)
        object.add("endLine", end.line)
        object.add("endColumn", end.column)
        object.add("text", edit.text)
        return object
      }
    )
  }
}
