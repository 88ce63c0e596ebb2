internal import Diagnostics
package import Formats
package import Prow
internal import YAML

/// Jobs as JSON: what they resolve to, and where each part comes from.
package struct ResolvedJobReporter {
  private let positions = PositionFinder()

  /// `adding`: Puts more into the object of the job at a position.
  package static func render(
    _ jobs: [ResolvedJob],
    adding: (Int, inout JSONObject) -> Void = { _, _ in }
  ) -> [UInt8] {
    let reporter = ResolvedJobReporter()
    let objects = JSONObject.array(Array(jobs.enumerated())) { index, job in
      var object = reporter.object(job)
      adding(index, &object)
      return object
    }
    return objects + [UInt8(ascii: "\n")]
  }

  private func object(_ job: ResolvedJob) -> JSONObject {
    let tree = job.tree
    var object = JSONObject()
    object.add("type", job.job.kind.rawValue)
    object.add("name", job.job.name.string)
    if job.job.kind != .periodic { object.add("repo", job.job.repo.string) }
    object.addRaw("defined", place(job.job.nameNode).bytes)
    object.add("agent", job.agentName)
    object.add("cluster", job.job.cluster.string)
    object.add("namespace", tree[.namespace].flatMap { $0.isEmpty ? nil : $0.text })
    object.add("decorated", job.isDecorated)
    if job.job.kind != .periodic { object.add("context", job.job.context.string) }
    if job.job.kind == .presubmit {
      object.add("trigger", job.job.resolvedTrigger)
      object.add("rerun_command", job.job.rerunCommand)
    }
    for field in ResolvedJobReporter.ownFields {
      if let value = tree[field] { object.addRaw(field.name, json(value)) }
    }
    if let decoration = tree[.decorationConfig] { addDecoration(decoration, to: &object) }
    object.addRaw(
      "presets",
      JSONObject.array(job.presets) { preset in
        var object = place(preset.place)
        if let labels = preset.node[.labels] {
          object.addRaw("labels", json(ResolvedValue(content: .node(labels), origin: .job)))
        }
        return object
      }
    )
    if let spec = tree[.spec] { addPod(spec, to: &object) }
    return object
  }

  /// Fields that resolve to what is written, by their own names.
  private static let ownFields: [Field] = [
    .alwaysRun, .optional, .runIfChanged, .skipIfOnlyChanged, .runBeforeMerge, .branches,
    .skipBranches, .skipReport, .maxConcurrency, .cron, .interval, .minimumInterval, .retry,
    .labels, .annotations, .extraRefs, .hidden, .reporterConfig, .rerunAuthConfig, .jobQueueName,
  ]

  /// Each setting with the place of the layer that it comes from.
  private func addDecoration(_ decoration: ResolvedValue, to object: inout JSONObject) {
    var settings = JSONObject()
    for entry in decoration.entries {
      var setting = JSONObject()
      setting.addRaw("value", json(entry.value))
      if let key = entry.key { setting.addRaw("defined", place(key).bytes) }
      settings.addRaw(entry.name, setting.bytes)
    }
    object.addRaw("decoration", settings.bytes)
  }

  private func addPod(_ spec: ResolvedValue, to object: inout JSONObject) {
    object.addRaw(
      "containers",
      JSONObject.array(spec[.containers]?.items ?? []) { container in
        let lists: [Field] = [.env, .volumeMounts]
        var object = JSONObject()
        for entry in container.entries where !lists.contains(where: { $0.rawValue == entry.label })
        {
          object.addRaw(entry.name, json(entry.value))
        }
        for list in lists { object.addRaw(list.name, items(container[list])) }
        return object
      }
    )
    object.addRaw("volumes", items(spec[.volumes]))
  }

  /// Items with the place of the preset that brought them.
  private func items(_ list: ResolvedValue?) -> [UInt8] {
    JSONObject.array(list?.items ?? []) { item in
      var object = JSONObject()
      for entry in item.entries { object.addRaw(entry.name, json(entry.value)) }
      if case (.preset, .node(let node)) = (item.origin, item.content) {
        object.addRaw("fromPreset", place(node).bytes)
      }
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

  private func json(_ value: ResolvedValue) -> [UInt8] { JSONObject.inert(value.json) }
}
