package import Analysis
internal import Diagnostics
internal import Formats
internal import Linting

/// Findings as one JSON object, for programs.
package enum JSONReporter {
  /// `mostBytesOfFixes`: How many bytes of files are read anew to prove fixes; the findings after
  /// that have none.
  package static func render(_ result: LintResult, mostBytesOfFixes: Int = 1 << 26) -> [UInt8] {
    let positions = PositionFinder()
    var room = mostBytesOfFixes
    var output = Array("{\"version\":1,\"diagnostics\":[".utf8)
    for (index, diagnostic) in result.diagnostics.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      var diagnostic = diagnostic
      if diagnostic.fix != nil {
        room -= diagnostic.place.file.bytes.count
        if room < 0 { diagnostic.fix = nil }
      }
      append(diagnostic, of: result.catalogue, positions, to: &output)
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
    of catalogue: RuleCatalogue,
    _ positions: PositionFinder,
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
    appendFix(diagnostic.fix, positions, to: &object)
    output += object.bytes
  }

  /// What would remove the finding, and the edits that do so.
  private static func appendFix(
    _ fix: Fix?,
    _ positions: PositionFinder,
    to object: inout JSONObject
  ) {
    let files = fix?.edits() ?? []
    let edits = files.flatMap { file in
      file.edits.map { (place: Place(file: file.file, range: $0.range), text: $0.replacement) }
    }
    if let fix, !edits.isEmpty {
      var about = JSONObject()
      about.add("title", fix.title)
      about.add("applicability", fix.applicability.rawValue)
      object.addRaw("fix", about.bytes)
    } else {
      object.add("fix", nil as String?)
    }
    object.addRaw(
      "edits",
      JSONObject.array(edits) { edit in
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
