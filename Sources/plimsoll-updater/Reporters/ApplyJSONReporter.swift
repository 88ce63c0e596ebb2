import Analysis
import Cluster
import ConfigMaps
import Diagnostics
import Formats
import Reporting
import Updater

/// What became of each ConfigMap, as one JSON object.
enum ApplyJSONReporter {
  static func render(_ report: ApplyReport) -> [UInt8] {
    var object = head(report)
    object.addRaw("configMaps", JSONObject.array(report.outcomes, outcome))
    if !report.components.isEmpty {
      object.addRaw("components", JSONObject.array(report.components) { $0.json })
    }
    if let stage = report.lastStage { object.add("stoppedAfterStage", stage) }
    return object.bytes + [UInt8(ascii: "\n")]
  }

  /// What the reports of both commands begin with.
  static func head(_ report: ApplyReport) -> JSONObject {
    var object = JSONObject()
    object.add("version", 1)
    object.add("repository", report.source.repository)
    object.add("revision", report.source.revision)
    object.add("fieldManager", report.source.manager.description)
    object.add("dryRun", report.isDryRun)
    object.add("refused", report.isRefused)
    let positions = PositionFinder()
    object.addRaw(
      "problems",
      JSONObject.array(report.source.checked.problems) { ProblemJSON.object($0, positions) }
    )
    return object
  }

  static func outcome(_ outcome: TargetOutcome) -> JSONObject {
    var object = JSONObject()
    object.add("cluster", outcome.target.cluster)
    object.add("namespace", outcome.target.namespace)
    object.add("name", outcome.target.name)
    object.add("result", word(outcome.result))
    let changes = outcome.changes ?? KeyChanges()
    object.addRaw("added", JSONObject.texts(changes.added))
    object.addRaw("changed", JSONObject.texts(changes.changed))
    object.addRaw("removed", JSONObject.texts(changes.removed))
    object.add("resourceVersion", outcome.base?.resourceVersion)
    object.add("bytes", outcome.bytes)
    object.add("error", outcome.error?.description)
    object.addRaw(
      "conflicts",
      JSONObject.array(conflicts(outcome)) { conflict in
        var object = JSONObject()
        object.add("manager", conflict.manager)
        object.add("field", conflict.field)
        object.add("time", conflict.time)
        return object
      }
    )
    return object
  }

  private static func conflicts(_ outcome: TargetOutcome) -> [FieldConflict] {
    guard case .conflict(let conflicts) = outcome.error?.kind else { return [] }
    return conflicts
  }

  private static func word(_ result: TargetOutcome.Result) -> String {
    switch result {
    case .unchanged: "unchanged"
    case .created: "created"
    case .updated: "updated"
    case .failed: "failed"
    }
  }
}
