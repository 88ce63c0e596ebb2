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
  ///
  /// - Returns: The presets, and whether other labels are there that may be of presets, too.
  package func matching(_ labels: Node?) -> (set: PresetSet, hasOtherLabels: Bool) {
    guard let labels else { return (unconditionalSet, false) }
    if byLabel.isEmpty { return (unconditionalSet, true) }
    var found = unconditional
    var hasOthers = false
    let given = Labels(labels)
    for entry in labels.entries {
      let count = found.count
      for index in byLabel[entry.key.text] ?? [] where applies(presets[index], to: given) {
        found.append(index)
      }
      if found.count == count { hasOthers = true }
    }
    if found.count == unconditional.count { return (unconditionalSet, hasOthers) }
    found.sort()
    let set = otherSets.withLock { sets in
      if let known = sets[found] { return known }
      let set = PresetSet(found.map { presets[$0] })
      sets[found] = set
      return set
    }
    return (set, hasOthers)
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
