internal import Analysis
internal import ConfigMaps
internal import Formats
internal import JobDiff
package import Reviewing

/// A review as one JSON object, for programs.
package enum ReviewJSONReporter {
  /// - Parameters:
  ///   - review: The review.
  ///   - base: The id of the commit before.
  ///   - head: That of the commit after; `nil` for the work tree.
  /// - Returns: The object and a line break.
  package static func render(_ review: Review, base: String, head: String?) -> [UInt8] {
    let positions = PositionFinder()
    var object = JSONObject()
    object.add("version", 1)
    object.add("base", base)
    object.add("head", head)
    object.add("verdict", review.verdict.rawValue)
    object.add("refusals", review.refusals)
    object.addRaw("missing", JSONObject.texts(review.missing))
    object.add("jobs", review.result.jobCount)
    object.add("oldJobs", review.oldJobCount)
    object.addRaw(
      "findings",
      JSONObject.array(review.result.diagnostics) { ProblemJSON.object($0, positions) }
    )
    object.add("olderFindings", review.result.older.count)
    object.addRaw("contexts", JSONObject.array(review.contexts, context))
    object.addRaw("jobChanges", JSONObject.array(review.jobs.changes, DiffJSONReporter.job))
    object.addRaw(
      "unread",
      JSONObject.array(review.jobs.unread, DiffJSONReporter.unread)
    )
    object.addRaw(
      "configMaps",
      JSONObject.array(review.configMaps ?? [], configMap)
    )
    object.addRaw(
      "unreadable",
      JSONObject.array(review.unreadable) { ProblemJSON.object($0, positions) }
    )
    return object.bytes + [UInt8(ascii: "\n")]
  }

  private static func context(_ change: ContextChange) -> JSONObject {
    var object = JSONObject()
    object.add("repo", change.repo)
    object.add("context", change.context)
    switch change.kind {
    case .appears: object.add("change", "appears")
    case .vanishes: object.add("change", "vanishes")
    case .renamed(let old):
      object.add("change", "renamed")
      object.add("oldContext", old)
    case .isNotReported(let setting):
      object.add("change", "isNotReported")
      object.add("setting", setting)
    case .isAskedFor(let setting):
      object.add("change", "isAskedFor")
      object.add("setting", setting)
    }
    object.addRaw("branches", JSONObject.texts(change.branches))
    object.add("file", change.place.file)
    object.add("line", change.place.line)
    return object
  }

  private static func configMap(_ diff: ConfigMapGrowth) -> JSONObject {
    var object = JSONObject()
    object.add("name", diff.name)
    object.addRaw(
      "targets",
      JSONObject.array(diff.targets) { target in
        var object = JSONObject()
        object.add("cluster", target.cluster)
        object.add("namespace", target.namespace)
        return object
      }
    )
    object.add("growthBytes", diff.growth)
    object.add("bytes", diff.size)
    object.add("isExact", diff.isExact)
    return object
  }
}
