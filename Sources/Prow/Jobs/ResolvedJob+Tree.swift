internal import YAML

extension ResolvedJob {
  /// The whole job as Prow has it after defaults, presets and decoration.
  ///
  /// Sources: Prow, `finalizeJobConfig` in pkg/config/config.go, and `mergePreset` in
  /// pkg/config/jobs.go.
  package var tree: ResolvedValue { tree(isWhole: true) }

  /// The same with the pod spec as it is written, and each setting of the decoration from the strongest layer
  /// alone: enough for single fields that nothing is added to, and made faster.
  package var outline: ResolvedValue { tree(isWhole: false) }

  private func tree(isWhole: Bool) -> ResolvedValue {
    var entries: [ResolvedValue.Entry] = []
    for entry in job.node.entries where !entry.value.isNull {
      switch entry.key.label {
      case Field.decorationConfig.rawValue: break
      case Field.spec.rawValue:
        let content = isWhole && entry.value.isMapping ? specContent(entry.value) : nil
        entries.append(ResolvedValue.Entry(entry, .job, content))
      default: entries.append(ResolvedValue.Entry(entry, .job))
      }
    }
    for (field, content) in defaults {
      if let position = entries.firstIndex(where: { $0.label == field.rawValue }) {
        // An empty text counts as none.
        guard entries[position].value.isEmpty else { continue }
        entries.remove(at: position)
      }
      entries.append(ResolvedValue.Entry(field, content, .prow))
    }
    if let decoration {
      let merged = decoration.entries(
        hasOwn: job[.decorationConfig] != nil,
        joinsFields: isWhole
      )
      entries.append(
        ResolvedValue.Entry(
          .decorationConfig,
          key: job.key(.decorationConfig),
          .entries(merged),
          .job
        )
      )
    }
    return ResolvedValue(content: .entries(entries), origin: .job)
  }

  /// What Prow sets where the job says nothing.
  private var defaults: [(Field, ResolvedValue.Content)] {
    var defaults: [(Field, ResolvedValue.Content)] = [
      (.cluster, .text(job.cluster.string)), (.agent, .text(agentName)),
      (.decorate, .bool(isDecorated)),
    ]
    if let namespace = config?.podNamespace {
      defaults.append((.namespace, .text(namespace.string)))
    }
    if job.kind != .periodic { defaults.append((.context, .text(job.context.string))) }
    if job.kind == .presubmit {
      defaults.append((.trigger, .text(job.resolvedTrigger)))
      defaults.append((.rerunCommand, .text(job.rerunCommand)))
    }
    return defaults
  }

  /// The pod spec with what presets add to its lists.
  private func specContent(_ spec: Node) -> ResolvedValue.Content {
    var entries: [ResolvedValue.Entry] = []
    for entry in spec.entries where !entry.value.isNull {
      switch entry.key.label {
      case Field.volumes.rawValue, Field.tolerations.rawValue: break
      case Field.containers.rawValue:
        let containers = entry.value.items.map { container in
          ResolvedValue(
            content: container.isMapping ? containerContent(container) : .node(container),
            origin: .job
          )
        }
        entries.append(ResolvedValue.Entry(entry, .job, .items(containers)))
      default: entries.append(ResolvedValue.Entry(entry, .job))
      }
    }
    append(.volumes, of: spec, items(volumes), to: &entries)
    var tolerations = spec.list(.tolerations).map {
      ResolvedValue(content: .node($0), origin: .job)
    }
    for (index, preset) in presets.enumerated() {
      tolerations += preset.node.list(.tolerations).map {
        ResolvedValue(content: .node($0), origin: .preset(index))
      }
    }
    append(.tolerations, of: spec, tolerations, to: &entries)
    return .entries(entries)
  }

  private func containerContent(_ container: Node) -> ResolvedValue.Content {
    var entries: [ResolvedValue.Entry] = []
    for entry in container.entries where !entry.value.isNull {
      if [Field.env.rawValue, Field.volumeMounts.rawValue].contains(entry.key.label) { continue }
      entries.append(ResolvedValue.Entry(entry, .job))
    }
    append(.env, of: container, items(environment(of: container)), to: &entries)
    append(.volumeMounts, of: container, items(mounts(of: container)), to: &entries)
    return .entries(entries)
  }

  /// Adds a list unless there is nothing in it.
  private func append(
    _ field: Field,
    of owner: Node,
    _ items: [ResolvedValue],
    to entries: inout [ResolvedValue.Entry]
  ) {
    if items.isEmpty { return }
    entries.append(ResolvedValue.Entry(field, key: owner.key(field), .items(items), .job))
  }

  private func items(_ items: PodItems) -> [ResolvedValue] {
    items.map { item in
      ResolvedValue(content: .node(item.node), origin: item.preset.map { .preset($0) } ?? .job)
    }
  }
}

extension Decoration {
  /// The settings of all layers.
  ///
  /// Source: Prow, `ApplyDefault` of DecorationConfig in pkg/apis/prowjobs/v1/types.go.
  ///
  /// - Parameters:
  ///   - hasOwn: Whether the first layer is the job's.
  ///   - joinsFields: Whether mappings are joined that Prow merges field by field.
  /// - Returns: The strongest of each.
  fileprivate func entries(hasOwn: Bool, joinsFields: Bool) -> [ResolvedValue.Entry] {
    var entries: [ResolvedValue.Entry] = []
    var seen: Set<String> = []
    for (index, layer) in layers.enumerated() {
      let origin = Decoration.origin(index, hasOwn)
      for entry in layer.entries where !entry.value.isNull {
        let name = Decoration.name(of: entry.key)
        guard seen.insert(name).inserted else { continue }
        let isMerged =
          joinsFields && entry.value.isMapping
          && Decoration.mergedByField.contains { name == $0 }
        let content = isMerged ? ResolvedValue.Content.entries(parts(name, hasOwn)) : nil
        entries.append(ResolvedValue.Entry(entry, origin, content))
      }
    }
    return entries
  }

  /// The fields of a mapping that Prow merges field by field.
  private func parts(_ name: String, _ hasOwn: Bool) -> [ResolvedValue.Entry] {
    var parts: [ResolvedValue.Entry] = []
    var seen: Set<String> = []
    for (index, layer) in layers.enumerated() {
      for outer in layer.entries where Decoration.name(of: outer.key) == name {
        for inner in outer.value.entries
        where !inner.value.isNull && seen.insert(Decoration.name(of: inner.key)).inserted {
          parts.append(ResolvedValue.Entry(inner, Decoration.origin(index, hasOwn)))
        }
      }
    }
    return parts
  }

  /// The name of a field in its own letter case; that of a key that is no field as it is written.
  private static func name(of key: Node) -> String {
    Field(rawValue: key.label)?.name ?? key.text.string
  }

  private static func origin(_ layer: Int, _ hasOwn: Bool) -> ResolvedValue.Origin {
    layer == 0 && hasOwn ? .job : .decorationDefault(layer)
  }

  /// Settings of which Prow merges the fields, and does not take the strongest value as a whole.
  ///
  /// Source: Prow, `ApplyDefault` of DecorationConfig and its parts in pkg/apis/prowjobs/v1/types.go.
  package static let mergedByField = [
    "utility_images", "resources", "gcs_configuration", "censoring_options", "scheduling_options",
  ]
}
