package import Diagnostics
package import Formats

/// A finding in the few fields that reports about ConfigMaps have.
package enum ProblemJSON {
  package static func object(
    _ problem: Diagnostic,
    _ positions: PositionFinder
  ) -> JSONObject {
    let position = positions.position(problem.place)
    var object = JSONObject()
    object.add("rule", problem.rule)
    object.add("severity", problem.severity.rawValue)
    object.add("message", problem.message)
    object.add("file", problem.place.file.path)
    object.add("line", position.line)
    object.add("column", position.column)
    object.add("help", problem.help)
    return object
  }
}
