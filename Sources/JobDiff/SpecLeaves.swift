internal import Prow
internal import YAML

/// The values of a pod spec, presets applied, each with its path: `spec.containers[test].image`.
struct SpecLeaves {
  private(set) var all: [Leaf] = []

  struct Leaf {
    /// As people read it.
    var name: String
    /// The keys on the way, in lower case since Prow does not regard it; list items are left out.
    var keys: [String]
    var value: FactValue
  }

  mutating func add(_ job: ResolvedJob) {
    for field in [Field.pipelineRunSpec, .tektonPipelineRunSpec, .jenkinsSpec] {
      if let node = job.job[field] { add(node, field.name, [field.name]) }
    }
    guard let spec = job.spec else { return }
    for entry in spec.entries where !entry.value.isNull {
      let name = entry.key.text.string
      switch name.lowercased() {
      case "volumes": continue
      case "containers": addContainers(entry.value, job)
      default: add(entry.value, "spec.\(name)", [name.lowercased()])
      }
    }
    add(Array(job.volumes), "spec.volumes", ["volumes"])
    for preset in job.presets {
      if let list = preset.node[.tolerations] {
        add(list, "spec.tolerations of presets", ["tolerations"])
      }
    }
  }

  private mutating func addContainers(_ list: Node, _ job: ResolvedJob) {
    for (index, container) in list.items.enumerated() {
      let name = SpecLeaves.name(of: container, index)
      let path = "spec.containers[\(name)]"
      for entry in container.entries where !entry.value.isNull {
        let field = entry.key.text.string
        if ["env", "volumemounts"].contains(field.lowercased()) { continue }
        add(entry.value, "\(path).\(field)", ["containers", field.lowercased()])
      }
      add(Array(job.environment(of: container)), "\(path).env", ["containers", "env"])
      add(Array(job.mounts(of: container)), "\(path).volumeMounts", ["containers", "volumemounts"])
    }
  }

  private mutating func add(_ items: [PodItem], _ name: String, _ keys: [String]) {
    for (index, item) in items.enumerated() where item.node.isMapping {
      add(item.node, "\(name)[\(SpecLeaves.name(of: item.node, index))]", keys)
    }
  }

  private mutating func add(_ node: Node, _ name: String, _ keys: [String]) {
    // Deeper values are told as a whole.
    if node.isMapping, !node.isEmpty, keys.count < 24 {
      for entry in node.entries where !entry.value.isNull {
        let key = entry.key.text.string
        add(entry.value, "\(name).\(key)", keys + [key.lowercased()])
      }
    } else if node.isSequence, node.items.contains(where: { !$0.isScalar }), keys.count < 24 {
      for (index, item) in node.items.enumerated() {
        add(item, "\(name)[\(SpecLeaves.name(of: item, index))]", keys)
      }
    } else {
      all.append(Leaf(name: name, keys: keys, value: FactValue(node)))
    }
  }

  /// What tells an item from its neighbours.
  private static func name(of item: Node, _ index: Int) -> String {
    for field in [Field.name, .mountPath, .key] {
      if let name = item.text(field), !name.isEmpty {
        let path = field == .name ? item.text(.mountPath).map { " at \($0.string)" } : nil
        return name.string + (path ?? "")
      }
    }
    return "\(index)"
  }
}
