import ConfigMaps
import Formats
import Reporting
import Updater

/// What apply would change, key by key.
enum ClusterDiffReporter {
  static func text(_ report: ApplyReport, usesColor: Bool) -> TerminalText {
    if report.isRefused { return "nothing compared: Prow would refuse the files\n" }
    let diff = report.diff
    var output = ConfigMapDiffText(usesColor: usesColor).render(diff)
    for failure in report.failures {
      guard let error = failure.error else { continue }
      output += "\(failure.target): failed: \(error)\n"
    }
    let count = diff.configMaps.count
    let words = count == 1 ? "1 ConfigMap differs" : "\(count) ConfigMaps differ"
    let failed = report.failures.count
    let rest = failed == 0 ? "" : ", \(DiffWords.count(failed, "ConfigMap")) could not be compared"
    return output + "\(count == 0 ? "nothing differs" : words)\(rest)\n"
  }

  static func json(_ report: ApplyReport) -> [UInt8] {
    let diff = report.diff
    var object = ApplyJSONReporter.head(report)
    object.add("differs", !diff.isEmpty)
    object.addRaw("configMaps", JSONObject.array(diff.configMaps, ConfigMapDiffJSON.object))
    object.addRaw("failures", JSONObject.array(report.failures, ApplyJSONReporter.outcome))
    return object.bytes + [UInt8(ascii: "\n")]
  }
}
