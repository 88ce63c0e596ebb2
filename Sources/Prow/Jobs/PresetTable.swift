internal import Synchronization
package import YAML

/// All presets of a configuration, found by the labels of a job.
package final class PresetTable: Sendable {
  package let presets: [Preset]
  /// By the name of their first label; those without labels apply to every job.
  private let byLabel: [Text: [Int]]
  private let unconditional: [Int]
  private let unconditionalSet: PresetSet
  /// By the indices of their presets.
  private let otherSets = Mutex<[[Int]: PresetSet]>([:])

  package init(_ presets: [Preset]) {
    self.presets = presets
    var byLabel: [Text: [Int]] = [:]
    var unconditional: [Int] = []
    for (index, preset) in presets.enumerated() {
      if let first = preset.labels.first {
        byLabel[first.name.text, default: []].append(index)
      } else {
        unconditional.append(index)
      }
    }
    self.byLabel = byLabel
    self.unconditional = unconditional
    unconditionalSet = PresetSet(unconditional.map { presets[$0] })
  }

  /// The presets that apply to a job with these labels.
  ///
  /// Source: Prow, `mergePreset` in pkg/config/jobs.go.
  package func matching(_ labels: Node?) -> PresetSet {
    guard let labels, !byLabel.isEmpty else { return unconditionalSet }
    var found = unconditional
    let given = Labels(labels)
    for entry in labels.entries {
      guard let candidates = byLabel[entry.key.text] else { continue }
      for index in candidates where applies(presets[index], to: given) { found.append(index) }
    }
    if found.count == unconditional.count { return unconditionalSet }
    found.sort()
    return otherSets.withLock { sets in
      if let known = sets[found] { return known }
      let set = PresetSet(found.map { presets[$0] })
      sets[found] = set
      return set
    }
  }

  private func applies(_ preset: Preset, to labels: Labels) -> Bool {
    preset.labels.allSatisfy { labels.have($0) }
  }
}

/// The labels of a job: few are searched one by one, many by hash.
private struct Labels {
  let node: Node
  var values: [Text: Node] = [:]

  init(_ node: Node) {
    self.node = node
    var rest = node.entries
    for _ in 0..<32 { if rest.next() == nil { return } }
    for entry in node.entries { values[entry.key.text] = entry.value }
  }

  func have(_ wanted: Preset.Label) -> Bool {
    if values.isEmpty {
      return node.entries.contains {
        $0.key.text == wanted.name.text && $0.value.text.equals(wanted.text)
      }
    }
    return values[wanted.name.text]?.text.equals(wanted.text) ?? false
  }
}
