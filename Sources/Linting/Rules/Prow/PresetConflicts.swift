internal import Prow
internal import YAML

/// Applies presets to a job one after another and reports what is there already.
///
/// What one preset holds twice is left to the rule `duplicate-preset-entry`.
enum PresetConflicts {
  static func check(_ job: ResolvedJob, _ report: Report) {
    // Names clash seldom, and nearly always their bits tell.
    let (added, repeated) = (job.presetSet.names, job.presetSet.repeatedNames)
    if !repeated.variables.isEmpty, !job.containers.isEmpty {
      compare({ $0.variables }, job, "variable", report)
    }
    if !repeated.mounts.isEmpty, !job.containers.isEmpty {
      compare({ $0.mounts }, job, "volume mount", report)
    }
    for container in job.containers {
      if added.variables.mayHaveName(in: container[.env]) {
        compare({ $0.variables }, with: container[.env], job, "variable", report)
      }
      if added.mounts.mayHaveName(in: container[.volumeMounts]) {
        compare({ $0.mounts }, with: container[.volumeMounts], job, "volume mount", report)
      }
    }
    guard let spec = job.spec else { return }
    if !repeated.volumes.isEmpty { compare({ $0.volumes }, job, "volume", report) }
    if added.volumes.mayHaveName(in: spec[.volumes]) {
      compare({ $0.volumes }, with: spec[.volumes], job, "volume", report)
    }
    if job.presetSet.hasTolerations { tolerations(spec, job, report) }
  }

  /// Compares what presets add with what the job has itself.
  private static func compare(
    _ items: (Preset) -> [Preset.Item],
    with own: Node?,
    _ job: ResolvedJob,
    _ noun: String,
    _ report: Report
  ) {
    guard let own else { return }
    var places: [Text: Node] = [:]
    for item in own.items {
      guard let name = item.text(.name) ?? item.absentName, places[name] == nil else { continue }
      places[name] = item[.name] ?? item.firstKey ?? item
    }
    for preset in job.presets {
      for added in items(preset) {
        // Prow stops at the first preset, so that one is enough.
        guard let name = added.name ?? added.node.absentName,
          let place = places.removeValue(forKey: name)
        else { continue }
        report(
          "a preset of this job adds the \(noun) \"\(name.short)\" as well",
          at: place,
          related: [(added.anchor, "added by this preset")]
        )
      }
    }
  }

  /// Compares what presets add with what earlier ones have added.
  private static func compare(
    _ items: (Preset) -> [Preset.Item],
    _ job: ResolvedJob,
    _ noun: String,
    _ report: Report
  ) {
    var first: [Text: (preset: Int, node: Node)] = [:]
    for (index, preset) in job.presets.enumerated() {
      for added in items(preset) {
        guard let name = added.name ?? added.node.absentName else { continue }
        guard let other = first[name] else {
          first[name] = (index, added.anchor)
          continue
        }
        if other.preset == index { continue }
        report(
          "two presets of this job add the \(noun) \"\(name.short)\"",
          at: job.job.nameNode,
          related: [(other.node, "one of them"), (added.anchor, "the other")]
        )
      }
    }
  }

  private static func tolerations(_ spec: Node, _ job: ResolvedJob, _ report: Report) {
    /// Of the job itself where `preset` is `nil`.
    var present: [Toleration: (preset: Int?, node: Node)] = [:]
    for item in spec[.tolerations].map({ Array($0.items) }) ?? [] {
      let toleration = Toleration(item)
      if present[toleration] == nil { present[toleration] = (nil, toleration.anchor) }
    }
    for (index, preset) in job.presets.enumerated() {
      for toleration in preset.tolerations {
        guard let other = present[toleration] else {
          present[toleration] = (index, toleration.anchor)
          continue
        }
        guard other.preset != index else { continue }
        if other.preset == nil {
          report(
            "a preset of this job adds the toleration of \"\(toleration.name)\" as well",
            at: other.node,
            related: [(toleration.node, "added by this preset")]
          )
        } else {
          report(
            "two presets of this job add the toleration of \"\(toleration.name)\"",
            at: job.job.nameNode,
            related: [(other.node, "one of them"), (toleration.node, "the other")]
          )
        }
      }
    }
  }
}

extension Node {
  /// The name of an item that has none: Prow compares these like any other.
  var absentName: Text? {
    (isMapping || isNull) && self[.name] == nil ? Text.empty : nil
  }
}

extension Preset.Item {
  /// Where to point at for its name.
  var anchor: Node { node[.name] ?? node.firstKey ?? node }
}

extension Toleration {
  var anchor: Node { node.firstKey ?? node }
  var name: String { key?.short ?? "" }
}
