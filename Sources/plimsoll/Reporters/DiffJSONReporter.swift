import ConfigMaps
import Diagnostics

/// A diff as one JSON object, for programs.
enum DiffJSONReporter {
  static func render(_ comparison: Comparison) -> [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("from", comparison.from)
    object.add("to", comparison.to)
    object.add("differs", !comparison.isEmpty)
    object.addRaw("configMaps", JSONObject.array(comparison.state.configMaps, configMap))
    object.addRaw("jobs", JSONObject.array(comparison.jobs.changes, job))
    let positions = PositionFinder()
    object.addRaw("problems", JSONObject.array(comparison.problems) { problem($0, positions) })
    return object.bytes + [UInt8(ascii: "\n")]
  }

  private static func configMap(_ diff: ConfigMapDiff) -> JSONObject {
    var object = JSONObject()
    object.add("cluster", diff.target.cluster)
    object.add("namespace", diff.target.namespace)
    object.add("name", diff.target.name)
    let kind = diff.kind == .changed ? "changed" : diff.kind == .added ? "added" : "removed"
    object.add("change", kind)
    object.add("oldBytes", diff.oldSize)
    object.add("newBytes", diff.newSize)
    object.add("limitBytes", SizeLimit.bytes)
    object.addRaw(
      "heaviest",
      JSONObject.array(diff.new?.heaviest(3) ?? []) { entry in
        var object = JSONObject()
        object.add("key", entry.key)
        object.add("bytes", entry.size)
        return object
      }
    )
    object.addRaw("keys", JSONObject.array(diff.keys, key))
    return object
  }

  private static func key(_ change: KeyChange) -> JSONObject {
    var object = JSONObject()
    object.add("key", change.key)
    switch change.kind {
    case .added: object.add("change", "added")
    case .removed: object.add("change", "removed")
    case .changed: object.add("change", "changed")
    case .renamed(let old):
      object.add("change", "renamed")
      object.add("oldKey", old)
    case .movedFrom(let name):
      object.add("change", "movedFrom")
      object.add("configMap", name)
    case .movedTo(let name):
      object.add("change", "movedTo")
      object.add("configMap", name)
    }
    object.add("oldFile", change.old?.path)
    object.add("file", change.new?.path)
    object.add("oldBytes", change.old?.size ?? 0)
    object.add("newBytes", change.new?.size ?? 0)
    object.add("gzip", change.new?.isZipped ?? change.old?.isZipped ?? false)
    object.add("diff", change.changesContent ? change.diff.map(text) : nil)
    return object
  }

  private static func text(_ diff: UnifiedDiff) -> String {
    diff.hunks.map { hunk in
      hunk.header + "\n" + hunk.lines.map { "\($0.kind.rawValue)\($0.text)\n" }.joined()
    }.joined()
  }

  private static func job(_ change: JobChange) -> JSONObject {
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
    object.addRaw("gains", JSONObject.texts(change.gains))
    return object
  }

  private static func problem(_ problem: Diagnostic, _ positions: PositionFinder) -> JSONObject {
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
