internal import Diagnostics
internal import Formats

/// Findings as reviewdog's JSON, with fixes as suggestions.
///
/// Source: reviewdog, proto/rdf/reviewdog.proto; columns there count bytes.
package enum RDJSONReporter {
  package static func render(_ report: ProgramReport) -> [UInt8] {
    var budget = FixBudget()
    var source = JSONObject()
    source.add("name", "plimsoll")
    var object = JSONObject()
    object.addRaw("source", source.bytes)
    object.addRaw(
      "diagnostics",
      JSONObject.array(report.findings) { finding in
        let diagnostic = finding.diagnostic
        var location = JSONObject()
        location.add("path", finding.path)
        location.addRaw("range", range(diagnostic.place, report))
        var code = JSONObject()
        code.add("value", diagnostic.rule)
        var object = JSONObject()
        object.add("message", finding.text)
        object.addRaw("location", location.bytes)
        object.add("severity", diagnostic.severity == .error ? "ERROR" : "WARNING")
        object.addRaw("code", code.bytes)
        // A suggestion is for the file of the finding.
        let edits = budget.fix(of: diagnostic)?.edits ?? []
        if !edits.isEmpty, edits.allSatisfy({ $0.place.file === diagnostic.place.file }) {
          object.addRaw(
            "suggestions",
            JSONObject.array(edits) { edit in
              var suggestion = JSONObject()
              suggestion.addRaw("range", range(edit.place, report))
              suggestion.add("text", edit.text)
              return suggestion
            }
          )
        }
        return object
      }
    )
    return object.bytes + [0x0A]
  }

  private static func range(_ place: Place, _ report: ProgramReport) -> [UInt8] {
    let (_, start, end) = report.place(place)
    var object = JSONObject()
    for (name, position, offset) in [
      ("start", start, place.range.start), ("end", end, place.range.end),
    ] {
      var point = JSONObject()
      point.add("line", position.line)
      point.add("column", report.byteColumn(place, at: offset))
      object.addRaw(name, point.bytes)
    }
    return object.bytes
  }
}
