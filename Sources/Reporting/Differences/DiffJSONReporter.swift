internal import ConfigMaps
internal import Formats
internal import JobDiff

/// A diff as one JSON object, for programs.
package enum DiffJSONReporter {
  package static func render(_ comparison: Comparison) -> [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("from", comparison.from)
    object.add("to", comparison.to)
    object.add("differs", !comparison.isEmpty)
    object.add("refused", comparison.refusals > 0)
    object.addRaw(
      "configMaps",
      JSONObject.array(comparison.state.configMaps, ConfigMapDiffJSON.object)
    )
    object.addRaw("jobs", JSONObject.array(comparison.jobs.changes, job))
    object.addRaw(
      "unread",
      JSONObject.array(comparison.jobs.unread, unread)
    )
    let positions = PositionFinder()
    object.addRaw(
      "problems",
      JSONObject.array(comparison.problems) { ProblemJSON.object($0, positions) }
    )
    return object.bytes + [UInt8(ascii: "\n")]
  }

  static func unread(_ file: JobsDiff.UnreadFile) -> JSONObject {
    var object = JSONObject()
    object.add("file", file.name)
    object.add("now", file.isNow)
    object.add("before", file.wasBefore)
    return object
  }

  static func job(_ change: JobChange) -> JSONObject {
    var object = JSONObject()
    object.add("change", change.kind.rawValue)
    object.add("type", change.job.kind)
    object.add("repo", change.job.repo.isEmpty ? nil : change.job.repo)
    object.add("name", change.job.name)
    object.add("oldName", change.oldName)
    object.add("file", change.place.file)
    object.add("line", change.place.line)
    object.add("oldFile", change.oldPlace?.file)
    object.addRaw(
      "fields",
      JSONObject.array(change.fields) { field in
        var object = JSONObject()
        object.add("field", field.name)
        object.add("old", field.old)
        object.add("new", field.new)
        return object
      }
    )
    object.addRaw("gains", JSONObject.texts(change.gains.map(\.text)))
    return object
  }
}
