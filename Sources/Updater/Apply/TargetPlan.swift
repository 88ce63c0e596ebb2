internal import Cluster
internal import ConfigMaps

/// What is to be done about one ConfigMap, from what it should hold and what it holds.
struct TargetPlan {
  let step: Step

  enum Step {
    case nothing
    /// Apply; the fields are first to be taken from the other managers that own them.
    case apply(AppliedConfigMap, taking: Set<ConfigMapField>)
    case refuse(ClusterError.Kind)
  }

  /// - Parameters:
  ///   - desired: `nil` for a target that no file belongs to: it only loses the manager's own keys.
  ///   - live: `nil` if there is no such ConfigMap.
  ///   - name: Its namespace and name.
  ///   - manager: The field manager.
  ///   - options: How to apply.
  init(
    _ desired: DesiredConfigMap?,
    live: ConfigMapObject?,
    name: ObjectName,
    manager: String,
    options: ApplyOptions
  ) {
    guard let live else {
      step = desired.map { TargetPlan.creation($0, name) } ?? .nothing
      return
    }
    let own = live.managedFields.applied(by: manager)
    if desired == nil, own.isEmpty || !options.prunes {
      step = .nothing
      return
    }
    let others = live.managedFields.others(than: manager)
    var wanted = desired?.values ?? [:]
    if !options.prunes {
      for field in own where wanted[field] == nil && wanted[field.counterpart] == nil {
        wanted[field] = live.values[field]
      }
    }
    let labels = TargetPlan.labels(live, desired: desired != nil, manager: manager)
    let version = TargetPlan.version(desired, own: own, others: others, options)
    var taken = TargetPlan.taken(wanted, live: live, own: own, others: others)
    if let version, let owners = others[version.field], options.takesOver, !owners.isEmpty {
      taken.shared.insert(version.field)
    }
    if !options.takesOver, !taken.moved.isEmpty {
      step = .refuse(.conflict(TargetPlan.conflicts(taken.moved, others)))
      return
    }
    let taking = options.takesOver ? taken.moved.union(taken.shared) : []
    let ownWithoutVersion = version.map { own.subtracting([$0.field]) } ?? own
    let isSettled =
      taking.isEmpty && labels.missing.isEmpty && ownWithoutVersion == Set(wanted.keys)
      && wanted.allSatisfy { live.values[$0.key] == $0.value }
    // Each commit has its own VERSION; it alone is no reason to write.
    let isVersionThere =
      version.map { own.contains($0.field) && live.values[$0.field] != nil } ?? true
    if isSettled, isVersionThere {
      step = .nothing
      return
    }
    if let version { wanted[version.field] = Array(version.text.utf8) }
    let applied = AppliedConfigMap(name: name, labels: labels.all, values: wanted)
    step =
      TargetPlan.sizeProblem(applied, live: live, own: own, taking: taking).map { .refuse($0) }
      ?? .apply(applied, taking: taking)
  }

  private static func creation(_ desired: DesiredConfigMap, _ name: ObjectName) -> Step {
    var values = desired.values
    if let version = desired.version {
      values[versionField] = Array(version.utf8)
    }
    let labels = Dictionary(
      uniqueKeysWithValues: DesiredConfigMap.labels.map { ($0.name, $0.value) }
    )
    let applied = AppliedConfigMap(name: name, labels: labels, values: values)
    return sizeProblem(applied, live: nil, own: [], taking: []).map { .refuse($0) }
      ?? .apply(applied, taking: [])
  }

  static let versionField = ConfigMapField(.data, DesiredConfigMap.versionKey)

  /// Prow's labels go to a ConfigMap without any, and stay where the manager put them.
  ///
  /// Source: the README of the updater scenarios, "The config map".
  private static func labels(
    _ live: ConfigMapObject,
    desired: Bool,
    manager: String
  ) -> (all: [String: String], missing: [String]) {
    let own = live.managedFields.labels(appliedBy: manager)
    let needsAll = desired && live.labels.isEmpty
    let all = DesiredConfigMap.labels.filter { needsAll || own.contains($0.name) }
    return (
      Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.value) }),
      all.filter { live.labels[$0.name] != $0.value }.map(\.name)
    )
  }

  /// The commit that goes to `VERSION`; `nil` if that key is another's business.
  ///
  /// Several repositories may feed one ConfigMap, each with commits of its own: the first of them
  /// keeps the key.
  private static func version(
    _ desired: DesiredConfigMap?,
    own: Set<ConfigMapField>,
    others: [ConfigMapField: [String]],
    _ options: ApplyOptions
  ) -> (field: ConfigMapField, text: String)? {
    guard let text = desired?.version else { return nil }
    let owners = others[versionField] ?? []
    let isFree = owners.isEmpty || own.contains(versionField)
    let isTaken = options.takesOver && !owners.contains { $0.hasPrefix(FieldManager.prefix) }
    return isFree || isTaken ? (versionField, text) : nil
  }

  /// Fields that stand in the way.
  ///
  /// - Returns: `shared`: wanted fields that others own, too, so that the manager could neither
  ///   change nor remove them later; `moved`: the other place of wanted keys, where the server
  ///   would not take the same key twice and only its owners could remove it.
  private static func taken(
    _ wanted: [ConfigMapField: [UInt8]],
    live: ConfigMapObject,
    own: Set<ConfigMapField>,
    others: [ConfigMapField: [String]]
  ) -> (shared: Set<ConfigMapField>, moved: Set<ConfigMapField>) {
    let shared = wanted.keys.filter { others[$0] != nil }
    let moved = wanted.keys.map(\.counterpart).filter {
      live.values[$0] != nil && (others[$0] != nil || !own.contains($0))
    }
    return (Set(shared), Set(moved))
  }

  private static func conflicts(
    _ fields: Set<ConfigMapField>,
    _ others: [ConfigMapField: [String]]
  ) -> [FieldConflict] {
    fields.flatMap { field in
      // What nobody owns was there before anybody applied; the server calls its owner so.
      (others[field] ?? ["before-first-apply"]).map {
        FieldConflict(manager: $0, field: ".\(field.map.rawValue).\(field.key)")
      }
    }.sorted()
  }

  /// What the server would refuse for its size, said before it is sent.
  private static func sizeProblem(
    _ applied: AppliedConfigMap,
    live: ConfigMapObject?,
    own: Set<ConfigMapField>,
    taking: Set<ConfigMapField>
  ) -> ClusterError.Kind? {
    let ownSize = applied.values.values.reduce(0) { $0 + $1.count }
    let gone = own.union(taking)
    let foreign = (live?.values ?? [:]).filter {
      applied.values[$0.key] == nil && !gone.contains($0.key)
    }
    let foreignSize = foreign.values.reduce(0) { $0 + $1.count }
    let size = ownSize + foreignSize
    guard size > ConfigMapObject.mostBytes else { return nil }
    var message =
      "the ConfigMap would hold \(SizeLimit.number(size)) bytes, "
      + "and \(SizeLimit.number(ConfigMapObject.mostBytes)) are the most"
    if foreignSize > 0 { message += "; \(SizeLimit.number(foreignSize)) of them are others' keys" }
    return .tooLarge(message + "; use gzip or partitioned_names")
  }
}

extension DesiredConfigMap {
  /// All values but that of `VERSION`.
  var values: [ConfigMapField: [UInt8]] {
    var values: [ConfigMapField: [UInt8]] = [:]
    for entry in entries {
      values[ConfigMapField(entry.isText ? .data : .binaryData, entry.key)] = entry.value
    }
    return values
  }
}
