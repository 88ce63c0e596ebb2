internal import ConfigMaps
package import Formats

extension StatusModel {
  package func components(of branch: Branch) -> [ComponentRecord] {
    components.filter { $0.source == branch.name }
  }

  package func stages(of branch: Branch) -> [StageRecord] {
    stages.filter { $0.source == branch.name }
  }

  func json(_ stage: StageRecord) -> JSONObject {
    var object = JSONObject()
    object.add("name", stage.name)
    object.add("revision", stage.revision)
    object.add("appliedTime", Timestamp.text(stage.appliedAt))
    if !stage.isUntouched {
      object.add("wellSinceTime", stage.wellSince.map(Timestamp.text))
      object.add("nextStageTime", stage.until.map(Timestamp.text))
    }
    object.add("stopped", stage.held)
    return object
  }

  func json(_ component: ComponentRecord) -> JSONObject { component.json }
}

extension ComponentRecord {
  package var json: JSONObject {
    var object = JSONObject()
    object.add("name", name)
    object.add("configMap", target.description)
    object.add("state", state.rawValue)
    object.add("expected", expected)
    object.add("expectedSince", Timestamp.text(since))
    object.add("shown", shown)
    object.add("shownTime", shownAt.map(Timestamp.text))
    object.add("loadedTime", loadedAt.map(Timestamp.text))
    if let took = took { object.add("loadSeconds", Int(took)) }
    object.add("reason", note)
    return object
  }

  /// What it has loaded, in words: `loaded 1a2b3c4d5e6f 48 s after it was written`.
  package func words(at now: Double) -> String {
    let wanted = expected.map { String($0.prefix(12)) } ?? "none"
    let reason = note.map { ": \($0)" } ?? ""
    let missing = Age.words(now - (missingSince ?? now))
    return switch state {
    case .loaded: "loaded \(wanted) \(Age.words(took ?? 0)) after it was written"
    case .waiting: "does not show \(wanted) yet, for \(missing)\(reason)"
    case .late: "late, has not shown \(wanted) for \(missing)\(reason)"
    case .unknown: "can't tell what it has loaded\(reason)"
    }
  }
}
