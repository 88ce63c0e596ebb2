internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of presets.
  static let presets: [Rule] = [presetConflict, presetRepeat, duplicatePreset]

  static let presetConflict = Rule(
    id: "preset-conflict",
    summary: "a preset adds what the job already has",
    why: "A preset adds variables, volumes, mounts and tolerations to jobs with its labels. Prow "
      + "refuses the whole config when the job, or another preset, has one of the same name.",
    help: "remove it from the job, or the label that brings the preset",
    source: "Prow J017",
    bad: .presubmit(
      """
      name: unit
      labels: {preset-proxy: "true"}
      spec:
        containers:
        - image: golang
          env:
          - {name: GOPROXY, value: direct}
      """,
      after: """
        presets:
        - labels: {preset-proxy: "true"}
          env:
          - {name: GOPROXY, value: https://proxy.example.com}

        """
    ),
    good: .presubmit(
      """
      name: unit
      labels: {preset-proxy: "true"}
      spec:
        containers:
        - image: golang
      """,
      after: """
        presets:
        - labels: {preset-proxy: "true"}
          env:
          - {name: GOPROXY, value: https://proxy.example.com}

        """
    ),
    check: .job { job, report in
      if job.presets.isEmpty { return }
      PresetConflicts.check(job, report)
    }
  )

  static let duplicatePreset = Rule(
    id: "duplicate-preset",
    summary: "two presets have the same label and value",
    why: "A label with its value selects one preset in the whole config. Prow refuses the "
      + "config otherwise.",
    help: "give one of them another label, or merge them",
    source: "Prow J004",
    bad: .jobs("presets:\n- labels: {preset-a: \"true\"}\n- labels: {preset-a: \"true\"}\n"),
    good: .jobs("presets:\n- labels: {preset-a: \"true\"}\n- labels: {preset-b: \"true\"}\n"),
    check: .workspace { scope, report in
      var first: [String: Node] = [:]
      for preset in scope.workspace.presets.presets {
        for label in preset.labels {
          let pair = label.name.text.string + ":" + label.value.convertedText
          guard let other = first.updateValue(label.name, forKey: pair) else { continue }
          first[pair] = other
          report(
            "another preset has the label \(pair.shortened)",
            at: label.name,
            related: [(other, "the first one")]
          )
        }
      }
    }
  )
}

/// Applies presets to a job one after another and reports what is there already.
private enum PresetConflicts {
  static func check(_ job: ResolvedJob, _ report: Report) {
    // Names clash seldom, and nearly always their bits tell.
    let (added, repeated) = (job.presetSet.names, job.presetSet.repeatedNames)
    for container in job.containers {
      if !repeated.variables.isEmpty || added.variables.mayHaveName(in: container[.env]) {
        compare({ $0.variables }, with: container[.env], job, "variable", report)
      }
      if !repeated.mounts.isEmpty || added.mounts.mayHaveName(in: container[.volumeMounts]) {
        compare({ $0.mounts }, with: container[.volumeMounts], job, "volume mount", report)
      }
    }
    guard let spec = job.spec else { return }
    if !repeated.volumes.isEmpty || added.volumes.mayHaveName(in: spec[.volumes]) {
      compare({ $0.volumes }, with: spec[.volumes], job, "volume", report)
    }
    if job.presetSet.hasTolerations { tolerations(spec, job, report) }
  }

  private static func compare(
    _ items: (Preset) -> [Preset.Item],
    with own: Node?,
    _ job: ResolvedJob,
    _ noun: String,
    _ report: Report
  ) {
    for (index, preset) in job.presets.enumerated() {
      for added in items(preset) {
        guard let name = added.name else { continue }
        if let node = find(name, in: own) {
          say(noun, name.short, node, added.node, isPreset: false, job, report)
        }
        for earlier in job.presets[..<index] {
          if let other = items(earlier).first(where: { $0.name == name }) {
            let node = other.node[.name] ?? other.node
            say(noun, name.short, node, added.node, isPreset: true, job, report)
          }
        }
      }
    }
  }

  private static func find(_ text: Text, in list: Node?) -> Node? {
    guard let list else { return nil }
    for item in list.items {
      if let node = item[.name], node.string == text { return node }
    }
    return nil
  }

  private static func say(
    _ noun: String,
    _ name: String,
    _ other: Node,
    _ added: Node,
    isPreset: Bool,
    _ job: ResolvedJob,
    _ report: Report
  ) {
    if isPreset {
      report(
        "two presets of this job add the \(noun) \(name)",
        at: job.job.nameNode,
        related: [(other, "one of them"), (added, "the other")]
      )
    } else {
      report(
        "a preset of this job adds the \(noun) \(name) as well",
        at: other,
        related: [(added, "added by this preset")]
      )
    }
  }

  private static func tolerations(_ spec: Node, _ job: ResolvedJob, _ report: Report) {
    var present = spec[.tolerations]?.items.map { (Toleration($0), isPreset: false) } ?? []
    for toleration in job.presets.lazy.flatMap(\.tolerations) {
      if let (other, isPreset) = present.first(where: { $0.0.isEqual(to: toleration) }) {
        say(
          "toleration of",
          toleration.key?.string ?? "",
          other.node.firstKey ?? other.node,
          toleration.node,
          isPreset: isPreset,
          job,
          report
        )
      }
      present.append((toleration, isPreset: true))
    }
  }
}
