internal import Diagnostics
internal import Formats
package import Linting

/// Findings as one JSON object, for programs.
package enum JSONReporter {
  package static func render(_ result: LintResult) -> [UInt8] {
    let positions = PositionFinder()
    var output = Array("{\"version\":1,\"diagnostics\":[".utf8)
    for (index, diagnostic) in result.diagnostics.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(diagnostic, positions, to: &output)
    }
    let seconds = result.phases.reduce(0) { $0 + $1.seconds }
    var summary = JSONObject()
    summary.add("files", result.fileCount)
    summary.add("jobs", result.jobCount)
    summary.add("errors", result.count(.error))
    summary.add("warnings", result.count(.warning))
    summary.addRaw("seconds", Array("\((seconds * 1000).rounded() / 1000)".utf8))
    output += Array("],\"summary\":".utf8) + summary.bytes + Array("}\n".utf8)
    return output
  }

  private static func append(
    _ diagnostic: Diagnostic,
    _ positions: PositionFinder,
    to output: inout [UInt8]
  ) {
    let (start, end) = (positions.position(diagnostic.place), positions.end(diagnostic.place))
    var object = JSONObject()
    object.add("rule", diagnostic.rule)
    object.add("group", Rule.group(of: diagnostic.rule))
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
    object.addRaw(
      "edits",
      JSONObject.array(diagnostic.edits) { edit in
        let place = Place(file: diagnostic.place.file, range: edit.range)
        let (start, end) = (positions.position(place), positions.end(place))
        var object = JSONObject()
        object.add("line", start.line)
        object.add("column", start.column)
        object.add("endLine", end.line)
        object.add("endColumn", end.column)
        object.add("text", edit.replacement)
        return object
      }
    )
    output += object.bytes
  }
}
