internal import Prow
internal import YAML

extension Rule {
  static let presetRepeat = Rule(
    id: "preset-repeat",
    summary: "a preset holds one variable, volume, mount or toleration twice",
    why: "Prow adds the entries of a preset to a job one after another, and refuses the whole "
      + "config when one is there already: also when the preset itself has added it.",
    help: "remove one of the two from the preset",
    source: "Prow, `mergePreset` in pkg/config/jobs.go",
    bad: .presubmit(
      "name: unit\nlabels: {preset-proxy: \"true\"}\n" + Rule.decoratedTail,
      after: """
        presets:
        - labels: {preset-proxy: "true"}
          env:
          - {name: GOPROXY, value: https://proxy.example.com}
          - {name: GOPROXY, value: direct}

        """
    ),
    good: .presubmit(
      "name: unit\nlabels: {preset-proxy: \"true\"}\n" + Rule.decoratedTail,
      after: """
        presets:
        - labels: {preset-proxy: "true"}
          env:
          - {name: GOPROXY, value: https://proxy.example.com}

        """
    ),
    check: .workspace { scope, report in
      for preset in scope.workspace.presets.presets {
        let repeats = PresetRepeat.all(in: preset)
        if repeats.isEmpty { continue }
        for found in repeats {
          guard let job = found.firstJob(of: preset, scope) else { continue }
          report(
            "the preset adds \(found.words) twice",
            at: found.node,
            related: [(found.first, "the first time"), (job.job.nameNode, "a job that gets it")]
          )
        }
      }
    }
  )
}

/// An entry that a preset repeats.
private struct PresetRepeat {
  /// What is there twice, as messages say it.
  let words: String
  let node: Node
  let first: Node
  /// Whether it is added to each container, so that it takes one to clash.
  let needsContainer: Bool

  static func all(in preset: Preset) -> [PresetRepeat] {
    repeats(preset.variables, "variable", needsContainer: true)
      + repeats(preset.mounts, "volume mount", needsContainer: true)
      + repeats(preset.volumes, "volume", needsContainer: false) + tolerations(preset)
  }

  private static func repeats(
    _ items: [Preset.Item],
    _ noun: String,
    needsContainer: Bool
  ) -> [PresetRepeat] {
    if items.count < 2 { return [] }
    var seen: [String: Node] = [:]
    return items.compactMap { item in
      // Without a name it has the empty one.
      let name = item.node.converted(.name) ?? ""
      let place = item.node[.name] ?? item.node.firstKey ?? item.node
      guard let first = seen[name] else {
        seen[name] = place
        return nil
      }
      let words = name.isEmpty ? "a \(noun) without name" : "\(noun) \(name.shortened)"
      return PresetRepeat(words: words, node: place, first: first, needsContainer: needsContainer)
    }
  }

  private static func tolerations(_ preset: Preset) -> [PresetRepeat] {
    let all = preset.tolerations
    return all.indices.compactMap { index in
      guard let first = all[..<index].first(where: { $0.isEqual(to: all[index]) }) else {
        return nil
      }
      return PresetRepeat(
        words: "a toleration",
        node: all[index].node.firstKey ?? all[index].node,
        first: first.node.firstKey ?? first.node,
        needsContainer: false
      )
    }
  }

  func firstJob(of preset: Preset, _ scope: LintScope) -> ResolvedJob? {
    scope.jobsByFile.lazy.flatMap(\.jobs).first { job in
      job.spec != nil && (!needsContainer || !job.containers.isEmpty)
        && job.presets.contains { $0 === preset }
    }
  }
}
