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

  mutating func add(_ job: ResolvedValue) {
    for field in [Field.pipelineRunSpec, .tektonPipelineRunSpec, .jenkinsSpec] {
      if let value = job[field] { add(value, field.name, [field.name]) }
    }
    for entry in job[.spec]?.entries ?? [] {
      add(entry.value, "spec.\(entry.name)", [entry.name.lowercased()])
    }
  }

  private mutating func add(
    _ value: ResolvedValue,
    _ name: String,
    _ keys: [String],
    depth: Int = 1
  ) {
    // Deeper values are told as a whole.
    let isDeep = depth >= 24
    if value.isMapping, !value.isEmpty, !isDeep {
      for entry in value.entries {
        let path = keys + [entry.name.lowercased()]
        add(entry.value, "\(name).\(entry.name)", path, depth: depth + 1)
      }
    } else if value.isList, !isDeep, value.items.contains(where: { !$0.isScalar }) {
      var names: Set<String> = []
      for (index, item) in value.items.enumerated() {
        let own = SpecLeaves.name(of: item, index)
        // The second of a name is told by its place, too.
        let shown = names.insert(own).inserted ? own : "\(own), \(index)"
        add(item, "\(name)[\(shown)]", keys, depth: depth + 1)
      }
    } else {
      all.append(Leaf(name: name, keys: keys, value: FactValue(value)))
    }
  }

  /// What tells an item from its neighbours.
  private static func name(of item: ResolvedValue, _ index: Int) -> String {
    func text(_ field: Field) -> String? {
      guard case .node(let node)? = item[field]?.content else { return nil }
      return node.string?.string
    }
    for field in [Field.name, .mountPath, .key] {
      if let name = text(field), !name.isEmpty {
        return name + (field == .name ? text(.mountPath).map { " at \($0)" } ?? "" : "")
      }
    }
    return "\(index)"
  }
}
