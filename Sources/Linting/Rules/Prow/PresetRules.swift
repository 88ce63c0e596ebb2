internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of presets.
  static let presets: [Rule] = [presetConflict, duplicatePreset, duplicatePresetEntry]

  static let presetConflict = Rule(
    id: "preset-conflict",
    summary: "a preset adds what the job already has",
    why: "A preset adds variables, volumes, mounts and tolerations to jobs with its labels. Prow "
      + "refuses the whole config when the job, or another preset, has one of the same name.",
    help: "remove it from the job, or the label that brings the preset",
    source: "Prow, `mergePreset` in pkg/config/jobs.go",
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
    source: "Prow, `mergeJobConfigs` in pkg/config/config.go",
    bad: .jobs("presets:\n- labels: {preset-a: \"true\"}\n- labels: {preset-a: \"true\"}\n"),
    good: .jobs("presets:\n- labels: {preset-a: \"true\"}\n- labels: {preset-b: \"true\"}\n"),
    fix: .safe,
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
            related: [(other, "the first one")],
            fix: .removeRepeat(of: other, with: label.name, inOneList: false)
          )
        }
      }
    }
  )

  static let duplicatePresetEntry = Rule(
    id: "duplicate-preset-entry",
    summary: "a preset holds a variable, volume, mount or toleration twice",
    why: "Prow adds what a preset holds one by one, and refuses the whole config when the job has "
      + "one of the same name by then. Two mounts of one volume count too, also at two paths. A "
      + "preset that no job uses is not looked at.",
    help: "remove one of them, or move one of two mounts of a volume to the jobs",
    source: "Prow, `mergePreset` in pkg/config/jobs.go",
    bad: .presubmit(
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
    fix: .safe,
    check: .workspace { scope, report in
      // Thousands of jobs share few sets of presets.
      var sets: Set<ObjectIdentifier> = []
      var presets: Set<ObjectIdentifier> = []
      scope.forEachJob { job in
        if job.presets.isEmpty || job.containers.isEmpty { return }
        guard sets.insert(ObjectIdentifier(job.presetSet)).inserted else { return }
        for preset in job.presets where presets.insert(ObjectIdentifier(preset)).inserted {
          PresetEntries.check(preset, of: job, report)
        }
      }
    }
  )
}

/// Finds what one preset would add twice by itself.
private enum PresetEntries {
  static func check(_ preset: Preset, of job: ResolvedJob, _ report: Report) {
    names(preset.variables, "variable", job, report)
    names(preset.volumes, "volume", job, report)
    names(preset.mounts, "volume mount", job, report)
    var first: [Toleration: Toleration] = [:]
    for toleration in preset.tolerations {
      if let other = first[toleration] {
        say("toleration of", toleration.name, toleration.anchor, other.anchor, job, report)
      } else {
        first[toleration] = toleration
      }
    }
  }

  private static func names(
    _ items: [Preset.Item],
    _ noun: String,
    _ job: ResolvedJob,
    _ report: Report
  ) {
    var first: [Text: Node] = [:]
    for item in items {
      guard let name = item.name ?? item.node.absentName else { continue }
      if let other = first[name] {
        say(noun, name.short, item.anchor, other, job, report)
      } else {
        first[name] = item.anchor
      }
    }
  }

  private static func say(
    _ noun: String,
    _ name: String,
    _ node: Node,
    _ first: Node,
    _ job: ResolvedJob,
    _ report: Report
  ) {
    report(
      "this preset adds the \(noun) \"\(name)\" twice",
      at: node,
      related: [(first, "the first one"), (job.job.nameNode, "a job that gets this preset")],
      fix: .removeRepeat(of: first, with: node)
    )
  }
}
