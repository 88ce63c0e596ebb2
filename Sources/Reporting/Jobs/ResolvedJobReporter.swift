internal import Diagnostics
internal import Formats
package import Prow
internal import YAML

/// Jobs as JSON: what they resolve to, and where each part comes from.
package struct ResolvedJobReporter {
  private let positions = PositionFinder()

  package static func render(_ jobs: [ResolvedJob]) -> [UInt8] {
    let reporter = ResolvedJobReporter()
    return JSONObject.array(jobs) { reporter.object($0) } + [UInt8(ascii: "\n")]
  }

  private func object(_ job: ResolvedJob) -> JSONObject {
    var object = JSONObject()
    object.add("type", job.job.kind.rawValue)
    object.add("name", job.job.name.string)
    if job.job.kind != .periodic { object.add("repo", job.job.repo.string) }
    object.addRaw("defined", place(job.job.nameNode).bytes)
    object.add("agent", job.agentName)
    object.add("cluster", job.job.cluster.string)
    addNamespace(job, to: &object)
    object.add("decorated", job.isDecorated)
    if job.job.kind != .periodic { addTriggers(job, to: &object) }
    addOwnFields(job, to: &object)
    if let decoration = job.decoration { object.addRaw("decoration", fields(decoration).bytes) }
    object.addRaw(
      "presets",
      JSONObject.array(job.presets) { preset in
        var object = place(preset.place)
        if let labels = preset.node[.labels] { object.addRaw("labels", json(labels)) }
        return object
      }
    )
    if job.spec != nil { addPod(job, to: &object) }
    return object
  }

  private func addNamespace(_ job: ResolvedJob, to object: inout JSONObject) {
    let own = job.job.text(.namespace).flatMap { $0.isEmpty ? nil : $0.string }
    object.add("namespace", own ?? job.config?.podNamespace.string)
  }

  private func addTriggers(_ job: ResolvedJob, to object: inout JSONObject) {
    object.add("context", job.job.context.string)
    guard job.job.kind == .presubmit else { return }
    object.add("trigger", job.job.resolvedTrigger)
    object.add("rerun_command", job.job.rerunCommand)
  }

  /// Fields that resolve to what is written, by their own names.
  private func addOwnFields(_ job: ResolvedJob, to object: inout JSONObject) {
    let fields: [Field] = [
      .alwaysRun, .optional, .runIfChanged, .skipIfOnlyChanged, .runBeforeMerge, .branches,
      .skipBranches, .skipReport, .maxConcurrency, .cron, .interval, .minimumInterval, .retry,
      .labels, .annotations, .extraRefs, .hidden, .reporterConfig, .rerunAuthConfig, .jobQueueName,
    ]
    for field in fields {
      if let value = job.job[field] { object.addRaw(field.name, json(value)) }
    }
  }

  /// Each setting with the place of the layer that it comes from; mappings are merged.
  private func fields(_ decoration: Decoration) -> JSONObject {
    var object = JSONObject()
    var seen: Set<String> = []
    for layer in decoration.layers {
      for entry in layer.entries where !entry.value.isNull {
        guard seen.insert(entry.key.text.string).inserted else { continue }
        var setting = JSONObject()
        setting.addRaw("value", merged(entry, decoration).map(json) ?? json(entry.value))
        setting.addRaw("defined", place(entry.key).bytes)
        object.addRaw(entry.key.text.string, setting.bytes)
      }
    }
    return object
  }

  private func merged(_ entry: Node.Entry, _ decoration: Decoration) -> [(Text, Node)]? {
    let isMerged = [Field.utilityImages, .gcsConfiguration].contains {
      $0.rawValue == entry.key.label
    }
    guard isMerged, entry.value.isMapping else { return nil }
    var result: [(Text, Node)] = []
    for layer in decoration.layers {
      for outer in layer.entries where outer.key.label == entry.key.label {
        for inner in outer.value.entries where !result.contains(where: { $0.0 == inner.key.text }) {
          result.append((inner.key.text, inner.value))
        }
      }
    }
    return result
  }

  private func addPod(_ job: ResolvedJob, to object: inout JSONObject) {
    object.addRaw(
      "containers",
      JSONObject.array(job.containers) { container in
        var object = JSONObject()
        for entry in container.entries {
          let name = entry.key.text.string
          if name == "env" || name == "volumeMounts" { continue }
          object.addRaw(name, json(entry.value))
        }
        object.addRaw("env", items(job.environment(of: container), job))
        object.addRaw("volumeMounts", items(job.mounts(of: container), job))
        return object
      }
    )
    object.addRaw("volumes", items(job.volumes, job))
  }

  /// Items with the place of the preset that brought them.
  private func items(_ items: PodItems, _ job: ResolvedJob) -> [UInt8] {
    JSONObject.array(Array(items)) { item in
      var object = JSONObject()
      for entry in item.node.entries { object.addRaw(entry.key.text.string, json(entry.value)) }
      if item.preset != nil { object.addRaw("fromPreset", place(item.node).bytes) }
      return object
    }
  }

  private func place(_ node: Node) -> JSONObject {
    let position = positions.position(node.place)
    var object = JSONObject()
    object.add("file", node.file.path)
    object.add("line", position.line)
    object.add("column", position.column)
    return object
  }

  private func json(_ node: Node) -> [UInt8] {
    JSONObject.inert(JSONProjection.text(of: node) ?? Array("null".utf8))
  }

  private func json(_ fields: [(Text, Node)]) -> [UInt8] {
    var object = JSONObject()
    for (name, value) in fields { object.addRaw(name.string, json(value)) }
    return object.bytes
  }
}
